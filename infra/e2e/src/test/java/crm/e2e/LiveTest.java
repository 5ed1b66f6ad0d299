package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@DisplayName("V-5 Two hundred open pages")
class LiveTest {
    private static final int PAGES = 200;
    private static final int CHANGES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api anna = Api.as("manager1");
    private final List<EventSource> pages = new ArrayList<>();

    @BeforeAll
    static void stack() {
        Stack.running();
    }

    @AfterEach
    void close() {
        pages.forEach(EventSource::close);
    }

    private void open() {
        String[] users = {"manager1", "head", "director", "manager1"};
        IntStream.range(0, PAGES).forEach(i -> pages.add(new EventSource(users[i % users.length])));
        await().atMost(PATIENCE).until(() -> pages.stream().allMatch(page -> page.connections() > 0));
    }

    private String lead() {
        return anna.post("/api/leads", Map.of("title", "Поток", "source", "SOCIAL"))
                .text("id");
    }

    /** Changes the lead's comment; the version it has then. */
    private long change(String lead, int i) {
        var answer = anna.send("PATCH", "/api/leads/" + lead, Map.of("comment", "правка " + i));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return i + 3L; // created, assigned, then one event a change
    }

    @Test
    @DisplayName("all follow every change; after the service was killed each goes on where it was")
    void everyone_follows() throws InterruptedException {
        open();
        String lead = lead();
        long[] told = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            told[i] = System.nanoTime();
            change(lead, i);
            Thread.sleep(50);
        }
        everyoneHas("lead/" + lead, CHANGES + 2);
        print(lead, told);

        Stack.running().crm("kill", "activity-service");
        for (int i = CHANGES; i < CHANGES + 5; i++) {
            change(lead, i);
        }
        Stack.running().crm("restart", "activity-service");
        change(lead, CHANGES + 5);
        everyoneHas("lead/" + lead, CHANGES + 8);
    }

    private void everyoneHas(String subject, long lastVersion) {
        List<Long> all = IntStream.rangeClosed(1, (int) lastVersion)
                .mapToObj(Long::valueOf)
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pages)
                        .allSatisfy(page -> assertThat(page.of(subject).stream()
                                        .map(EventSource.Message::version)
                                        .distinct())
                                .isEqualTo(all)));
    }

    /** From the command's beginning to the page. */
    private void print(String lead, long[] told) {
        double[] millis = pages.stream()
                .flatMap(page -> page.of("lead/" + lead).stream())
                .filter(message -> message.version() > 2)
                .mapToDouble(message -> (message.nanos() - told[(int) message.version() - 3]) / 1e6)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "change -> %d open pages: p50 %.0f ms   p95 %.0f ms   max %.0f ms%n",
                PAGES,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                Arrays.stream(millis).max().orElseThrow());
    }
}
