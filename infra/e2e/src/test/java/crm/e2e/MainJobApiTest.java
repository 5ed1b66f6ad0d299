package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The main job over the API")
class MainJobApiTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final Api anna = Api.as("manager1");
    private final Api head = Api.as("head");
    private final Api denis = Api.as("manager2");

    private static String tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toString();
    }

    @Test
    @DisplayName("L-3 L-4 T-5 L-10 S-3 a lead becomes a paid deal; the head sees it all, another manager none of it")
    void lead_to_paid_deal() {
        String contact = ok(
                        201,
                        anna.post(
                                "/api/contacts?confirmDuplicate=true",
                                Map.of(
                                        "fullName",
                                        "Соколова Ирина",
                                        "position",
                                        "директор",
                                        "decisionMaker",
                                        true,
                                        "phones",
                                        List.of(Map.of("number", "8 495 123-45-67")))))
                .text("id");
        Answer entered = ok(
                201,
                anna.post(
                        "/api/leads",
                        Map.of(
                                "title",
                                "Компания «Нэйм»",
                                "source",
                                "REFERRAL",
                                "sourceDetails",
                                "от Петра",
                                "city",
                                "MOW",
                                "contactIds",
                                List.of(contact))));
        String lead = entered.text("id");

        ok(200, anna.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK")));
        JsonNode call = await().atMost(SOON)
                .until(() -> open("lead/" + lead), items -> items.size() == 1)
                .path(0);
        assertThat(call.path("type").asString()).isEqualTo("CALL");
        await().atMost(SOON)
                .until(() -> anna.get("/api/leads/" + lead)
                        .json()
                        .path("nextActivity")
                        .path("id")
                        .asString("")
                        .equals(call.path("id").asString()));

        ok(
                200,
                anna.post(
                        "/api/activities/" + call.path("id").asString() + "/close",
                        Map.of(
                                "comment",
                                "Нужен сайт, ждёт примеры",
                                "next",
                                Map.of(
                                        "activity",
                                        Map.of("type", "MEETING", "dueAt", tomorrow(), "text", "Показать примеры")))));
        ok(201, anna.post("/api/activities/comments", Map.of("card", "lead/" + lead, "text", "Прислали ТЗ")));

        Answer converted = ok(200, anna.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED")));
        String deal = converted.text("dealId");
        await().atMost(SOON).until(() -> anna.get("/api/deals/" + deal).status() == 200);
        assertThat(anna.get("/api/deals/" + deal)
                        .json()
                        .path("contacts")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(contact);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                anna.get("/api/activities?card=deal/" + deal).body())
                        .contains("Прислали ТЗ", "Показать примеры"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(open("deal/" + deal)
                                .valueStream()
                                .map(entry -> entry.path("card").asString()))
                        .containsExactly("deal/" + deal));

        ok(
                200,
                anna.put(
                        "/api/deals/" + deal + "/lines",
                        List.of(Map.of("product", "CUSTOM_SITE", "price", 430200.5, "quantity", 2))));
        assertThat(anna.post("/api/deals/" + deal + "/stage", Map.of("to", "WON"))
                        .text("code"))
                .isEqualTo("deal.won.payment-required");
        ok(
                201,
                anna.post(
                        "/api/deals/" + deal + "/payments",
                        Map.of(
                                "amount",
                                430200,
                                "paidOn",
                                LocalDate.now(ZoneId.of("Europe/Moscow")).toString(),
                                "document",
                                "ПП 1187")));
        assertThat(ok(200, anna.post("/api/deals/" + deal + "/stage", Map.of("to", "WON")))
                        .text("stage"))
                .isEqualTo("WON");
        await().atMost(SOON).until(() -> open("deal/" + deal).isEmpty());

        assertThat(head.get("/api/deals/" + deal).body()).contains("\"total\":860401.00");
        assertThat(head.get("/api/leads/" + lead).status()).isEqualTo(200);
        for (String path : List.of("/api/leads/" + lead, "/api/deals/" + deal, "/api/activities?card=deal/" + deal)) {
            assertThat(denis.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(denis.get("/api/leads?limit=200").body()).doesNotContain(lead);
    }

    private JsonNode open(String card) {
        return head.get("/api/activities?open=true&card=" + card).json().path("items");
    }

    private static Answer ok(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    @Test
    @DisplayName("P-6 the employees of the realm are known, with names and roles")
    void employees() {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            JsonNode items = head.get("/api/employees").json().path("items");
            assertThat(items.valueStream().map(item -> item.path("username").asString()))
                    .contains("manager1", "head", "director", "operator", "account", "office", "admin");
        });
    }

    @Test
    @DisplayName("I-2 L-1 the site's form makes a lead for the head's queue, who assigns it")
    void site_form() {
        Answer sent = Api.anonymous()
                .post(
                        "/intake/site/local-intake-key",
                        Map.of(
                                "name",
                                "Константин",
                                "phone",
                                // nobody of that number has a lead yet, else this were a repeated enquiry (L-20)
                                "8343%07d".formatted(System.nanoTime() / 1000 % 10_000_000),
                                "page",
                                "https://agency.example/",
                                "utm_source",
                                "yandex",
                                "consent",
                                true));
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        String lead = sent.text("id");
        JsonNode card = head.get("/api/leads/" + lead).json();
        assertThat(card.path("responsibleId").isNull()).isTrue();
        assertThat(card.path("sourceDetails").asString()).contains("utm_source=yandex");
        assertThat(anna.get("/api/leads/" + lead).status()).isEqualTo(404);
        employees();
        String next = ok(200, head.get("/api/leads/next-responsible")).text("employeeId");
        ok(200, head.post("/api/leads/" + lead + "/responsible", Map.of("employeeId", next)));
        assertThat(Api.anonymous()
                        .post("/intake/site/wrong-key", Map.of("consent", true))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("strangers, wrong tokens, rubbish and too much get their 4xx at the gateway")
    void strangers() {
        assertThat(Api.anonymous().get("/api/leads").status()).isEqualTo(401);
        assertThat(Api.anonymous()
                        .with("Authorization", "Bearer rubbish")
                        .get("/api/leads")
                        .status())
                .isEqualTo(401);
        assertThat(anna.post("/api/leads", "{\"title\":").status()).isEqualTo(400);
        assertThat(anna.post("/api/leads", Map.of("title", "я".repeat(100_000), "source", "SOCIAL"))
                        .status())
                .isEqualTo(422);
        assertThat(anna.post("/api/leads", Map.of("title", "я".repeat(5_000_000)))
                        .status())
                .isEqualTo(413);
        assertThat(anna.get("/actuator/env").status()).isIn(401, 404);
        assertThat(anna.get("/api/nothing").status()).isEqualTo(404);
        Answer forged = anna.with("X-Failed-Attempts", "9")
                .with("X-Service-Authorization", "Bearer x")
                .get("/api/leads?limit=1");
        assertThat(forged.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("every service describes itself, and /api/docs lists them")
    void described() {
        for (String service : List.of("leads", "deals", "directory", "activities", "documents", "reports")) {
            assertThat(anna.get("/api/" + service + "/openapi.json").status())
                    .as(service)
                    .isEqualTo(200);
        }
        assertThat(anna.get("/api/docs").status()).isEqualTo(200);
    }
}
