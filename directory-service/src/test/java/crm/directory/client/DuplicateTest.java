package crm.directory.client;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.directory.Fresh;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("D-2 duplicates")
class DuplicateTest {
    private static final String CONFIRMED = "?confirmDuplicate=true";

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String made(String path, Map<String, Object> body) {
        return as(MANAGER1).made(path, body);
    }

    private static Map<String, Object> withPhone(String phone) {
        return Fresh.person(Map.of("phones", List.of(Map.of("number", phone))));
    }

    private static void refused(Answer answer, String existing, String field, boolean confirmable) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("directory.duplicate");
        assertThat(answer.text("existingId")).isEqualTo(existing);
        assertThat(answer.json().path("confirmable").asBoolean()).isEqualTo(confirmable);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    @DisplayName("D-2 an equal phone is refused with the existing one, and may be confirmed: a shared office phone")
    void phone() {
        String phone = Fresh.phone();
        String first = made("/api/contacts", withPhone(phone));
        String typed = "8 (" + phone.substring(2, 5) + ") " + phone.substring(5, 8) + "-" + phone.substring(8);
        refused(as(MANAGER2).post("/api/contacts", withPhone(typed)), first, "phones[0].number", true);
        String second = made("/api/contacts" + CONFIRMED, withPhone(phone));
        refused(as(MANAGER2).post("/api/contacts", withPhone(phone)), first, "phones[0].number", true);
        // also while the one who claims it has it no more
        as(MANAGER1).patch("/api/contacts/" + first, Map.of("phones", List.of()));
        refused(as(MANAGER2).post("/api/contacts", withPhone(phone)), second, "phones[0].number", true);
    }

    @Test
    @DisplayName("D-2 an equal e-mail or ИНН is never confirmed")
    void never_confirmed() {
        String email = Fresh.email();
        String first = made("/api/contacts", Fresh.person(Map.of("emails", List.of(email))));
        Map<String, Object> same = Fresh.person(Map.of("emails", List.of(Fresh.email(), email.toUpperCase())));
        refused(as(MANAGER2).post("/api/contacts", same), first, "emails[1]", false);
        refused(as(MANAGER2).post("/api/contacts" + CONFIRMED, same), first, "emails[1]", false);
        String inn = Fresh.inn();
        String firm = made("/api/companies", Fresh.firm(Map.of("requisites", Map.of("inn", inn))));
        refused(
                as(MANAGER2).post("/api/companies" + CONFIRMED, Fresh.firm(Map.of("requisites", Map.of("inn", inn)))),
                firm,
                "requisites.inn",
                false);
    }

    @Test
    @DisplayName("D-2 an equal name of a person or a company is shown and must be confirmed")
    void names() {
        String word = Fresh.word();
        String person = made("/api/contacts", Fresh.person(Map.of("fullName", "Фёдоров Пётр " + word)));
        Map<String, Object> same = Fresh.person(Map.of("fullName", word + "  ФЕДОРОВ петр"));
        refused(as(MANAGER2).post("/api/contacts", same), person, "fullName", true);
        made("/api/contacts" + CONFIRMED, same);
        String firm = made("/api/companies", Fresh.firm(Map.of("name", "ООО «Ёлка " + word + "»")));
        Map<String, Object> spelled =
                Fresh.firm(Map.of("name", "Общество с ограниченной ответственностью \"елка " + word + "\""));
        refused(as(MANAGER2).post("/api/companies", spelled), firm, "name", true);
        made("/api/companies" + CONFIRMED, spelled);
    }

    @Test
    @DisplayName("D-2 field errors come before duplicates")
    void field_errors_first() {
        String phone = Fresh.phone();
        made("/api/contacts", withPhone(phone));
        Map<String, Object> wrong = withPhone(phone);
        wrong.put("emails", List.of("a@b"));
        Answer answer = as(MANAGER1).post("/api/contacts", wrong);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("emails[0]");
    }

    @Test
    @DisplayName("D-2 a change is checked as an entry is; a card with a shared phone is edited in peace")
    void changes() {
        String phone = Fresh.phone();
        String first = made("/api/contacts", withPhone(phone));
        String second = made("/api/contacts", Fresh.person(Map.of()));
        String path = "/api/contacts/" + second;
        Map<String, Object> shared = Map.of("phones", List.of(Map.of("number", phone)));
        refused(as(MANAGER1).patch(path, shared), first, "phones[0].number", true);
        assertThat(as(MANAGER1).patch(path + CONFIRMED, shared).status()).isEqualTo(200);
        assertThat(as(MANAGER1).patch(path, Map.of("comment", "один офис")).status())
                .isEqualTo(200);
        String inn = Fresh.inn();
        String firm = made("/api/companies", Fresh.firm(Map.of("requisites", Map.of("inn", inn))));
        String other = made("/api/companies", Fresh.firm(Map.of()));
        refused(
                as(HEAD).patch("/api/companies/" + other, Map.of("requisites", Map.of("inn", inn))),
                firm,
                "requisites.inn",
                false);
    }

    @Test
    @DisplayName("D-2 many people saving the same new company or contact at one moment get one")
    void at_one_moment() throws Exception {
        for (int round = 0; round < 5; round++) {
            Map<String, Object> firm = Fresh.firm(Map.of());
            assertThat(distinct("/api/companies", firm)).hasSize(1);
            Map<String, Object> person = Fresh.person(Map.of("emails", List.of(Fresh.email())));
            assertThat(distinct("/api/contacts" + CONFIRMED, person)).hasSize(1);
        }
    }

    /** The one that each of many threads has made or was pointed to. */
    private List<String> distinct(String path, Map<String, Object> body) throws Exception {
        int threads = 16;
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                User user = i % 2 == 0 ? MANAGER1 : MANAGER2;
                asked.add(workers.submit(() -> {
                    start.await();
                    return as(user).post(path, body);
                }));
            }
            List<String> ids = new ArrayList<>();
            int made = 0;
            for (Future<Answer> answer : asked) {
                assertThat(answer.get().status()).as(answer.get().body()).isIn(201, 409);
                made += answer.get().status() == 201 ? 1 : 0;
                ids.add(answer.get().text(answer.get().status() == 201 ? "id" : "existingId"));
            }
            assertThat(made).isEqualTo(1);
            return ids.stream().distinct().toList();
        }
    }

    @Test
    @DisplayName(
            "L-16 a phone, an e-mail, an ИНН or a name is looked up with whose it is; who has no right gets no ids")
    void lookup() {
        String phone = Fresh.phone();
        String inn = Fresh.inn();
        String word = Fresh.word();
        String person = made(
                "/api/contacts",
                Fresh.person(Map.of(
                        "fullName", "Пётр " + word,
                        "phones", List.of(Map.of("number", phone)),
                        "emails", List.of(word + "@name.example"))));
        String firm = made(
                "/api/companies",
                Fresh.firm(Map.of("name", "АО «" + word + "»", "requisites", Map.of("inn", inn), "phone", phone)));
        assertThat(found("phone=" + phone)).containsExactlyInAnyOrder(person, firm);
        assertThat(found("email=" + encode(word.toUpperCase() + "@NAME.example")))
                .containsExactly(person);
        assertThat(found("inn=" + inn)).containsExactly(firm);
        assertThat(found("name=" + encode(word + " петр"))).containsExactly(person);
        assertThat(found("company=" + encode(word))).containsExactly(firm);
        assertThat(found("phone=12&email=nobody")).isEmpty();
        Answer operators = as(OPERATOR).get("/api/directory/lookup?inn=" + inn);
        assertThat(operators.json().path("items").path(0).path("id").isNull()).isTrue();
        assertThat(operators.json().path("items").path(0).path("responsibleId").asString())
                .isEqualTo(MANAGER1.id());
        assertThat(as(MANAGER1).get("/api/directory/lookup?colour=1").status()).isEqualTo(400);
    }

    private List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        as(MANAGER2)
                .get("/api/directory/lookup?" + query)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
