package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Not a test: {@code ./crm bench} prints how soon one service sees what another did. Nothing here asserts a time. */
@Tag("bench")
@DisplayName("Figures")
class Figures {
    private static final int WARM_UP = 30;
    private static final int MEASURED = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final Api anna = Api.as("manager1");
    private final double[] entered = new double[MEASURED];
    private final double[] called = new double[MEASURED];
    private final double[] dealt = new double[MEASURED];

    @Test
    @DisplayName("lead accepted → call visible; conversion → deal visible; one client, idle")
    void reaction() throws InterruptedException {
        String contact = anna.post("/api/contacts", Map.of("fullName", "Замер", "position", "x"))
                .text("id");
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long start = System.nanoTime();
            String lead = anna.post(
                            "/api/leads",
                            Map.of("title", "Замер " + i, "source", "SOCIAL", "contactIds", new String[] {contact}))
                    .text("id");
            double enter = since(start);
            start = System.nanoTime();
            anna.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"));
            until(() -> !anna.get("/api/activities?open=true&card=lead/" + lead)
                    .json()
                    .path("items")
                    .isEmpty());
            double call = since(start);
            start = System.nanoTime();
            String deal = anna.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                    .text("dealId");
            assertThat(deal).isNotBlank();
            until(() -> anna.get("/api/deals/" + deal).status() == 200);
            if (i >= 0) {
                entered[i] = enter;
                called[i] = call;
                dealt[i] = since(start);
            }
        }
        print("create a lead, answered", entered);
        print("lead accepted -> call visible", called);
        print("conversion -> deal visible", dealt);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void until(BooleanSupplier there) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("seen within " + PATIENCE).isLessThan(end);
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-32s p50 %5.0f ms   p95 %5.0f ms   max %5.0f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1]);
    }
}
