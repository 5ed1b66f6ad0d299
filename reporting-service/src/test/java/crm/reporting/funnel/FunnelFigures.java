package crm.reporting.funnel;

import crm.reporting.RandomSales;
import crm.reporting.Told;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Not a test: prints how fast a year of 100,000 leads is read, rebuilt and reported. Nothing here asserts a time. */
@CrmTest
@Tag("bench")
@DisplayName("Figures of the funnel")
class FunnelFigures {
    private static final int LEADS = 100_000;
    private static final int WARM_UP = 40;
    private static final int MEASURED = 200;
    private static final String YEAR = "from=2025-01-01&to=2025-12-31";

    @LocalServerPort
    private int port;

    @Test
    @DisplayName(
            "100k leads with their deals: catching up, rebuild, report over a year, first report of a fresh instance")
    void figures() throws InterruptedException {
        Caller head = Caller.as(User.HEAD, port);
        Caller admin = Caller.as(User.ADMIN, port);
        long events;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", System.getProperty("KAFKA_BOOTSTRAP_SERVERS"), "linger.ms", 20),
                new StringSerializer(),
                new StringSerializer())) {
            List<Told> told = new ArrayList<>();
            for (int part = 0; part < LEADS / 1000; part++) {
                told.addAll(RandomSales.of(part, 1000, "BENCH"));
            }
            // as they happened, so that the events of a card lie apart
            told.sort(Comparator.comparing(Told::at));
            for (Told event : told) {
                producer.send(new ProducerRecord<>(event.topic(), event.id(), event.json()));
            }
            events = told.size();
        }
        Instant said = Instant.now();
        while (!said.isBefore(asOf(head))) {
            Thread.sleep(200);
        }
        System.out.printf("%d events told; all in %.1f s later%n", events, seconds(said));
        JsonNode totals = head.get("/api/reports/funnel?" + YEAR).json().path("totals");
        System.out.printf(
                "leads in the year %d, deals %d%n",
                totals.path("leads").asInt(),
                totals.path("stages").get(5).path("entered").asInt());

        JsonNode begun = admin.post("/api/reports/rebuild", null).json();
        int generation = begun.path("building").path("generation").asInt();
        JsonNode state;
        do {
            Thread.sleep(300);
            state = admin.get("/api/reports/rebuild").json();
        } while (state.path("generation").asInt() != generation);
        JsonNode done = state.path("lastRebuilt");
        double took = Duration.between(
                                Instant.parse(done.path("startedAt").asString()),
                                Instant.parse(done.path("readyAt").asString()))
                        .toMillis()
                / 1e3;
        System.out.printf(
                Locale.ROOT,
                "rebuild: %d events in %.1f s, %.0f a second%n",
                done.path("read").asLong(),
                took,
                done.path("read").asLong() / took);

        measure("report over a year", head, YEAR);
        measure("report over a year by employee", head, YEAR + "&groupBy=employee");
        measure("report over a year by month", head, YEAR + "&groupBy=month");
        measure("report over a year of one source", head, YEAR + "&source=SOCIAL");
        measure("cards behind a figure", head, null);

        Instant start = Instant.now();
        try (var fresh = new SpringApplicationBuilder(crm.reporting.ReportingService.class)
                .run("--server.port=0", "--spring.jmx.enabled=false")) {
            Caller other = Caller.as(
                    User.HEAD, fresh.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            double up = seconds(start);
            start = Instant.now();
            other.get("/api/reports/funnel?" + YEAR);
            System.out.printf(
                    Locale.ROOT, "fresh instance: up in %.1f s, its first report %.1f s later%n", up, seconds(start));
        }
    }

    private static Instant asOf(Caller head) {
        String asOf = head.get("/api/reports/funnel").text("asOf");
        return asOf.isEmpty() ? Instant.MIN : Instant.parse(asOf);
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1e3;
    }

    private static void measure(String what, Caller head, @org.jspecify.annotations.Nullable String parameters) {
        String path = parameters == null
                ? "/api/reports/funnel/cards?kind=lead&stage=IN_WORK&" + YEAR
                : "/api/reports/funnel?" + parameters;
        double[] millis = IntStream.range(0, WARM_UP + MEASURED)
                .mapToDouble(i -> {
                    long start = System.nanoTime();
                    if (head.get(path).status() != 200) {
                        throw new IllegalStateException(path);
                    }
                    return (System.nanoTime() - start) / 1e6;
                })
                .skip(WARM_UP)
                .toArray();
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-36s p50 %5.0f ms   p95 %5.0f ms   max %5.0f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1]);
    }
}
