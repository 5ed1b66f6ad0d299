package crm.directory.dismissal;

import static crm.testing.User.ADMIN;
import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.directory.employee.Staff;
import crm.events.ReleaseCompleted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.KeycloakUsers;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("A dismissal")
class DismissalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final KeycloakUsers keycloak = Stack.running().keycloak();
    private final String username =
            "d" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String id = UUID.randomUUID().toString();

    @Autowired
    private Staff staff;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    @AfterEach
    void keycloakIsBack() {
        keycloak.comesBack();
    }

    /** Known to Keycloak, then to us. */
    private void isEmployed(String... roles) {
        keycloak.add(id, username, "Пётр Уходящий", List.of(roles));
        await().atMost(PATIENCE).untilAsserted(() -> {
            staff.look();
            assertThat(as(ADMIN).get("/api/employees/" + id).status()).isEqualTo(200);
        });
        await().atMost(PATIENCE)
                .until(() -> himself(Instant.now()).get("/api/contacts").status() == 200);
    }

    private Caller himself(Instant loggedIn) {
        return Caller.anonymous(port)
                .with(
                        "Authorization",
                        "Bearer "
                                + Stack.running()
                                        .tokens()
                                        .with(
                                                MANAGER1,
                                                claims -> claims.subject(id).issueTime(Date.from(loggedIn))));
    }

    private Answer dismiss(User by) {
        return as(by).post("/api/employees/" + id + "/dismissal", null);
    }

    private Answer progress() {
        return as(HEAD).get("/api/employees/" + id + "/dismissal");
    }

    private void othersAreDone(String dismissal) {
        Map<String, String> topics =
                Map.of("leads", Topics.LEADS, "deals", Topics.DEALS, "activities", Topics.ACTIVITIES);
        topics.forEach((service, topic) -> journal.say(
                topic,
                "release/" + dismissal + "-" + service,
                1,
                new ReleaseCompleted(service, dismissal, id, Map.of(service, 2L))));
    }

    @Test
    @DisplayName(
            "D-6 account and sessions end, his contacts and companies become nobody's, once each; over when all are done")
    void whole() {
        isEmployed("sales-manager");
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cards.add(himself(Instant.now())
                    .post(
                            "/api/contacts?confirmDuplicate=true",
                            Map.of("fullName", "Клиент " + username + i, "position", "x"))
                    .text("id"));
        }
        cards.add(himself(Instant.now())
                .post("/api/companies?confirmDuplicate=true", Map.of("name", "ООО " + username, "kindOfActivity", "x"))
                .text("id"));
        assertThat(as(SERVICE)
                        .get("/api/releases/of/" + id)
                        .json()
                        .path("contact")
                        .asInt())
                .isEqualTo(60);

        Answer asked = dismiss(HEAD);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String dismissal = asked.text("id");
        assertThat(keycloak.user(username).path("enabled").asBoolean()).isFalse();
        assertThat(keycloak.calls()).anyMatch(call -> call.endsWith("/users/" + id + "/logout"));
        Journal.Entry event = journal.await(id, "EmployeeDismissed");
        assertThat(event.data().path("dismissalId").asString()).isEqualTo(dismissal);
        assertThat(event.data().path("by").asString()).isEqualTo(HEAD.id());
        assertThat(dismiss(HEAD).text("id")).isEqualTo(dismissal);
        assertThat(dismiss(ADMIN).text("id")).isEqualTo(dismissal);

        Journal.Entry done = journal.await(dismissal + "-directory", "ReleaseCompleted");
        assertThat(done.envelope().path("subject").asString()).isEqualTo("release/" + dismissal + "-directory");
        assertThat(done.data().path("counts").path("contact").asInt()).isEqualTo(60);
        assertThat(done.data().path("counts").path("company").asInt()).isEqualTo(1);
        cards.forEach(card -> {
            Journal.Entry released = journal.await(card, "ResponsibleReleased");
            assertThat(released.data().path("dismissalId").asString()).isEqualTo(dismissal);
            assertThat(released.data().path("why").asString()).isEqualTo("dismissal");
            assertThat(journal.factsOf(card)).hasSize(2);
        });
        assertThat(progress().text("state")).isEqualTo("RUNNING");
        othersAreDone(dismissal);
        await().atMost(PATIENCE).until(() -> progress().text("state").equals("COMPLETED"));
        Answer over = progress();
        assertThat(over.json().path("released").asInt()).isEqualTo(67);
        assertThat(over.json().path("total").asInt()).isEqualTo(67);
        assertThat(journal.await(id, "DismissalCompleted")
                        .data()
                        .path("counts")
                        .path("contact")
                        .asInt())
                .isEqualTo(60);
        othersAreDone(dismissal);
        String links = "?released=" + id;
        assertThat(page(HEAD, "/employees/" + id + "/dismissal"))
                .contains("Увольнение завершено")
                .contains("/leads/list" + links, "/deals/list" + links, "/contacts" + links, "/companies" + links);
        // he sees no cards, and is led to none
        assertThat(page(ADMIN, "/employees/" + id + "/dismissal"))
                .contains("Увольнение завершено")
                .doesNotContain("released=");
        whatIsLeftOf(cards);
    }

    private String page(User who, String url) {
        Answer answer = as(who).with("Accept", "text/html").get(url);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The links of the page lead to what came free of him and nobody has got since. */
    private void whatIsLeftOf(List<String> cards) {
        String released = "/api/contacts?released=" + id + "&limit=1";
        assertThat(as(HEAD).get(released).json().path("total").asInt()).isEqualTo(60);
        assertThat(page(HEAD, "/contacts?released=" + id)).contains("Освободились от", "Пётр Уходящий");
        assertThat(as(HEAD).get("/api/companies?released=" + id).body()).contains(cards.getLast());
        String contact = "/api/contacts/" + cards.getFirst();
        assertThat(as(MANAGER1).post(contact + "/claim", null).status()).isEqualTo(200);
        assertThat(as(HEAD).post("/api/contacts/" + cards.get(1) + "/responsible", Map.of("employeeId", HEAD.id()))
                        .status())
                .isEqualTo(200);
        assertThat(as(HEAD).get(released).json().path("total").asInt()).isEqualTo(58);
        assertThat(as(HEAD).get("/api/contacts?released=nobody")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("D-6 his tokens end within a second or two; after rehire only newer ones count")
    void tokens() {
        isEmployed("sales-manager");
        Instant before = Instant.now();
        dismiss(HEAD);
        journal.await(id, "EmployeeDismissed");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(himself(before).get("/api/contacts").status())
                                .isEqualTo(401));
        assertThat(himself(Instant.now().plusSeconds(2)).get("/api/contacts").status())
                .isEqualTo(401);

        assertThat(as(HEAD).delete("/api/employees/" + id + "/dismissal").status())
                .isEqualTo(204);
        journal.await(id, "EmployeeRehired");
        assertThat(keycloak.user(username).path("enabled").asBoolean()).isTrue();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(himself(Instant.now().plusSeconds(2))
                                .get("/api/contacts")
                                .status())
                        .isEqualTo(200));
        assertThat(himself(before).get("/api/contacts").status()).isEqualTo(401);
        assertThat(as(HEAD).delete("/api/employees/" + id + "/dismissal").status())
                .isEqualTo(204);
        assertThat(journal.factsOf(id).stream().filter(entry -> entry.type().equals("EmployeeRehired")))
                .hasSize(1);
    }

    @Test
    @DisplayName("D-6 Keycloak away: 503 and nothing done; a sign that the account is off is not half a dismissal")
    void keycloak_away() {
        isEmployed("sales-manager");
        keycloak.leavesAfter(0);
        assertThat(dismiss(HEAD).status()).isEqualTo(503);
        keycloak.comesBack();
        assertThat(progress().status()).isEqualTo(404);
        assertThat(journal.factsOf(id)).hasSize(1);
        // the account is off, the sessions are not ended yet: gone on with, however often it is asked
        keycloak.leavesAfter(5);
        Answer half = dismiss(HEAD);
        keycloak.comesBack();
        assertThat(half.status()).isIn(202, 503);
        assertThat(dismiss(HEAD).status()).isEqualTo(202);
        journal.await(id, "EmployeeDismissed");
    }

    @Test
    @DisplayName("D-6 head and director are dismissed by a director; an unknown one is 404")
    void who() {
        isEmployed("sales-head");
        assertThat(dismiss(HEAD).code()).isEqualTo("employee.director-decides");
        assertThat(dismiss(ADMIN).code()).isEqualTo("employee.director-decides");
        assertThat(dismiss(DIRECTOR).status()).isEqualTo(202);
        assertThat(as(HEAD).post("/api/employees/nobody/dismissal", null).status())
                .isEqualTo(404);
        assertThat(as(MANAGER1).post("/api/employees/nobody/dismissal", null).status())
                .isEqualTo(403);
    }
}
