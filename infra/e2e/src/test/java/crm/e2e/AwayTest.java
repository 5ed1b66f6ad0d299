package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("long")
@DisplayName("Away for a minute")
class AwayTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** A busy machine included; nobody hangs until the gateway gives up. */
    private static final Duration SOON_ENOUGH = Duration.ofSeconds(12);

    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(3);
    private static final int LEADS = 8101;

    private final Stack stack = Stack.running();
    private final Api anna = Api.as("manager1");
    private final String mark = "away" + Long.toString(System.currentTimeMillis(), 36);
    private final List<String> written = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private long longest;

    @Test
    @DisplayName("the message bus: commands are taken, their events come once it is back")
    void broker_away() {
        enter(0);
        stack.crm("kill", "broker");
        long end = System.nanoTime() + MINUTE.toNanos();
        for (int i = 1; System.nanoTime() < end; i++) {
            assertThat(enter(i).status()).isEqualTo(201);
            assertThat(timed(() -> anna.get("/api/leads?limit=5")).status()).isEqualTo(200);
            assertThat(new Quiet(stack).readiness(LEADS)).isEqualTo(200);
            pause();
        }
        stack.crm("restart", "broker");
        everythingIsThere("broker");
    }

    @Test
    @DisplayName("the store: a clear 503 within seconds that says when to come again, then everything goes on")
    void store_away() {
        enter(0);
        stack.crm("kill", "store");
        long end = System.nanoTime() + MINUTE.toNanos();
        for (int i = 1; System.nanoTime() < end; i++) {
            assertAway(enter(i));
            assertAway(timed(() -> anna.get("/api/leads?limit=5")));
            assertAway(timed(() -> anna.get("/api/deals/board")));
            assertAway(timed(() -> anna.get("/api/activities?responsible=me")));
            assertAway(timed(() -> anna.get("/api/contacts?limit=5")));
            assertThat(new Quiet(stack).readiness(LEADS)).isEqualTo(503);
            pause();
        }
        stack.crm("restart", "store");
        long back = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> anna.get("/api/leads?limit=5").status() == 200
                        && anna.get("/api/activities?responsible=me").status() == 200);
        System.out.printf(
                "answers again %d ms after the store was back%n",
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        enter(1_000);
        everythingIsThere("store");
        assertThat(refused).isNotEmpty();
    }

    private static void assertAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.text("code")).isNotBlank();
    }

    private Answer enter(int i) {
        String title = mark + " " + mark + "n" + i;
        Answer answer = timed(() ->
                anna.with("Idempotency-Key", title).post("/api/leads", Map.of("title", title, "source", "SOCIAL")));
        (answer.status() == 201 ? written : refused).add(title);
        return answer;
    }

    private Answer timed(java.util.function.Supplier<Answer> call) {
        long begin = System.nanoTime();
        Answer answer = call.get();
        long took = System.nanoTime() - begin;
        longest = Math.max(longest, took);
        assertThat(Duration.ofNanos(took)).isLessThan(SOON_ENOUGH);
        return answer;
    }

    /** What was acknowledged is in the list once, on Kafka and on the timeline; what was refused is not; nothing waits. */
    private void everythingIsThere(String part) {
        Quiet quiet = new Quiet(stack);
        long back = System.nanoTime();
        await().atMost(CAUGHT_UP_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(quiet.unrest()).isEmpty());
        System.out.printf(
                "%s away: %d written, %d refused, the longest answer took %d ms, all caught up %d ms after\n",
                part,
                written.size(),
                refused.size(),
                Duration.ofNanos(longest).toMillis(),
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        EventLog log = EventLog.read();
        assertThat(log.faults()).isEmpty();
        assertThat(log.gaps()).isEmpty();
        List<String> titles = new ArrayList<>();
        for (JsonNode lead : anna.get("/api/leads?limit=200&q=" + mark).json().path("items")) {
            titles.add(lead.path("title").asString());
            String id = lead.path("id").asString();
            assertThat(log.of("crm.leads", id)).isNotEmpty();
            assertThat(anna.get("/api/activities?card=lead/" + id).body()).contains("LeadCreated");
        }
        assertThat(titles).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(titles)).isEqualTo(new TreeSet<>(written));
    }

    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
