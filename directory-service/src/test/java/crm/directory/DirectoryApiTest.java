package crm.directory;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Contacts and companies")
class DirectoryApiTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer contact(User user, Map<String, Object> more) {
        return as(user).post("/api/contacts", Fresh.person(more));
    }

    private Answer company(User user, Map<String, Object> more) {
        return as(user).post("/api/companies", Fresh.firm(more));
    }

    @Test
    @DisplayName("D-4 the creator becomes responsible; the event has no personal data")
    void creator_is_responsible() {
        String phone = Fresh.phone();
        String email = Fresh.email();
        Answer made = contact(
                MANAGER1,
                Map.of(
                        "phones",
                        List.of(Map.of("number", "8" + phone.substring(2), "extension", "12")),
                        "emails",
                        List.of(email)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("responsibleId")).isEqualTo(MANAGER1.id());
        assertThat(made.text("clientStatus")).isEqualTo("NONE");
        assertThat(made.json().path("phones").path(0).path("number").asString()).isEqualTo(phone);
        assertThat(journal.await(made.text("id"), "ContactCreated").envelope().toString())
                .doesNotContain("Соколова", phone, email);
        assertThat(as(MANAGER1).get("/api/contacts?responsible=me&limit=200").body())
                .contains(made.text("id"));
        assertThat(as(MANAGER2).get("/api/contacts?responsible=me&limit=200").body())
                .doesNotContain(made.text("id"));
    }

    @Test
    @DisplayName("D-1 D-9 found by any part of the name in any order, ё or е, by the phone as people type it, by ИНН")
    void search() {
        String mark = Fresh.word();
        String phone = Fresh.phone();
        String nat = phone.substring(2);
        String id = contact(
                        MANAGER1,
                        Map.of("fullName", "Фёдоров Пётр " + mark, "phones", List.of(Map.of("number", phone))))
                .text("id");
        for (String query : List.of("петр " + mark, mark + " Фёдор", "федор " + mark)) {
            assertThat(as(MANAGER2).get("/api/contacts?q=" + encode(query)).body())
                    .as(query)
                    .contains(id);
        }
        for (String query : List.of(
                "8 " + nat.substring(0, 3) + " " + nat.substring(3),
                phone,
                "(" + nat.substring(0, 3) + ") " + nat.substring(3, 6) + "-" + nat.substring(6, 8),
                nat.substring(6),
                nat.substring(5, 8) + "-" + nat.substring(8))) {
            assertThat(as(MANAGER2)
                            .get("/api/contacts?limit=200&q=" + encode(query))
                            .body())
                    .as(query)
                    .contains(id);
        }
        String inn = Fresh.inn();
        String firm =
                company(MANAGER1, Map.of("requisites", Map.of("inn", inn))).text("id");
        assertThat(as(MANAGER2)
                        .get("/api/companies?limit=200&q=" + inn.substring(0, 7))
                        .body())
                .contains(firm);
        assertThat(as(MANAGER2)
                        .get("/api/contacts?q=" + encode("нет такого " + mark))
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "D-5 the responsible and the head edit; another manager only adds; the documents desk edits requisites")
    void who_edits() {
        String phone = Fresh.phone();
        String other = Fresh.phone();
        String id = contact(MANAGER1, Map.of("phones", List.of(Map.of("number", phone))))
                .text("id");
        String path = "/api/contacts/" + id;
        assertThat(as(MANAGER1).patch(path, Map.of("position", "бухгалтер")).status())
                .isEqualTo(200);
        assertThat(as(HEAD).patch(path, Map.of("comment", "важный")).status()).isEqualTo(200);
        assertThat(as(MANAGER2).patch(path, Map.of("position", "никто")).status())
                .isEqualTo(403);
        assertThat(as(MANAGER2).patch(path, Map.of("phones", List.of())).status())
                .isEqualTo(403);
        assertThat(as(MANAGER2)
                        .patch(
                                path,
                                Map.of("phones", List.of(Map.of("number", phone), Map.of("number", Fresh.phone()))))
                        .status())
                .isEqualTo(200);
        assertThat(as(OFFICE).patch(path, Map.of("comment", "x")).status()).isEqualTo(403);
        String firm = "/api/companies/" + company(MANAGER1, Map.of()).text("id");
        assertThat(as(OFFICE)
                        .patch(firm, Map.of("requisites", Map.of("kpp", "667101001")))
                        .status())
                .isEqualTo(200);
        assertThat(as(OFFICE).patch(firm, Map.of("name", "Другое")).status()).isEqualTo(403);
        assertThat(as(MANAGER2).patch(firm, Map.of("phone", other)).status()).isEqualTo(200);
        assertThat(as(MANAGER2).patch(firm, Map.of("phone", Fresh.phone())).status())
                .isEqualTo(403);
        assertThat(as(MANAGER1).get(firm).json().path("requisites").path("kpp").asString())
                .isEqualTo("667101001");
    }

    @Test
    @DisplayName("P-1 who has no right to contacts is told so in lists and not told of cards")
    void who_sees() {
        String id = contact(MANAGER1, Map.of()).text("id");
        for (User stranger : List.of(ADMIN, OPERATOR)) {
            assertThat(as(stranger).get("/api/contacts").status()).isEqualTo(403);
            assertThat(as(stranger).get("/api/contacts/" + id).status()).isEqualTo(404);
            assertThat(contact(stranger, Map.of()).status()).isEqualTo(403);
        }
        assertThat(as(MANAGER2).get("/api/contacts/" + id).status()).isEqualTo(200);
        assertThat(as(ACCOUNT).get("/api/contacts/" + id).status()).isEqualTo(200);
        assertThat(as(ACCOUNT)
                        .patch("/api/contacts/" + id, Map.of("comment", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("labels name many ids in one call, say who decides (ЛПР), and leave out unknown ones")
    void labels() {
        String phone = Fresh.phone();
        String person = contact(
                        MANAGER1,
                        Map.of(
                                "fullName",
                                "Соколова " + phone,
                                "decisionMaker",
                                true,
                                "phones",
                                List.of(Map.of("number", phone))))
                .text("id");
        String firm = company(MANAGER1, Map.of("name", "ООО «" + phone + "»")).text("id");
        var labels = as(MANAGER1)
                .post(
                        "/api/directory/labels",
                        Map.of("contacts", List.of(person, "nobody"), "companies", List.of(firm)))
                .json();
        assertThat(labels.propertyNames()).containsExactlyInAnyOrder(person, firm);
        assertThat(labels.path(person).path("label").asString()).isEqualTo("Соколова " + phone);
        assertThat(labels.path(person).path("phone").asString()).isEqualTo(phone);
        assertThat(labels.path(person).path("decisionMaker").asBoolean()).isTrue();
        assertThat(labels.path(firm).path("label").asString()).isEqualTo("ООО «" + phone + "»");
        assertThat(labels.path(firm).path("decisionMaker").isNull()).isTrue();
    }

    @Test
    @DisplayName("P-5 others' phones and e-mails are masked in lists, search and labels, and whole on the opened card")
    void masks() {
        String phone = Fresh.phone();
        String name = "Соколова " + Fresh.word();
        String email = Fresh.email();
        String id = contact(
                        MANAGER1,
                        Map.of(
                                "fullName", name,
                                "phones", List.of(Map.of("number", phone, "extension", "12")),
                                "emails", List.of(email)))
                .text("id");
        String firm = company(MANAGER1, Map.of("name", name, "phone", phone)).text("id");
        String masked = "+7 (" + phone.substring(2, 5) + ") •••-••-" + phone.substring(10);
        Map<String, Object> ids = Map.of("contacts", List.of(id), "companies", List.of(firm));
        for (User each : List.of(MANAGER1, MANAGER2, ACCOUNT, OFFICE, HEAD)) {
            // whatever columns he has chosen elsewhere
            as(each).form("/contacts/list/columns", "usual=true");
            as(each).form("/companies/list/columns", "usual=true");
        }
        for (String path : List.of("/api/contacts?q=", "/contacts?q=", "/api/companies?q=", "/companies?q=")) {
            for (User other : List.of(MANAGER2, ACCOUNT, OFFICE)) {
                assertThat(as(other).get(path + encode(name)).body())
                        .as(path + " " + other)
                        .contains(masked)
                        .doesNotContain(phone, email);
            }
            for (User whole : List.of(MANAGER1, HEAD)) {
                assertThat(as(whole).get(path + encode(name)).body())
                        .as(path + " " + whole)
                        .contains(phone)
                        .doesNotContain("•");
            }
        }
        assertThat(as(MANAGER2).post("/api/directory/labels", ids).body())
                .contains(masked)
                .doesNotContain(phone);
        assertThat(as(HEAD).post("/api/directory/labels", ids).body()).contains(phone);
        for (String search : List.of("/contacts/suggest?q=", "/contacts/search?q=", "/companies/search?q=")) {
            assertThat(as(MANAGER2).get(search + encode(name)).body())
                    .contains(name)
                    .doesNotContain(phone, email);
        }
        assertThat(as(MANAGER2).get("/api/contacts/" + id).body()).contains(phone, email);
        assertThat(as(MANAGER2)
                        .with("Accept", "text/html")
                        .get("/companies/" + firm)
                        .body())
                .contains("tel:" + phone);
    }

    @Test
    @DisplayName(
            "P-5 opening another's card is on record once a day, by page and by API; the head sees who, how many, which")
    void looks() {
        Caller head = as(HEAD).with("Accept", "text/html");
        String name = "Соколова " + Fresh.word();
        String id = contact(MANAGER1, Map.of("fullName", name)).text("id");
        String his = "/directory/looks?employee=" + MANAGER2.id();
        as(MANAGER2).get("/api/contacts?q=" + encode(name));
        as(MANAGER1).get("/api/contacts/" + id);
        assertThat(head.get(his).body()).doesNotContain(name);
        assertThat(head.get("/directory/looks?employee=" + MANAGER1.id()).body())
                .doesNotContain(name);
        as(MANAGER2).get("/api/contacts/" + id);
        as(MANAGER2).with("Accept", "text/html").get("/contacts/" + id);
        assertThat(head.get(his).body()).containsOnlyOnce("href=\"/contacts/" + id + "\"");
        for (int i = 0; i < 51; i++) {
            as(OFFICE)
                    .with("Accept", "text/html")
                    .get("/companies/" + company(MANAGER1, Map.of()).text("id"));
        }
        assertThat(head.get("/directory/looks").body()).contains("больше обычного", OFFICE.id());
        assertThat(head.get("/directory/looks?day=2020-01-01").body()).contains("чужих карточек не открывали");
        assertThat(head.get("/directory/looks?day=x").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("the same create with its key is one contact; a stale If-Match is 412")
    void keys_and_versions() {
        Caller keyed = as(MANAGER1).with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Fresh.person(Map.of());
        assertThat(keyed.post("/api/contacts", body).text("id"))
                .isEqualTo(keyed.post("/api/contacts", body).text("id"));
        String id = contact(MANAGER1, Map.of()).text("id");
        as(MANAGER1).patch("/api/contacts/" + id, Map.of("comment", "1"));
        assertThat(as(MANAGER1)
                        .with("If-Match", "\"1\"")
                        .patch("/api/contacts/" + id, Map.of("comment", "2"))
                        .status())
                .isEqualTo(412);
    }

    @Test
    @DisplayName(
            "D-8 phones are understood as people in Russia write them; what is none, and false check digits, are refused")
    void phones_and_digits() {
        String phone = Fresh.phone();
        String nat = phone.substring(2);
        String typed = "8 (" + nat.substring(0, 3) + ") " + nat.substring(3, 6) + "-" + nat.substring(6) + " доб. 12";
        Answer made = contact(MANAGER1, Map.of("phones", List.of(Map.of("number", typed))));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("phones").path(0).path("number").asString()).isEqualTo(phone);
        assertThat(made.json().path("phones").path(0).path("extension").asString())
                .isEqualTo("12");
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/contacts/" + made.text("id"))
                        .body())
                .contains("tel:" + phone);
        assertField(contact(MANAGER1, Map.of("phones", List.of(Map.of("number", "12")))), "phones[0].number");
        String inn = Fresh.inn();
        String wrong = inn.substring(0, 9) + (inn.charAt(9) == '0' ? '1' : '0');
        assertField(company(MANAGER1, Map.of("requisites", Map.of("inn", wrong))), "requisites.inn");
        assertField(company(MANAGER1, Map.of("requisites", Map.of("ogrn", "1027700132190"))), "requisites.ogrn");
    }

    @Test
    @DisplayName("D-1 D-7 inside a lead's or deal's card the matches end with a new one, and its form keeps the card")
    void inside_a_card() {
        Answer matches = as(MANAGER1).with("HX-Request", "true").get("/contacts/suggest?q=Никто&card=deal/d-1");
        assertThat(matches.body()).contains("Создать новый контакт", "/contacts/new?card=deal/d-1");
        Answer form = as(MANAGER1).with("HX-Request", "true").get("/contacts/new?card=deal/d-1&q=Петров");
        assertThat(form.body()).contains("name=\"card\"", "value=\"deal/d-1\"", "value=\"Петров\"");
        List<String> linked = new java.util.concurrent.CopyOnWriteArrayList<>();
        Stack.running().others().when("/api/deals/d-1/contacts", request -> {
            linked.add(request.body());
            return new StandIns.Reply(200, "{}");
        });
        Answer made = as(MANAGER1)
                .with("HX-Request", "true")
                .form("/contacts", "card=deal/d-1&position=x&fullName=" + encode("Участник " + Fresh.word()));
        assertThat(made.status()).as(made.body()).isEqualTo(204);
        assertThat(made.header("HX-Trigger")).contains("deal/d-1");
        assertThat(linked).hasSize(1).first().asString().contains("contactId");
    }

    @Test
    @DisplayName("bad input is a 4xx that names the field")
    void bad_input() {
        assertField(as(MANAGER1).post("/api/contacts", Map.of("position", "x")), "fullName");
        assertField(as(MANAGER1).post("/api/contacts", Map.of("fullName", "x")), "position");
        assertField(contact(MANAGER1, Map.of("phones", List.of(Map.of("number", "не телефон")))), "phones[0].number");
        assertField(contact(MANAGER1, Map.of("emails", List.of("a@b"))), "emails[0]");
        assertField(contact(MANAGER1, Map.of("companyIds", List.of("no-such"))), "companyIds");
        assertField(contact(MANAGER1, Map.of("fullName", "я".repeat(100_000))), "fullName");
        assertField(company(MANAGER1, Map.of("name", "")), "name");
        assertField(company(MANAGER1, Map.of("requisites", Map.of("inn", "12"))), "requisites.inn");
        assertThat(as(MANAGER1).post("/api/contacts", "{\"fullName\":1}").status())
                .isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/contacts?colour=1").status()).isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/contacts/none").status()).isEqualTo(404);
        String id = company(MANAGER1, Map.of()).text("id");
        assertThat(as(MANAGER1)
                        .patch("/api/companies/" + id, Map.of("requisites", Map.of("colour", "x")))
                        .status())
                .isEqualTo(400);
    }

    private static void assertField(Answer answer, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }
}
