package crm.leads.duplicate;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.DealCreated;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("L-16 L-17 What may be the same")
class DuplicateTest {
    @LocalServerPort
    private int port;

    private final String phone =
            "9" + (100_000_000L + ThreadLocalRandom.current().nextInt(800_000_000));
    private final String word = "зюйд" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @AfterEach
    void forget() {
        Stack.running().others().forget("/api/directory/lookup");
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String entered(Map<String, Object> lead) {
        return as(MANAGER1).made("/api/leads", lead);
    }

    private List<JsonNode> found(User user, String parameter, String value) {
        Answer answer = as(user).get(
                        "/api/leads/duplicates?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    @Test
    @DisplayName(
            "L-16 the same phone or e-mail, however it is written; of a colleague's card only whose it is and its stage")
    void phone() {
        String id = entered(Map.of(
                "title",
                "Тайное название",
                "source",
                "SOCIAL",
                "applicant",
                Map.of(
                        "name",
                        "Секретов",
                        "phone",
                        "8 (" + phone.substring(0, 3) + ") " + phone.substring(3),
                        "email",
                        word + "@Name.example")));
        for (List<String> sought :
                List.of(List.of("phone", "+7" + phone), List.of("email", word.toUpperCase() + "@name.example"))) {
            List<JsonNode> own = found(MANAGER1, sought.getFirst(), sought.getLast());
            assertThat(own).hasSize(1);
            assertThat(own.getFirst().path("id").asString()).isEqualTo(id);
            for (User other : List.of(MANAGER2, OPERATOR)) {
                JsonNode item =
                        found(other, sought.getFirst(), sought.getLast()).getFirst();
                assertThat(item.path("kind").asString()).isEqualTo("lead");
                assertThat(item.path("id").isNull()).isTrue();
                assertThat(item.path("responsible").asString()).isEqualTo(MANAGER1.fullName());
                assertThat(item.path("stage").asString()).isEqualTo("NEW");
                assertThat(item.toString()).doesNotContain("Тайное", "Секретов", phone, id);
                String page = as(other)
                        .with("Accept", "text/html")
                        .get("/leads/duplicates?" + sought.getFirst() + "="
                                + URLEncoder.encode(sought.getLast(), StandardCharsets.UTF_8))
                        .body();
                assertThat(page).contains(MANAGER1.fullName()).doesNotContain("Тайное", "Секретов", id);
            }
        }
    }

    @Test
    @DisplayName(
            "L-16 a similar title or company: in any order, without the legal form; leads and deals; nothing for words that all have")
    void title() {
        entered(Map.of("title", "ООО «Верфь " + word + "»", "source", "SOCIAL"));
        String deal = UUID.randomUUID().toString();
        Stack.running()
                .journal()
                .say(
                        Topics.DEALS,
                        "deal/" + deal,
                        1,
                        new DealCreated(
                                "Компания «" + word + " верфь»",
                                null,
                                true,
                                null,
                                null,
                                null,
                                List.of(),
                                MANAGER2.id(),
                                MANAGER2.id(),
                                List.of()));
        await().untilAsserted(() -> assertThat(found(HEAD, "title", word + " Верфь"))
                .extracting(item -> item.path("kind").asString())
                .containsExactlyInAnyOrder("lead", "deal"));
        assertThat(found(MANAGER1, "company", "ООО " + word)).anySatisfy(item -> {
            assertThat(item.path("kind").asString()).isEqualTo("deal");
            assertThat(item.path("id").isNull()).isTrue();
            assertThat(item.path("responsible").asString()).isEqualTo(MANAGER2.fullName());
            assertThat(item.path("stage").asString()).isEqualTo("PREPARING_OFFER");
        });
        assertThat(found(HEAD, "title", "Заявка с сайта")).isEmpty();
        assertThat(as(HEAD).get("/api/leads/duplicates?colour=red").status()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "L-16 contacts and companies of the directory with their status; an operator gets no ids; its absence hides only them")
    void clients() {
        Stack.running()
                .others()
                .when(
                        "/api/directory/lookup",
                        request -> new StandIns.Reply(
                                200,
                                "{\"items\":[{\"kind\":\"contact\",\"id\":\"k-%s\",\"responsibleId\":\"%s\",\"clientStatus\":\"CLIENT\"}]}"
                                        .formatted(phone, MANAGER2.id())));
        String lead = entered(Map.of("title", "По контакту", "source", "SOCIAL", "contactIds", List.of("k-" + phone)));
        assertThat(found(MANAGER1, "phone", phone))
                .anySatisfy(item -> assertThat(item.toString()).contains("k-" + phone, "CLIENT", MANAGER2.fullName()))
                .anySatisfy(item -> assertThat(item.path("id").asString()).isEqualTo(lead));
        assertThat(found(OPERATOR, "phone", phone).toString())
                .contains("CLIENT")
                .doesNotContain("k-" + phone, lead);
        Stack.running().others().when("/api/directory/lookup", request -> new StandIns.Reply(503, "{}"));
        assertThat(found(MANAGER1, "phone", phone)).isEmpty();
    }

    @Test
    @DisplayName(
            "L-17 the card names the contact known by the applicant's phone, or offers to make one with what he said")
    void known() {
        String lead = entered(Map.of(
                "title", "Заявитель", "source", "SOCIAL", "applicant", Map.of("name", "Пётр", "phone", "+7" + phone)));
        Caller browser = as(MANAGER1).with("Accept", "text/html");
        assertThat(browser.get("/leads/" + lead + "/known").body())
                .contains("Создать контакт", "/contacts/new?card=lead/" + lead);
        Stack.running()
                .others()
                .when(
                        "/api/directory/lookup",
                        request -> new StandIns.Reply(
                                200,
                                "{\"items\":[{\"kind\":\"contact\",\"id\":\"k-%s\",\"responsibleId\":null,\"clientStatus\":\"NONE\"}]}"
                                        .formatted(phone)));
        assertThat(browser.get("/leads/" + lead + "/known").body())
                .contains("Имя k-" + phone, "Добавить в карточку")
                .doesNotContain("Создать контакт");
        as(MANAGER1).post("/api/leads/" + lead + "/contacts", Map.of("contactId", "k-" + phone));
        assertThat(browser.get("/leads/" + lead + "/known").body()).doesNotContain("Добавить", "Создать");
    }
}
