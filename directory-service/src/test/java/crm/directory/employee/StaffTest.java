package crm.directory.employee;

import static crm.testing.User.ADMIN;
import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.KeycloakUsers;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("Employees over HTTP")
class StaffTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Staff staff;

    @Autowired
    private MongoTemplate mongo;

    private final KeycloakUsers keycloak = Stack.running().keycloak();
    private final Journal journal = Stack.running().journal();
    private final String username =
            "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @BeforeEach
    void everybodyIsKnown() {
        staff.look();
    }

    @AfterEach
    void keycloakIsBack() {
        keycloak.comesBack();
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Map<String, Object> body(Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "username",
                username,
                "fullName",
                "Пётр Новый",
                "email",
                username + "@crm.example",
                "roles",
                List.of("sales-manager")));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private Answer hire(Object... more) {
        return as(ADMIN).post("/api/employees", body(more));
    }

    private String hired(Object... more) {
        Answer answer = hire(more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    @Test
    @DisplayName("P-6 taken on by the administrator: an account in Keycloak, the event, a temporary password told once")
    void hiring(CapturedOutput output) {
        Answer answer = hire("department", "Продажи", "extension", "104", "zone", "Asia/Yekaterinburg");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String password = answer.text("temporaryPassword");
        assertThat(password).hasSizeGreaterThan(10);
        assertThat(answer.header("Location")).isEqualTo("/api/employees/" + answer.text("id"));
        assertThat(keycloak.user(username).path("enabled").asBoolean()).isTrue();
        assertThat(keycloak.rolesOf(username)).containsExactly("sales-manager");
        Journal.Entry event = journal.await(answer.text("id"), "EmployeeHired");
        assertThat(event.data().path("department").asString()).isEqualTo("Продажи");
        assertThat(event.data().path("zone").asString()).isEqualTo("Asia/Yekaterinburg");
        assertThat(event.envelope().path("actor").asString()).isEqualTo(ADMIN.id());
        assertThat(event.envelope().toString()).doesNotContain(password);
        assertThat(output).doesNotContain(password);
        staff.look();
        assertThat(journal.factsOf(answer.text("id"))).hasSize(1);
    }

    @Test
    @DisplayName("P-6 every field at fault is named, what Keycloak refuses too")
    void faults() {
        Answer empty = as(ADMIN).post("/api/employees", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.json().path("errors").findValuesAsString("field"))
                .contains("username", "fullName", "email", "roles");
        assertThat(hire("roles", List.of("boss")).status()).isEqualTo(422);
        assertThat(hire("zone", "Moscow").body()).contains("\"zone\"");
        Answer mail = hire("email", "x@bad.example");
        assertThat(mail.status()).isEqualTo(422);
        assertThat(mail.body()).contains("\"email\"");
        hired();
        Answer name = hire("email", "other" + username + "@crm.example");
        assertThat(name.status()).isEqualTo(409);
        assertThat(name.code()).isEqualTo("employee.taken-username");
        Answer taken = hire("username", "x" + username.substring(1));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("employee.taken-email");
    }

    @Test
    @DisplayName("P-6 the same request again gives the same employee; with another body it is refused")
    void repeated() {
        Caller keyed = as(ADMIN).with("Idempotency-Key", username);
        Answer first = keyed.post("/api/employees", body());
        Answer again = keyed.post("/api/employees", body());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.json().path("temporaryPassword").isNull()).isTrue();
        assertThat(keyed.post("/api/employees", body("fullName", "Иван Иной")).status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("P-6 Keycloak gone at any moment: 503, nobody can log in half made, and the same request takes him on")
    void keycloak_away() {
        int whole = 14;
        for (int answered = 0; answered < whole; answered++) {
            String name = username + answered;
            Map<String, Object> wanted = body("username", name, "email", name + "@crm.example");
            keycloak.leavesAfter(answered);
            Answer away = as(ADMIN).post("/api/employees", wanted);
            keycloak.comesBack();
            if (away.status() == 201) {
                assertThat(answered).isGreaterThan(3);
                return;
            }
            assertThat(away.status()).as(away.body()).isEqualTo(503);
            assertThat(away.text("detail")).contains("Keycloak");
            Answer again = as(ADMIN).post("/api/employees", wanted);
            assertThat(again.status()).as(answered + ": " + again.body()).isEqualTo(201);
            assertThat(keycloak.rolesOf(name)).containsExactly("sales-manager");
            journal.await(again.text("id"), "EmployeeHired");
        }
        throw new AssertionError("it never came through");
    }

    @Test
    @DisplayName(
            "P-6 P-7 changed by the administrator, by field; the role of the head by a director; every grant is on record")
    void changing() {
        String id = hired();
        Answer renamed = as(ADMIN)
                .patch(
                        "/api/employees/" + id,
                        Map.of("fullName", "Пётр Старый", "department", "SEO", "roles", List.of("back-office")));
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(renamed.text("fullName")).isEqualTo("Пётр Старый");
        assertThat(keycloak.user(username).path("lastName").asString()).isEqualTo("Старый");
        assertThat(keycloak.rolesOf(username)).containsExactly("back-office");
        Journal.Entry event = journal.await(id, "EmployeeUpdated");
        assertThat(event.envelope().path("actor").asString()).isEqualTo(ADMIN.id());
        assertThat(event.data().path("roles").toString()).isEqualTo("[\"back-office\"]");

        Map<String, Object> promoted = Map.of("roles", List.of("back-office", "sales-head"));
        assertThat(as(ADMIN).patch("/api/employees/" + id, promoted).code()).isEqualTo("employee.director-decides");
        assertThat(as(DIRECTOR).patch("/api/employees/" + id, promoted).status())
                .isEqualTo(200);
        assertThat(as(DIRECTOR)
                        .patch("/api/employees/" + id, Map.of("roles", List.of("sales-head", "admin")))
                        .status())
                .isEqualTo(403);
        assertThat(as(HEAD).patch("/api/employees/" + id, Map.of("fullName", "Никто Никто"))
                        .status())
                .isEqualTo(403);
        assertThat(as(ADMIN)
                        .patch("/api/employees/" + ADMIN.id(), Map.of("roles", List.of("admin", "back-office")))
                        .code())
                .isEqualTo("employee.own-roles");
        assertThat(as(ADMIN)
                        .with("If-Match", "\"1\"")
                        .patch("/api/employees/" + id, Map.of("fullName", "Иван Иной"))
                        .status())
                .isEqualTo(412);
        await().untilAsserted(() -> assertThat(as(HEAD).with("Accept", "text/html")
                        .get("/employees/" + id)
                        .body())
                .contains("руководитель отдела продаж", DIRECTOR.fullName()));
    }

    @Test
    @DisplayName("P-7 the last head, director or administrator keeps his role until there is another")
    void last_one() {
        Answer head = as(DIRECTOR).patch("/api/employees/" + HEAD.id(), Map.of("roles", List.of()));
        assertThat(head.status()).isEqualTo(422);
        Answer last = as(DIRECTOR).patch("/api/employees/" + HEAD.id(), Map.of("roles", List.of("director")));
        assertThat(last.code()).isEqualTo("employee.last-sales-head");
        assertThat(as(ADMIN)
                        .post("/api/employees/" + ADMIN.id() + "/dismissal", null)
                        .code())
                .isEqualTo("employee.dismisses-himself");
        assertThat(as(HEAD).post("/api/employees/" + ADMIN.id() + "/dismissal", null)
                        .code())
                .isEqualTo("employee.last-admin");
    }

    @Test
    @DisplayName("P-6 while Keycloak is away nothing is changed: 503, and the same again afterwards")
    void change_while_away() {
        String id = hired();
        keycloak.leavesAfter(0);
        Answer away = as(ADMIN).patch("/api/employees/" + id, Map.of("fullName", "Пётр Старый"));
        assertThat(away.status()).isEqualTo(503);
        assertThat(as(ADMIN).post("/api/employees/" + id + "/dismissal", null).status())
                .isEqualTo(503);
        keycloak.comesBack();
        assertThat(as(ADMIN).get("/api/employees/" + id).text("fullName")).isEqualTo("Пётр Новый");
        assertThat(as(ADMIN).get("/api/employees/" + id + "/dismissal").status())
                .isEqualTo(404);
        assertThat(as(ADMIN)
                        .patch("/api/employees/" + id, Map.of("fullName", "Пётр Старый"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("P-6 what is changed in Keycloak's console comes in")
    void console() {
        String id = hired();
        keycloak.user(username).put("lastName", "Переименованный");
        await().atMost(java.time.Duration.ofSeconds(10)).untilAsserted(() -> {
            staff.look();
            assertThat(as(ADMIN).get("/api/employees/" + id).text("fullName")).isEqualTo("Пётр Переименованный");
        });
        assertThat(journal.await(id, "EmployeeUpdated").envelope().path("actor").asString())
                .isEqualTo("system");
    }

    @Test
    @DisplayName(
            "P-6 presence: his own, or by head, director, administrator; leave by the administrator; found by both")
    void presence_and_leave() {
        String id = hired();
        Map<String, Object> here = Map.of("present", true);
        assertThat(as(MANAGER2).put("/api/employees/" + id + "/presence", here).status())
                .isEqualTo(403);
        assertThat(as(MANAGER1)
                        .put("/api/employees/" + MANAGER1.id() + "/presence", here)
                        .status())
                .isEqualTo(200);
        assertThat(as(HEAD).put("/api/employees/" + id + "/presence", here)
                        .json()
                        .path("present")
                        .asBoolean())
                .isTrue();
        assertThat(as(HEAD).put("/api/employees/" + id + "/presence", Map.of()).status())
                .isEqualTo(422);
        assertThat(as(MANAGER1).get("/api/employees?present=true&active=true").body())
                .contains(id);
        Map<String, Object> leave = Map.of(
                "leave",
                Map.of(
                        "from",
                        staff.today().toString(),
                        "to",
                        staff.today().plusDays(7).toString(),
                        "substitute",
                        MANAGER1.id()));
        assertThat(as(HEAD).patch("/api/employees/" + id, leave).status()).isEqualTo(403);
        Answer away = as(ADMIN).patch("/api/employees/" + id, leave);
        assertThat(away.status()).as(away.body()).isEqualTo(200);
        assertThat(away.json().path("present").asBoolean()).isFalse();
        assertThat(away.json().path("leave").path("substitute").asString()).isEqualTo(MANAGER1.id());
        Journal.Entry event = journal.await(
                id,
                entry -> entry.type().equals("PresenceChanged")
                        && !entry.data().path("present").asBoolean());
        assertThat(event.data().path("leave").path("from").asString())
                .isEqualTo(staff.today().toString());
        assertThat(as(ADMIN).put("/api/employees/" + id + "/presence", here).code())
                .isEqualTo("employee.on-leave");
        assertThat(as(ADMIN)
                        .patch(
                                "/api/employees/" + id,
                                Map.of("leave", Map.of("from", "2026-12-01", "to", "2026-11-01")))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1).get("/api/employees?present=maybe").status()).isEqualTo(400);
        assertThat(as(NOBODY).get("/api/employees").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("P-6 the list comes page by page")
    void pages() {
        hired();
        hired("username", "second-" + username, "email", "second-" + username + "@crm.example");
        Answer first = as(MANAGER1).get("/api/employees?limit=1");
        assertThat(first.json().path("items").size()).isEqualTo(1);
        String cursor = first.text("nextCursor");
        Answer second = as(MANAGER1).get("/api/employees?limit=1&cursor=" + cursor);
        assertThat(second.json().path("items").path(0).path("id").asString())
                .isNotEqualTo(cursor)
                .isNotEmpty();
        assertThat(as(MANAGER1).get("/api/employees?cursor=nobody").status()).isEqualTo(400);
    }

    private Answer reissued(String id) {
        return as(ADMIN).post("/api/employees/" + id + "/password", null);
    }

    private Document stored(String id) {
        return mongo.getCollection("staff").find(Filters.eq("_id", id)).first();
    }

    @Test
    @DisplayName(
            "P-6 a new temporary password: told once, kept nowhere, what he was logged in to ends; again as often as asked")
    void reissuing(CapturedOutput output) {
        String id = hired();
        Answer answer = reissued(id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        String password = answer.text("temporaryPassword");
        assertThat(password).hasSizeGreaterThan(10);
        assertThat(keycloak.calls())
                .anyMatch(call -> call.endsWith("/users/" + id + "/reset-password"))
                .anyMatch(call -> call.endsWith("/users/" + id + "/logout"));
        assertThat(keycloak.password(id).path("temporary").asBoolean()).isTrue();
        assertThat(keycloak.password(id).path("value").asString()).isEqualTo(password);
        assertThat(stored(id).toJson()).doesNotContain(password);
        assertThat(output).doesNotContain(password);
        assertThat(journal.factsOf(id)).hasSize(1);

        Caller keyed = as(ADMIN).with("Idempotency-Key", username);
        String second = keyed.post("/api/employees/" + id + "/password", null).text("temporaryPassword");
        assertThat(second).isNotEqualTo(password);
        Answer again = keyed.post("/api/employees/" + id + "/password", null);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("temporaryPassword").isNull()).isTrue();
        assertThat(keycloak.password(id).path("value").asString()).isEqualTo(second);

        Answer page = as(ADMIN).with("Accept", "text/html").get("/employees/" + id);
        assertThat(page.body()).contains("/employees/" + id + "/password", "выдан ", ADMIN.fullName());
        assertThat(as(HEAD).with("Accept", "text/html").get("/employees/" + id).body())
                .doesNotContain("/employees/" + id + "/password")
                .contains("выдан ");
        Answer shown =
                as(ADMIN).with("Accept", "*/*").with("HX-Request", "true").form("/employees/" + id + "/password", "");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains(keycloak.password(id).path("value").asString(), username, "показан один раз");
    }

    @Test
    @DisplayName("P-6 Keycloak away at any call: 503, no password told, and the same again afterwards")
    void reissuing_while_away() {
        String id = hired();
        for (int answered = 0; answered < 2; answered++) {
            keycloak.leavesAfter(answered);
            Answer away = reissued(id);
            keycloak.comesBack();
            assertThat(away.status()).as(away.body()).isEqualTo(503);
            assertThat(away.text("detail")).contains("Keycloak");
            assertThat(away.json().has("temporaryPassword")).isFalse();
            assertThat(stored(id)).doesNotContainKeys("wish", "reissued");
        }
        assertThat(reissued(id).status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "P-6 what a crash left of it holds up others for a minute only; nobody was told, so it is asked for again")
    void reissuing_crashed() {
        String id = hired();
        Document account = stored(id).get("account", Document.class);
        Document wish = new Document("kind", "REISSUE")
                .append("account", account)
                .append("by", ADMIN.id())
                .append("at", new Date());
        mongo.getCollection("staff").updateOne(Filters.eq("_id", id), Updates.set("wish", wish));
        assertThat(reissued(id).code()).isEqualTo("employee.busy");
        mongo.getCollection("staff")
                .updateOne(
                        Filters.eq("_id", id),
                        Updates.set("wish.at", Date.from(Instant.now().minusSeconds(60))));
        staff.goOn();
        assertThat(stored(id)).doesNotContainKeys("wish", "reissued");
        assertThat(reissued(id).status()).isEqualTo(200);
    }
}
