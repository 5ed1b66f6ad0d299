package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Not a test: {@code ./crm bench} prints each budget beside what is measured, through the gateway, on the stack that runs and
 * the data it has. Nothing here asserts a time.
 */
@Tag("bench")
@DisplayName("Figures")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Figures {
    private static final int REACTIONS = 40;
    /** How many more are converted before a deal is looked for. */
    private static final int SEEN_LATER = 20;

    private static final int CARDS = 300;
    private static final int ON_ONE_BOARD = 2_000;
    private static final int ON_THE_HEADS_BOARD = 10_000;
    private static final int CONTRACTS = 12;
    private static final int REPORTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    /** Entered before conversions are measured; what is converted beyond them is entered on the way. */
    private static final int CONVERSIONS = 2_500;

    private static final Api ANNA = Api.as("manager1");
    /** Nobody else of the bench works for her: her board has what the budget speaks of. */
    private static final Api VERA = Api.as("manager3");

    private static final Api HEAD = Api.as("head");
    private static final List<String> LEADS = new ArrayList<>();
    private static final String OPEN = "stage=NEW&stage=IN_WORK&stage=QUALIFICATION";
    private static String contact = "";

    @BeforeAll
    static void cards() throws InterruptedException {
        System.out.println("| what | floor | goal | measured |");
        System.out.println("|---|---|---|---|");
        contact = ANNA.post("/api/contacts?confirmDuplicate=true", Map.of("fullName", "Замер", "position", "x"))
                .text("id");
        for (int i = 0; i < CARDS; i++) {
            String lead = lead(i);
            ANNA.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"));
            LEADS.add(lead);
        }
        fillBoard(VERA, VERA, ON_ONE_BOARD);
        System.out.printf(
                "| data: leads, deals | | | %s, %s |%n", total("/api/leads?limit=1"), total("/api/deals?limit=1"));
    }

    /** Up to what the budget speaks of; it also warms a stack that has just started. */
    private static void fillBoard(Api whose, Api seller, int upTo) throws InterruptedException {
        int there = 0;
        for (var column : whose.get("/api/leads/board?" + OPEN).json().path("columns")) {
            there += column.path("count").asInt();
        }
        Load.times(
                upTo - there,
                i -> seller.post(
                                        "/api/leads",
                                        Map.of(
                                                "title",
                                                "Замер " + i,
                                                "source",
                                                "SOCIAL",
                                                "contactIds",
                                                List.of(contact)))
                                .status()
                        == 201);
    }

    private static String total(String path) {
        var answer = HEAD.get(path).json();
        return answer.path("total").asInt() + (answer.path("totalIsLowerBound").asBoolean() ? "+" : "");
    }

    private static String lead(int number) {
        return ANNA.post(
                        "/api/leads",
                        Map.of("title", "Замер " + number, "source", "SOCIAL", "contactIds", List.of(contact)))
                .text("id");
    }

    private static void line(String what, String floor, String goal, Object measured) {
        System.out.printf("| %s | %s | %s | %s |%n", what, floor, goal, measured);
    }

    private static boolean ok(Api.Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    @Test
    @Order(1)
    void reaction_idle() throws InterruptedException {
        for (int i = 0; i < REACTIONS / 2; i++) {
            reaction();
        }
        line("action → seen in another service, idle", "p95 ≤ 250 ms", "100 ms", percentiles(reactions()));
    }

    @Test
    @Order(2)
    void create() throws InterruptedException {
        line("create a lead, 8 clients", "200/s, p95 ≤ 80 ms", "900/s", Load.of(i -> !lead(i).isEmpty()));
    }

    @Test
    @Order(3)
    void card() throws InterruptedException {
        line(
                "read a card",
                "500/s, p95 ≤ 30 ms",
                "1500/s",
                Load.of(i -> ok(ANNA.get("/api/leads/" + LEADS.get(i % CARDS)))));
    }

    @Test
    @Order(4)
    void list() throws InterruptedException {
        line(
                "list 50, filtered, sorted",
                "100/s, p95 ≤ 120 ms",
                "600/s",
                Load.of(i -> ok(HEAD.get("/api/leads?stage=QUALIFICATION&source=REFERRAL&sort=-createdAt&limit=50"))));
    }

    @Test
    @Order(5)
    void board() throws InterruptedException {
        line(
                "board: counts and sums per stage, one manager's",
                "60/s",
                "400/s",
                Load.of(i -> ok(VERA.get("/api/leads/board?" + OPEN))));
    }

    @Test
    @Order(6)
    void move() throws InterruptedException {
        Queue<Moving> waiting = new ConcurrentLinkedQueue<>();
        LEADS.forEach(lead ->
                waiting.add(new Moving(lead, ANNA.get("/api/leads/" + lead).text("stage"))));
        line("move a stage", "150/s", "700/s", Load.of(i -> {
            Moving now = waiting.remove();
            Moving next = new Moving(now.lead, now.stage.equals("IN_WORK") ? "QUALIFICATION" : "IN_WORK");
            boolean moved = ok(ANNA.post("/api/leads/" + now.lead + "/stage", Map.of("to", next.stage)));
            waiting.add(moved ? next : now);
            return moved;
        }));
    }

    private record Moving(String lead, String stage) {}

    @Test
    @Order(7)
    void convert() throws InterruptedException {
        Queue<String> waiting = new ConcurrentLinkedQueue<>();
        Queue<String> unseen = new ConcurrentLinkedQueue<>();
        AtomicInteger behind = new AtomicInteger(-SEEN_LATER);
        Load.times(CONVERSIONS, i -> waiting.add(lead(i)));
        line("convert to a deal, seen there", "60/s", "400/s", Load.of(i -> {
            String lead = Optional.ofNullable(waiting.poll()).orElseGet(() -> lead(i));
            unseen.add(ANNA.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                    .text("dealId"));
            // one that was converted a moment ago: to ask again and again for the newest would be the greater load
            return behind.incrementAndGet() <= 0 || isSeen(unseen.remove());
        }));
        unseen.forEach(Figures::isSeen);
    }

    private static boolean isSeen(String deal) {
        until(() -> ANNA.get("/api/deals/" + deal).status() == 200);
        return true;
    }

    @Test
    @Order(8)
    void reaction_loaded() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        double[] measured = {};
        try (var clients = java.util.concurrent.Executors.newFixedThreadPool(7)) {
            for (int client = 0; client < 7; client++) {
                clients.submit(() -> {
                    for (int i = 0; !over.get(); i++) {
                        lead(i);
                    }
                });
            }
            try {
                measured = reactions();
            } finally {
                over.set(true);
            }
        }
        line("action → seen in another service, full load", "p95 ≤ 2000 ms", "", percentiles(measured));
    }

    @Test
    @Order(9)
    void contract() {
        String company = ANNA.post(
                        "/api/companies?confirmDuplicate=true",
                        Map.of(
                                "name",
                                "Замер " + System.nanoTime(),
                                "kindOfActivity",
                                "x",
                                "requisites",
                                Map.ofEntries(
                                        Map.entry("legalName", "ООО «Замер»"),
                                        Map.entry("inn", SampleCards.freshInn()),
                                        Map.entry("kpp", "773601001"),
                                        Map.entry("ogrn", "1027700132195"),
                                        Map.entry("address", "Москва, ул. Вавилова, 19"),
                                        Map.entry("bank", "ПАО Сбербанк"),
                                        Map.entry("bik", "044525225"),
                                        Map.entry("account", "40702810438000060473"),
                                        Map.entry("correspondentAccount", "30101810400000000225"),
                                        Map.entry("signatory", "Иванов Иван Иванович"),
                                        Map.entry("signatoryGenitive", "Иванова Ивана Ивановича"),
                                        Map.entry("signatoryPosition", "директор"),
                                        Map.entry("actsOnBasis", "устава"))))
                .text("id");
        String lead = lead(0);
        ANNA.send("PATCH", "/api/leads/" + lead, Map.of("companyId", company));
        String deal = ANNA.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                .text("dealId");
        until(() -> ANNA.get("/api/deals/" + deal).status() == 200);
        ANNA.put("/api/deals/" + deal + "/lines", List.of(Map.of("product", "SEO", "price", 45000, "quantity", 6)));
        double[] millis = new double[CONTRACTS];
        for (int i = -3; i < CONTRACTS; i++) {
            long start = System.nanoTime();
            var made = ANNA.post("/api/documents", Map.of("card", "deal/" + deal, "kind", "CONTRACT_SEO"));
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            if (i >= 0) {
                millis[i] = since(start);
            }
        }
        line("contract DOCX + PDF, warm", "1000 ms", "500 ms", percentiles(millis));
    }

    @Test
    @Order(10)
    void report() {
        String path =
                "/api/reports/funnel?from=%s&to=%s".formatted(LocalDate.now().minusYears(1), LocalDate.now());
        double[] millis = new double[REPORTS];
        for (int i = -10; i < REPORTS; i++) {
            long start = System.nanoTime();
            assertThat(HEAD.get(path).status()).isEqualTo(200);
            if (i >= 0) {
                millis[i] = since(start);
            }
        }
        line("report over a year", "p95 ≤ 500 ms", "200 ms", percentiles(millis));
    }

    @Test
    @Order(11)
    void board_of_the_head() throws InterruptedException {
        fillBoard(HEAD, ANNA, ON_THE_HEADS_BOARD);
        line("board of the head, 10,000 leads in work", "", "", Load.of(i -> ok(HEAD.get("/api/leads/board?" + OPEN))));
    }

    /** From accepting a lead to its first call on the timeline of another service, in milliseconds. */
    private static double reaction() throws InterruptedException {
        String lead = lead(0);
        long start = System.nanoTime();
        ANNA.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"));
        until(() -> !ANNA.get("/api/activities?open=true&card=lead/" + lead)
                .json()
                .path("items")
                .isEmpty());
        return since(start);
    }

    private static double[] reactions() throws InterruptedException {
        double[] millis = new double[REACTIONS];
        for (int i = 0; i < REACTIONS; i++) {
            millis[i] = reaction();
        }
        return millis;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void until(BooleanSupplier there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("seen within " + PATIENCE).isLessThan(end);
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    private static String percentiles(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p95 %.0f ms, max %.0f ms",
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length - 1]);
    }
}
