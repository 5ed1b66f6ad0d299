package crm.deals.page;

import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Journal;
import crm.testing.Sheets;
import crm.testing.Stack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random deals; the arithmetic of S-4 is written down here once more, in exact decimals, and held against every place that
 * shows a figure. {@code -Dmoney.seed=} repeats a run.
 */
@CrmTest
@DisplayName("S-3 S-4 S-6 money is the same everywhere, to the kopeck")
class MoneyTest {
    private static final int DEALS = 25;
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final BigDecimal MOST = new BigDecimal("999999999.99");
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();
    private final long seed = Long.getLong("money.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String word = "деньги" + UUID.randomUUID().toString().substring(0, 8);

    /** A line as it is sent, and what S-4 says of it. */
    private record Sold(
            BigDecimal price,
            BigDecimal quantity,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal cost) {
        BigDecimal total() {
            BigDecimal share = HUNDRED.subtract(discount == null ? BigDecimal.ZERO : discount);
            return price.multiply(quantity).multiply(share).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
        }

        BigDecimal costs() {
            return cost.multiply(quantity).setScale(2, RoundingMode.HALF_UP);
        }

        Map<String, Object> sent() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("product", "SEO");
            line.put("price", price);
            line.put("quantity", quantity);
            line.put("discount", discount);
            line.put("cost", cost);
            return line;
        }
    }

    /** A deal as the test knows it. */
    private static final class Known {
        private final String id;
        private final String title;
        private List<Sold> lines = List.of();
        private final Map<String, BigDecimal> paid = new LinkedHashMap<>();
        private boolean won;

        Known(String id, String title) {
            this.id = id;
            this.title = title;
        }

        BigDecimal total() {
            return lines.stream().map(Sold::total).reduce(NOTHING, BigDecimal::add);
        }

        BigDecimal paid() {
            return paid.values().stream().reduce(NOTHING, BigDecimal::add);
        }

        @Nullable
        BigDecimal costs() {
            return lines.stream().anyMatch(line -> line.cost() == null)
                    ? null
                    : lines.stream().map(Sold::costs).reduce(NOTHING, BigDecimal::add);
        }
    }

    private BigDecimal kopecks(long most) {
        return BigDecimal.valueOf(random.nextLong(most + 1), 2);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Often at the edges: halves of a kopeck, nothing, all, and the largest that fits. */
    private Sold line() {
        BigDecimal price = oneOf(List.of(
                kopecks(100),
                kopecks(10_000_000),
                kopecks(10_000_000),
                new BigDecimal("0.01"),
                new BigDecimal("0.05"),
                new BigDecimal("0.00"),
                new BigDecimal("99999999.99")));
        BigDecimal quantity = oneOf(List.of(
                BigDecimal.ONE,
                BigDecimal.valueOf(1 + random.nextInt(9)),
                BigDecimal.valueOf(1 + random.nextInt(9_999), 3),
                new BigDecimal("0.5"),
                new BigDecimal("0.001"),
                new BigDecimal("0.125")));
        BigDecimal discount = random.nextInt(3) == 0
                ? null
                : oneOf(List.of(
                        new BigDecimal("0"),
                        new BigDecimal("100"),
                        new BigDecimal("50"),
                        new BigDecimal("33.33"),
                        new BigDecimal("99.99"),
                        kopecks(10_000)));
        BigDecimal cost = random.nextInt(4) == 0 ? null : kopecks(5_000_000);
        return new Sold(price, quantity, discount, cost);
    }

    private Caller api() {
        return Caller.as(MANAGER1, port);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private void priced(Known deal) {
        int lines = 1 + random.nextInt(7);
        List<Sold> sold = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            sold.add(line());
        }
        // a deal's sum has a bound of its own
        while (sold.stream().map(Sold::total).reduce(NOTHING, BigDecimal::add).compareTo(MOST) > 0) {
            sold.removeLast();
        }
        done(api().put(
                        "/api/deals/" + deal.id + "/lines",
                        sold.stream().map(Sold::sent).toList()));
        deal.lines = sold;
    }

    private String pay(Known deal, crm.testing.User who, String document, BigDecimal amount) {
        Answer answer = done(Caller.as(who, port)
                .post(
                        "/api/deals/" + deal.id + "/payments",
                        Map.of("amount", amount, "paidOn", Visitor.TODAY, "document", document)));
        deal.paid.put(document, amount);
        return answer.text("id");
    }

    /** Entered, corrected by accounting, confirmed, taken back. */
    private void paid(Known deal) {
        for (int i = random.nextInt(5); i > 0; i--) {
            String document = "ПП " + i;
            BigDecimal amount = kopecks(100_000_000).add(new BigDecimal("0.01"));
            String payment = pay(deal, random.nextBoolean() ? MANAGER1 : PAYMENTS, document, amount);
            String path = "/api/deals/" + deal.id + "/payments/" + payment;
            switch (random.nextInt(4)) {
                case 0 -> pay(deal, PAYMENTS, document, kopecks(1_000_000).add(new BigDecimal("0.01")));
                case 1 -> done(Caller.as(HEAD, port).post(path + "/confirm", null));
                case 2 -> {
                    done(Caller.as(HEAD, port).post(path + "/void", Map.of("comment", "ошибка")));
                    deal.paid.remove(document);
                }
                default -> {}
            }
        }
    }

    private Known deal(int number) {
        String title = word + " " + number;
        Known deal = new Known(Visitor.converted(MANAGER1, title), title);
        await().until(() -> api().get("/api/deals/" + deal.id).status() == 200);
        for (int i = 0; i <= random.nextInt(2); i++) {
            priced(deal);
        }
        paid(deal);
        if (!deal.paid.isEmpty()) {
            done(api().post("/api/deals/" + deal.id + "/stage", Map.of("to", "WON")));
            deal.won = true;
        }
        return deal;
    }

    @Test
    @DisplayName("store, events, API, page, board and both files say what exact arithmetic says")
    void everywhere() {
        List<Known> deals = new ArrayList<>();
        for (int i = 0; i < DEALS; i++) {
            deals.add(deal(i));
        }
        for (Known deal : deals) {
            String which = "-Dmoney.seed=" + seed + " " + deal.title;
            store(deal, which);
            events(deal, which);
            api(deal, which);
            page(deal, which);
        }
        board(deals);
        files(deals);
        deals.forEach(this::confirmed);
    }

    /** The queue of payments to be confirmed is one for all: other tests look at its first page. */
    private void confirmed(Known deal) {
        api().get("/api/deals/" + deal.id)
                .json()
                .path("payments")
                .valueStream()
                .filter(payment -> payment.path("voided").isNull()
                        && !payment.path("confirmed").asBoolean())
                .forEach(payment -> done(Caller.as(HEAD, port)
                        .post(
                                "/api/deals/" + deal.id + "/payments/"
                                        + payment.path("id").asString() + "/confirm",
                                null)));
    }

    private void store(Known deal, String which) {
        Document stored =
                mongo.getCollection("deals").find(Filters.eq("_id", deal.id)).first();
        assertThat(money(stored, "total")).as(which).isEqualTo(deal.total());
        List<Document> lines = stored.getList("lines", Document.class);
        assertThat(lines).as(which).hasSameSizeAs(deal.lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(money(lines.get(i), "price"))
                    .as(which)
                    .isEqualByComparingTo(deal.lines.get(i).price());
            assertThat(money(lines.get(i), "quantity"))
                    .as(which)
                    .isEqualByComparingTo(deal.lines.get(i).quantity());
        }
        BigDecimal paid = stored.getList("payments", Document.class).stream()
                .filter(payment -> payment.get("voided") == null)
                .map(payment -> money(payment, "amount"))
                .reduce(NOTHING, BigDecimal::add);
        assertThat(paid).as(which).isEqualTo(deal.paid());
    }

    /** Never a double. */
    private static BigDecimal money(Document stored, String field) {
        return stored.get(field, Decimal128.class).bigDecimalValue();
    }

    private void events(Known deal, String which) {
        await().untilAsserted(() -> assertThat(journal.factsOf(deal.id))
                .anyMatch(fact -> fact.type().equals("DealLinesChanged")));
        if (deal.won) {
            JsonNode won = journal.await(deal.id, "StageChanged").data();
            assertThat(amount(won.path("amount"))).as(which).isEqualTo(deal.total());
            assertThat(
                            won.path("costs").isMissingNode()
                                            || won.path("costs").isNull()
                                    ? null
                                    : amount(won.path("costs")))
                    .as(which)
                    .isEqualTo(deal.costs());
        }
        BigDecimal before = NOTHING;
        JsonNode lines = null;
        Map<String, BigDecimal> paid = new LinkedHashMap<>();
        for (Journal.Entry fact : journal.factsOf(deal.id)) {
            JsonNode data = fact.data();
            String payment = data.path("paymentId").asString("");
            switch (fact.type()) {
                case "DealLinesChanged" -> {
                    assertThat(amount(data.path("previousTotal"))).as(which).isEqualTo(before);
                    before = amount(data.path("total"));
                    lines = data.path("lines");
                }
                case "PaymentReceived" -> paid.put(payment, amount(data.path("amount")));
                case "PaymentVoided" ->
                    assertThat(paid.remove(payment)).as(which).isEqualTo(amount(data.path("amount")));
                default -> {}
            }
        }
        assertThat(before).as(which).isEqualTo(deal.total());
        assertThat(paid.values().stream().reduce(NOTHING, BigDecimal::add))
                .as(which)
                .isEqualTo(deal.paid());
        assertThat(lines).isNotNull();
        for (int i = 0; i < deal.lines.size(); i++) {
            Sold sold = deal.lines.get(i);
            JsonNode told = lines.path(i);
            assertThat(amount(told.path("total"))).as(which).isEqualTo(sold.total());
            assertThat(amount(told.path("price"))).as(which).isEqualByComparingTo(sold.price());
            assertThat(new BigDecimal(told.path("quantity").asString()))
                    .as(which)
                    .isEqualByComparingTo(sold.quantity());
        }
    }

    /** Money travels as a string with two decimals. */
    private static BigDecimal amount(JsonNode money) {
        assertThat(money.path("currency").asString()).isEqualTo("RUB");
        return new BigDecimal(money.path("amount").asString());
    }

    private void api(Known deal, String which) {
        JsonNode card = EXACT.readTree(api().get("/api/deals/" + deal.id).body());
        assertThat(card.path("total").decimalValue()).as(which).isEqualByComparingTo(deal.total());
        assertThat(card.path("paid").decimalValue()).as(which).isEqualByComparingTo(deal.paid());
        for (int i = 0; i < deal.lines.size(); i++) {
            assertThat(card.path("lines").path(i).path("total").decimalValue())
                    .as(which)
                    .isEqualByComparingTo(deal.lines.get(i).total());
        }
    }

    private void page(Known deal, String which) {
        org.jsoup.nodes.Document page = Visitor.as(MANAGER1, port).page("/deals/" + deal.id);
        assertThat(page.select("#deal-lines tbody:not(template *) td.is-sum").eachText().stream()
                        .map(MoneyTest::shown)
                        .toList())
                .as(which)
                .isEqualTo(deal.lines.stream().map(Sold::total).toList());
        assertThat(shown(page.select("[data-lines-total]").text())).as(which).isEqualTo(deal.total());
        assertThat(shown(page.select(".c-pay b").text())).as(which).isEqualTo(deal.paid());
        String head = page.select(".c-rec-facts .c-sum").text();
        assertThat(head.isEmpty() ? NOTHING : shown(head)).as(which).isEqualTo(deal.total());
    }

    /** «430 200,50 ₽» */
    private static BigDecimal shown(String text) {
        return new BigDecimal(text.replaceAll("[^0-9,]", "").replace(',', '.'));
    }

    private void board(List<Known> deals) {
        JsonNode board = EXACT.readTree(
                api().get("/api/deals/board?q=" + Visitor.encoded(word)).body());
        for (boolean won : new boolean[] {true, false}) {
            BigDecimal sum = deals.stream()
                    .filter(deal -> deal.won == won)
                    .map(Known::total)
                    .reduce(NOTHING, BigDecimal::add);
            String stage = won ? "WON" : "PREPARING_OFFER";
            JsonNode column = board.path("columns")
                    .valueStream()
                    .filter(each -> each.path("stage").asString().equals(stage))
                    .findFirst()
                    .orElseThrow();
            assertThat(column.path("sum").decimalValue())
                    .as("-Dmoney.seed=" + seed)
                    .isEqualByComparingTo(sum);
        }
    }

    private void files(List<Known> deals) {
        Caller director = Caller.as(DIRECTOR, port);
        done(director.put("/api/deals/columns", Map.of("columns", List.of("total", "paid"))));
        String query = "?q=" + Visitor.encoded(word);
        FileCaller files = new FileCaller(DIRECTOR, port);
        List<List<Object>> xlsx =
                Sheets.xlsx(files.get("/api/deals/export.xlsx" + query).body());
        List<List<String>> csv =
                Sheets.csv(files.get("/api/deals/export.csv" + query).body());
        Visitor.as(DIRECTOR, port).send("/deals/list/columns", "usual", "true");
        assertThat(xlsx.getFirst()).containsExactly("Название", "Сумма", "Оплачено");
        assertThat(xlsx).hasSize(DEALS + 1);
        assertThat(csv).hasSize(DEALS + 1);
        for (Known deal : deals) {
            String which = "-Dmoney.seed=" + seed + " " + deal.title;
            List<Object> row = xlsx.stream()
                    .filter(each -> deal.title.equals(each.getFirst()))
                    .findFirst()
                    .orElseThrow();
            assertThat((BigDecimal) row.get(1)).as(which).isEqualByComparingTo(deal.total());
            assertThat((BigDecimal) row.get(2)).as(which).isEqualByComparingTo(deal.paid());
            List<String> line = csv.stream()
                    .filter(each -> deal.title.equals(each.getFirst()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown(line.get(1))).as(which).isEqualByComparingTo(deal.total());
            assertThat(shown(line.get(2))).as(which).isEqualByComparingTo(deal.paid());
        }
    }
}
