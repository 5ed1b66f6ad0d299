package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Not a test: a line of {@code ./crm bench}. How long a dismissal takes, and what the others feel of it. */
@Tag("bench")
@DisplayName("Figures of a dismissal")
class DismissalFigures {
    private static final int CONTACTS = 10_000;
    private static final int CLIENTS = 8;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Api head = Api.as("head");
    private final Api anna = Api.as("manager1");

    @Test
    void ten_thousand_contacts() throws Exception {
        String name = "bench" + UUID.randomUUID().toString().substring(0, 8);
        String id = Api.as("admin")
                .post(
                        "/api/employees",
                        Map.of(
                                "username",
                                name,
                                "fullName",
                                "Замер Увольнения",
                                "email",
                                name + "@agency.example",
                                "roles",
                                List.of("sales-manager"),
                                "password",
                                name))
                .text("id");
        entered(Api.as(name), name);
        String own = anna.post(
                        "/api/contacts?confirmDuplicate=true", Map.of("fullName", "Чужой " + name, "position", "x"))
                .text("id");
        String lead = anna.post("/api/leads", Map.of("title", name, "source", "SOCIAL"))
                .text("id");
        long until = System.nanoTime() + IDLE.dividedBy(3).toNanos();
        felt(own, lead, () -> System.nanoTime() < until);
        long end = System.nanoTime() + IDLE.toNanos();
        double idle = felt(own, lead, () -> System.nanoTime() < end);

        String dismissal = "/api/employees/" + id + "/dismissal";
        long begun = System.nanoTime();
        assertThat(head.post(dismissal, Map.of()).status()).isEqualTo(202);
        double meanwhile = felt(own, lead, new Watched(dismissal));
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(head.get(dismissal).json().path("released").asInt()).isEqualTo(CONTACTS);
        System.out.printf(
                Locale.ROOT,
                "| dismissal with 10,000 contacts | ≤ 90 s, others' p95 ≤ twice idle | 30 s | %.0f s, others' p95 %.0f ms, idle %.0f ms |%n",
                seconds,
                meanwhile,
                idle);
    }

    /** Whether it goes on, asked as often as its page asks. */
    private final class Watched implements BooleanSupplier {
        private final String dismissal;
        private long next = System.nanoTime();
        private boolean on = true;

        private Watched(String dismissal) {
            this.dismissal = dismissal;
        }

        @Override
        public boolean getAsBoolean() {
            if (System.nanoTime() - next >= 0) {
                on = !head.get(dismissal).text("state").equals("COMPLETED");
                next = System.nanoTime() + LOOK_EVERY.toNanos();
            }
            return on;
        }
    }

    private static void entered(Api who, String name) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> {
                    for (int n = next.getAndIncrement(); n < CONTACTS; n = next.getAndIncrement()) {
                        var made = who.post(
                                "/api/contacts?confirmDuplicate=true",
                                Map.of("fullName", "Клиент " + name + " " + n, "position", "x"));
                        assertThat(made.status()).as(made.body()).isEqualTo(201);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    /** The p95, in milliseconds, of reading and changing a contact, reading and changing a lead, one after another. */
    private double felt(String contact, String lead, BooleanSupplier on) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; on.getAsBoolean(); i++) {
            String path = i % 4 < 2 ? "/api/contacts/" + contact : "/api/leads/" + lead;
            long start = System.nanoTime();
            int status = i % 2 == 0
                    ? anna.get(path).status()
                    : anna.send("PATCH", path, Map.of("comment", "правка " + i)).status();
            millis.add((System.nanoTime() - start) / 1e6);
            assertThat(status).isEqualTo(200);
            Thread.sleep(PAUSE);
        }
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length * 95 / 100];
    }
}
