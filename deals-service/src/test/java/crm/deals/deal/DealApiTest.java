package crm.deals.deal;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static crm.testing.User.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.ActivityClosed;
import crm.events.ActivityMoved;
import crm.events.ActivityPlanned;
import crm.events.CardRef;
import crm.events.DealCreated;
import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The deals API")
class DealApiTest {
    private static final String TODAY =
            LocalDate.now(java.time.ZoneId.of("Europe/Moscow")).toString();

    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String aDeal(User responsible) {
        return aDeal(responsible, UUID.randomUUID().toString(), "Нэйм");
    }

    private String aDeal(User responsible, String lead, String title) {
        String id = UUID.randomUUID().toString();
        converted(lead, id, title, responsible);
        await().until(() -> as(HEAD).get("/api/deals/" + id).status() == 200);
        return id;
    }

    private void converted(String lead, String deal, String title, User responsible) {
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                5,
                new LeadConverted(
                        lead, deal, title, "REFERRAL", "MOW", "company-1", List.of("irina"), responsible.id()),
                responsible.id());
    }

    private Answer price(User user, String deal, Object... lines) {
        return as(user).put("/api/deals/" + deal + "/lines", List.of(lines));
    }

    private static Map<String, Object> line(String product, Object price, Object quantity) {
        return Map.of("product", product, "price", price, "quantity", quantity);
    }

    private Answer pay(User user, String deal, Object amount, String document) {
        return as(user).post(
                        "/api/deals/" + deal + "/payments",
                        Map.of("amount", amount, "paidOn", TODAY, "document", document));
    }

    private Answer move(User user, String deal, Map<String, Object> wish) {
        return as(user).post("/api/deals/" + deal + "/stage", wish);
    }

    @Test
    @DisplayName("L-10 S-1 a converted lead becomes exactly one deal, however often it is told")
    void one_deal() {
        String lead = UUID.randomUUID().toString();
        String id = aDeal(MANAGER1, lead, "Один раз");
        converted(lead, id, "Один раз", MANAGER1);
        converted(lead, id, "Один раз", MANAGER1);
        String later = aDeal(MANAGER1);
        assertThat(as(HEAD).get("/api/deals/" + later).status()).isEqualTo(200);
        Answer card = as(MANAGER1).get("/api/deals/" + id);
        assertThat(card.text("leadId")).isEqualTo(lead);
        assertThat(card.text("source")).isEqualTo("REFERRAL");
        assertThat(card.text("companyId")).isEqualTo("company-1");
        assertThat(card.json().path("contacts").path(0).path("id").asString()).isEqualTo("irina");
        journal.await(id, "ResponsibleAssigned");
        assertThat(journal.factsOf(id)).extracting(Journal.Entry::sequence).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName(
            "S-2 S-4 the history says who changed what and when, with what was said; other systems are not told the words")
    void history() {
        String id = aDeal(MANAGER1);
        as(MANAGER1).patch("/api/deals/" + id, Map.of("title", "Иначе"));
        price(MANAGER1, id, line("SEO", 1000, 1));
        price(MANAGER1, id, line("SEO", new java.math.BigDecimal("1500.50"), 2));
        pay(MANAGER1, id, 100, "ПП 1");
        move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OTHER", "comment", "Ушли к брату"));
        move(HEAD, id, Map.of("to", "DECIDING"));
        journal.await(id, "PaymentReceived");
        await().untilAsserted(() -> assertThat(as(MANAGER1)
                        .get("/api/deals/" + id + "/history")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("event").asString()))
                .containsExactly(
                        "StageChanged",
                        "StageChanged",
                        "PaymentReceived",
                        "DealLinesChanged",
                        "DealLinesChanged",
                        "DealUpdated",
                        "ResponsibleAssigned",
                        "DealCreated"));
        JsonNode told = as(MANAGER1).get("/api/deals/" + id + "/history").json();
        assertThat(told.path("total").asInt()).isEqualTo(8);
        JsonNode rejected = told.path("items").path(1);
        assertThat(rejected.path("by").asString()).isEqualTo(MANAGER1.id());
        assertThat(rejected.path("comment").asString()).isEqualTo("Ушли к брату");
        assertThat(told.path("items")
                        .path(3)
                        .path("data")
                        .path("previousTotal")
                        .path("amount")
                        .asString())
                .isEqualTo("1000.00");
        JsonNode edited = told.path("items").path(5).path("changes").path(0);
        assertThat(edited.path("from").asString()).isEqualTo("Нэйм");
        assertThat(edited.path("to").asString()).isEqualTo("Иначе");
        assertThat(journal.factsOf(id)).noneMatch(fact -> fact.toString().contains("Ушли к брату"));

        JsonNode first =
                as(MANAGER1).get("/api/deals/" + id + "/history?limit=3").json();
        JsonNode second = as(MANAGER1)
                .get("/api/deals/" + id + "/history?limit=200&cursor="
                        + first.path("nextCursor").asString())
                .json();
        assertThat(second.path("items")).hasSize(5);
        assertThat(as(MANAGER1).get("/api/deals/" + id + "/history?from=1").status())
                .isEqualTo(400);
        assertThat(as(MANAGER2).get("/api/deals/" + id + "/history").status()).isEqualTo(404);

        String page = as(MANAGER1).get("/deals/" + id + "/history").body();
        assertThat(page).contains("Название", "Нэйм → ", "Иначе", "Ушли к брату", "Другое");
    }

    @Test
    @DisplayName(
            "S-3 payments known from words wait in a queue for the documents desk until they are confirmed or voided")
    void payments_to_confirm() {
        String early = aDeal(MANAGER1);
        String contract = aDeal(MANAGER1);
        for (String id : List.of(early, contract)) {
            price(MANAGER1, id, line("SEO", 1000, 1));
            pay(MANAGER1, id, 300, "ПП 1");
            pay(MANAGER1, id, 400, "ПП 2");
            pay(PAYMENTS, id, 100, "ПП 3");
        }
        move(MANAGER1, contract, Map.of("to", "CONTRACT"));
        assertThat(waiting(HEAD)).contains(early + " ПП 1", early + " ПП 2", contract + " ПП 1", contract + " ПП 2");
        assertThat(waiting(HEAD)).doesNotContain(early + " ПП 3");
        assertThat(waiting(OFFICE)).contains(contract + " ПП 1").doesNotContain(early + " ПП 1");
        String first = as(OFFICE)
                .get("/api/deals/" + contract)
                .json()
                .path("payments")
                .path(0)
                .path("id")
                .asString();
        assertThat(as(OFFICE)
                        .post("/api/deals/" + contract + "/payments/" + first + "/confirm", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(waiting(OFFICE)).contains(contract + " ПП 2").doesNotContain(contract + " ПП 1");
        String page = as(OFFICE).get("/deals/payments").body();
        assertThat(page).contains("ПП 2", "Подтвердить", "оплачено 800,00");
        assertThat(as(MANAGER1).get("/api/deals/payments").status()).isEqualTo(403);
    }

    private List<String> waiting(User user) {
        return as(user).get("/api/deals/payments?limit=200")
                .json()
                .path("items")
                .valueStream()
                .map(row -> row.path("dealId").asString() + " "
                        + row.path("payment").path("document").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "S-3 accounting and the manager enter the same payment at the same moment: it is one, with accounting's figures")
    void payment_race() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = aDeal(MANAGER1);
            try (var both = java.util.concurrent.Executors.newFixedThreadPool(4)) {
                var all = both.invokeAll(List.of(
                        () -> pay(MANAGER1, id, 500, "ПП 7").status(),
                        () -> pay(PAYMENTS, id, 700, "ПП № 7").status(),
                        () -> pay(PAYMENTS, id, 700, "пп 7").status(),
                        () -> pay(MANAGER1, id, 500, "ПП 7").status()));
                for (var one : all) {
                    assertThat(one.get()).isIn(200, 201, 409, 422);
                }
            }
            JsonNode deal = as(HEAD).get("/api/deals/" + id).json();
            assertThat(deal.path("payments")).hasSize(1);
            assertThat(deal.path("payments").path(0).path("amount").decimalValue())
                    .isEqualByComparingTo("700");
            assertThat(deal.path("payments").path(0).path("confirmed").asBoolean())
                    .isTrue();
            assertThat(deal.path("paid").decimalValue()).isEqualByComparingTo("700");
        }
    }

    private Answer repeat(User user, Map<String, Object> wanted) {
        return as(user).post("/api/deals", wanted);
    }

    @Test
    @DisplayName("S-1 a repeat deal is made by hand of who has bought before: marked, numbered, its manager's at once")
    void repeat_deal() {
        Answer made = repeat(
                MANAGER1,
                Map.of("title", " Второй год ", "companyId", "client-1", "contactIds", List.of("irina", "petr")));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("title")).isEqualTo("Второй год");
        assertThat(made.json().path("repeat").asBoolean()).isTrue();
        assertThat(made.json().path("number").asLong()).isPositive();
        assertThat(made.text("responsibleId")).isEqualTo(MANAGER1.id());
        assertThat(made.text("stage")).isEqualTo("PREPARING_OFFER");
        assertThat(made.json().path("contacts").path(0).path("role").asString()).isEqualTo("main");
        DealCreated said = journal.await(made.text("id"), "DealCreated").as(DealCreated.class);
        assertThat(said.repeat()).isTrue();
        assertThat(said.leadId()).isNull();
        assertThat(said.contactIds()).containsExactly("irina", "petr");
        journal.await(made.text("id"), "ResponsibleAssigned");
        assertThat(as(MANAGER1).get("/api/deals?repeat=true&limit=200").body()).contains(made.text("id"));
    }

    @Test
    @DisplayName("S-1 of a new client there is no repeat deal, and the refusal says the way: through a lead")
    void no_repeat_deal() {
        Answer refused = repeat(MANAGER1, Map.of("title", "Новый", "companyId", "company-1"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("deal.repeat.new-client");
        assertThat(refused.text("detail")).contains("лид");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("companyId");
        assertThat(repeat(MANAGER1, Map.of("title", "Новый", "contactIds", List.of("irina")))
                        .text("code"))
                .isEqualTo("deal.repeat.new-client");
        assertThat(repeat(MANAGER1, Map.of("title", "Кто", "companyId", "no-such-1"))
                        .status())
                .isEqualTo(422);
        assertThat(repeat(MANAGER1, Map.of("title", "Никто")).body()).contains("companyId");
        assertThat(repeat(MANAGER1, Map.of("companyId", "client-1")).body()).contains("title");
        assertThat(repeat(MANAGER1, Map.of("title", "Пусто", "contactIds", java.util.Collections.singletonList(null)))
                        .body())
                .contains("contactIds");
    }

    @Test
    @DisplayName("S-1 the head says who works it, a manager nobody else, an account manager's waits in the queue")
    void repeat_deal_responsible() {
        Map<String, Object> wanted = Map.of("title", "Кому", "companyId", "client-1", "responsibleId", MANAGER2.id());
        assertThat(repeat(HEAD, wanted).text("responsibleId")).isEqualTo(MANAGER2.id());
        assertThat(repeat(MANAGER1, wanted).body()).contains("responsibleId");
        Answer waiting = repeat(ACCOUNT, Map.of("title", "Кому", "companyId", "client-1"));
        assertThat(waiting.status()).isEqualTo(201);
        assertThat(waiting.json().path("responsibleId").isNull()).isTrue();
        assertThat(as(ACCOUNT).get("/api/deals/" + waiting.text("id")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("S-1 the same request again is the same deal")
    void repeat_deal_once() {
        Caller once = as(MANAGER1).with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> wanted = Map.of("title", "Один раз", "companyId", "client-1");
        assertThat(once.post("/api/deals", wanted).text("id"))
                .isEqualTo(once.post("/api/deals", wanted).text("id"));
        assertThat(once.post("/api/deals", Map.of("title", "Иное", "companyId", "client-1"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("S-3 S-4 products, a payment, WON: exact sums, the words of refusals")
    void winning() {
        String id = aDeal(MANAGER1);
        Answer refused = move(MANAGER1, id, Map.of("to", "WON"));
        assertThat(refused.code()).isEqualTo("deal.won.product-and-payment-required");
        assertThat(refused.json().path("errors").size()).isEqualTo(2);
        Answer priced = price(
                MANAGER1,
                id,
                line("CUSTOM_SITE", 430200.5, 1),
                Map.of("product", "SEO", "price", 1000.01, "quantity", 3, "discount", 12.5));
        assertThat(priced.status()).as(priced.body()).isEqualTo(200);
        assertThat(priced.body()).contains("\"total\":432825.53");
        Answer paid = pay(MANAGER1, id, 100000, "ПП 1187");
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
        assertThat(paid.json().path("confirmed").asBoolean()).isFalse();
        assertThat(pay(MANAGER1, id, 100000.00, "пп 1187").status()).isEqualTo(200);
        assertThat(pay(MANAGER1, id, 5, "ПП 1187").code()).isEqualTo("deal.payment.conflict");
        Answer won = move(MANAGER1, id, Map.of("to", "WON"));
        assertThat(won.text("stage")).isEqualTo("WON");
        assertThat(journal.await(id, "DealLinesChanged")
                        .data()
                        .path("total")
                        .path("amount")
                        .asString())
                .isEqualTo("432825.53");
        assertThat(journal.await(id, "PaymentReceived")
                        .data()
                        .path("amount")
                        .path("amount")
                        .asString())
                .isEqualTo("100000.00");
        assertThat(journal.await(id, "StageChanged")
                        .data()
                        .path("amount")
                        .path("amount")
                        .asString())
                .isEqualTo("432825.53");
        assertThat(move(MANAGER1, id, Map.of("to", "CONTRACT", "comment", "x")).status())
                .isEqualTo(403);
        assertThat(move(HEAD, id, Map.of("to", "CONTRACT", "comment", "ошибка")).text("stage"))
                .isEqualTo("CONTRACT");
    }

    @Test
    @DisplayName(
            "S-3 accounting pays in confirmed, once per document, its figures win; the documents desk confirms and voids")
    void accounting() {
        String id = aDeal(MANAGER1);
        pay(MANAGER1, id, 100, "ПП 7");
        Answer fromAccounting = pay(PAYMENTS, id, 150, "ПП 7");
        assertThat(fromAccounting.status()).isEqualTo(200);
        assertThat(fromAccounting.json().path("confirmed").asBoolean()).isTrue();
        JsonNode card = as(MANAGER1).get("/api/deals/" + id).json();
        assertThat(card.path("payments").size()).isEqualTo(1);
        assertThat(card.path("paid").asDouble()).isEqualTo(150);
        assertThat(as(PAYMENTS).get("/api/deals/" + id).status()).isEqualTo(404);
        String payment = pay(MANAGER1, id, 20, "ПП 8").text("id");
        String path = "/api/deals/" + id + "/payments/" + payment;
        assertThat(as(MANAGER1).post(path + "/confirm", null).status()).isEqualTo(403);
        assertThat(as(OFFICE).post(path + "/confirm", null).status()).isEqualTo(404);
        move(MANAGER1, id, Map.of("to", "CONTRACT"));
        assertThat(as(OFFICE).post(path + "/confirm", null).status()).isEqualTo(200);
        assertThat(as(OFFICE).post(path + "/void", Map.of("comment", "не та")).status())
                .isEqualTo(200);
        assertThat(as(MANAGER1).get("/api/deals/" + id).json().path("paid").asDouble())
                .isEqualTo(150);
    }

    @Test
    @DisplayName("S-5 S-7 L-14 a rejection needs its reason, comment or day, and is rolled back; the words say which")
    void rejecting() {
        String id = aDeal(MANAGER1);
        assertThat(move(MANAGER1, id, Map.of("to", "REJECTED")).body()).contains("\"reason\"");
        assertThat(move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OTHER"))
                        .body())
                .contains("\"comment\"");
        assertThat(move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "POSTPONED"))
                        .body())
                .contains("\"returnOn\"");
        Answer unreachable = move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "UNREACHABLE"));
        assertThat(unreachable.status()).isEqualTo(422);
        assertThat(unreachable.text("detail")).contains("0");
        assertThat(as(MANAGER1).get("/api/deals/" + id).text("stage")).isEqualTo("PREPARING_OFFER");
        String day = java.time.LocalDate.now().plusDays(40).toString();
        Answer postponed = move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "POSTPONED", "returnOn", day));
        assertThat(postponed.status()).as(postponed.body()).isEqualTo(200);
        assertThat(postponed.json().path("rejection").path("returnOn").asString())
                .isEqualTo(day);
        assertThat(journal.await(id, "StageChanged").data().path("returnOn").asString())
                .isEqualTo(day);
        Answer back = move(MANAGER1, id, Map.of("to", "PRESENTING_OFFER"));
        assertThat(back.text("stage")).isEqualTo("PRESENTING_OFFER");
        assertThat(back.json().path("rejection").isNull()).isTrue();
        assertThat(as(MANAGER1).with("Accept", "text/html").get("/deals/" + id).body())
                .contains("нет суммы");
    }

    @Test
    @DisplayName("P-1 P-2 each role sees its deals: own, all, won, from the contract on")
    void who_sees() {
        String id = aDeal(MANAGER1);
        assertThat(as(MANAGER2).get("/api/deals/" + id).status()).isEqualTo(404);
        assertThat(as(OFFICE).get("/api/deals/" + id).status()).isEqualTo(404);
        assertThat(as(ACCOUNT).get("/api/deals/" + id).status()).isEqualTo(404);
        assertThat(as(ADMIN).get("/api/deals").status()).isEqualTo(403);
        assertThat(as(OPERATOR).get("/api/deals/board").status()).isEqualTo(403);
        move(MANAGER1, id, Map.of("to", "CONTRACT"));
        assertThat(as(OFFICE).get("/api/deals/" + id).status()).isEqualTo(200);
        assertThat(move(OFFICE, id, Map.of("to", "DECIDING")).status()).isEqualTo(403);
        price(MANAGER1, id, line("SEO", 10, 1));
        pay(MANAGER1, id, 10, "1");
        move(MANAGER1, id, Map.of("to", "WON"));
        assertThat(as(ACCOUNT).get("/api/deals/" + id).status()).isEqualTo(200);
        assertThat(price(ACCOUNT, id).status()).isEqualTo(403);
        assertThat(as(MANAGER1)
                        .post("/api/deals/" + id + "/responsible", Map.of("employeeId", MANAGER2.id()))
                        .status())
                .isEqualTo(403);
        await().untilAsserted(() -> assertThat(
                        as(HEAD).post("/api/deals/" + id + "/responsible", Map.of("employeeId", MANAGER2.id()))
                                .status())
                .isEqualTo(200));
        assertThat(as(MANAGER1).get("/api/deals/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("S-6 V-1 a column's count and sum are of the whole filter, exact to the kopeck")
    void board() {
        String word = "сумма" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 3; i++) {
            price(
                    MANAGER1,
                    aDeal(MANAGER1, UUID.randomUUID().toString(), word),
                    line("SEO", 0.1, 1),
                    line("SMM", 1000000.2, 1));
        }
        price(MANAGER2, aDeal(MANAGER2, UUID.randomUUID().toString(), word), line("SEO", 7, 1));
        JsonNode column = as(MANAGER1)
                .get("/api/deals/board?q=" + word + "&stage=PREPARING_OFFER")
                .json()
                .path("columns")
                .path(0);
        assertThat(column.path("count").asInt()).isEqualTo(3);
        assertThat(column.path("sum").asString("") + column.path("sum")).contains("3000000.9");
        assertThat(as(HEAD).get("/api/deals/board?q=" + word + "&stage=PREPARING_OFFER")
                        .body())
                .contains("\"sum\":3000007.90");
        assertThat(as(MANAGER1)
                        .get("/api/deals?q=" + word + "&sumFrom=2000000")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(as(MANAGER1)
                        .get("/api/deals?q=" + word + "&sumFrom=1000000&sort=-total")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("L-13 L-18 a deal's failed attempts are its lead's too, each activity once")
    void attempts_of_the_lead() {
        String lead = UUID.randomUUID().toString();
        String closed = UUID.randomUUID().toString();
        String open = UUID.randomUUID().toString();
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + closed,
                1,
                new ActivityClosed("CALL", CardRef.lead(lead), MANAGER1.id(), "out", "missed", 1, 5, "none", null));
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + open,
                1,
                new ActivityPlanned(
                        "CALL", CardRef.lead(lead), MANAGER1.id(), List.of(), Instant.now(), "out", "person", null));
        String deal = aDeal(MANAGER1, lead, "Попытки");
        journal.say(
                Topics.ACTIVITIES, "activity/" + open, 2, new ActivityMoved(CardRef.lead(lead), CardRef.deal(deal), 2));
        await().untilAsserted(() -> {
            JsonNode card = as(MANAGER1).get("/api/deals/" + deal).json();
            assertThat(card.path("failedAttempts").asInt()).isEqualTo(3);
            assertThat(card.path("nextActivity").path("id").asString("")).isEqualTo(open);
        });

        journal.say(
                Topics.ACTIVITIES,
                "activity/" + UUID.randomUUID(),
                1,
                new ActivityClosed("CALL", CardRef.lead(lead), MANAGER1.id(), "out", "missed", 1, 5, "none", null));
        await().untilAsserted(() -> assertThat(as(MANAGER1)
                        .get("/api/deals/" + deal)
                        .json()
                        .path("failedAttempts")
                        .asInt())
                .as("told after the deal was made")
                .isEqualTo(4));
    }

    @Test
    @DisplayName("bad input is a 4xx that names the field and changes nothing")
    void bad_input() {
        String id = aDeal(MANAGER1);
        assertField(price(MANAGER1, id, line("SEO", -1, 1)), 422, "lines[0].price");
        assertField(price(MANAGER1, id, line("SEO", 1.001, 1)), 422, "lines[0].price");
        assertField(price(MANAGER1, id, line("SEO", 1, 0)), 422, "lines[0].quantity");
        assertField(price(MANAGER1, id, line("SEO", 1, 1.0001)), 422, "lines[0].quantity");
        assertField(
                price(MANAGER1, id, Map.of("product", "SEO", "price", 1, "quantity", 1, "discount", 101)),
                422,
                "lines[0].discount");
        assertField(price(MANAGER1, id, line("SEO", 999999999.99, 2)), 422, "lines[0].price");
        assertField(price(MANAGER1, id, Map.of("price", 1, "quantity", 1)), 422, "lines[0].product");
        assertThat(price(MANAGER1, id, line("ROCKET", 1, 1)).status()).isEqualTo(400);
        assertThat(as(MANAGER1).put("/api/deals/" + id + "/lines", "{}").status())
                .isEqualTo(400);
        assertField(pay(MANAGER1, id, 0, "1"), 422, "amount");
        assertField(pay(MANAGER1, id, 1, " "), 422, "document");
        assertField(
                as(MANAGER1)
                        .post(
                                "/api/deals/" + id + "/payments",
                                Map.of("amount", 1, "paidOn", "2999-01-01", "document", "1")),
                422,
                "paidOn");
        assertField(move(MANAGER1, id, Map.of()), 422, "to");
        assertThat(move(MANAGER1, id, Map.of("to", "MOON")).status()).isEqualTo(400);
        assertField(as(MANAGER1).patch("/api/deals/" + id, Map.of("title", "")), 422, "title");
        assertField(as(MANAGER1).patch("/api/deals/" + id, Map.of("companyId", "no-such-company")), 422, "companyId");
        assertThat(as(MANAGER1)
                        .with("If-Match", "\"99\"")
                        .patch("/api/deals/" + id, Map.of("title", "x"))
                        .status())
                .isEqualTo(412);
        assertThat(as(MANAGER1).get("/api/deals?sumFrom=many").status()).isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/deals/no-such").status()).isEqualTo(404);
        assertThat(as(MANAGER1).get("/api/deals/" + id).json().path("version").asInt())
                .isEqualTo(1);
    }

    private static void assertField(Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }
}
