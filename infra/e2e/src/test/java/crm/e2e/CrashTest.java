package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("long")
@DisplayName("Nothing is lost and nothing doubled")
class CrashTest {
    private static final int CONVERSIONS = 200;
    private static final int WORKERS = 4;
    private static final List<String> KILLED = List.of("leads-service", "activity-service", "deals-service");

    private final Api anna = Api.as("manager1");
    private final String mark = "crash" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    @DisplayName(
            "L-4 L-10 kill -9 of leads, activity and deals in turn during 200 conversions: 200 deals, 200 first calls, every event in sequence")
    void killed_in_turn() throws Exception {
        String contact = anna.post("/api/contacts", Map.of("fullName", "Крэш " + mark, "position", "x"))
                .text("id");
        Map<String, String> dealOfLead = new ConcurrentHashMap<>();
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> jobs = new ArrayList<>();
            for (int i = 0; i < CONVERSIONS; i++) {
                String name = mark + " " + i;
                jobs.add(workers.submit(() -> {
                    String lead = convert(name, contact, dealOfLead);
                    done.incrementAndGet();
                    return lead;
                }));
            }
            for (int turn = 0; turn < KILLED.size(); turn++) {
                int enough = (turn + 1) * CONVERSIONS / (KILLED.size() + 1);
                await().atMost(Duration.ofMinutes(5)).until(() -> done.get() >= enough);
                Stack.running().crm("kill", KILLED.get(turn));
                Stack.running().crm("restart", KILLED.get(turn));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
        }

        assertThat(dealOfLead).hasSize(CONVERSIONS);
        assertThat(Set.copyOf(dealOfLead.values())).hasSize(CONVERSIONS);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(anna.get("/api/deals?limit=1&q=" + mark)
                                .json()
                                .path("total")
                                .asInt())
                        .isEqualTo(CONVERSIONS));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    EventLog log = EventLog.read();
                    assertThat(log.gaps()).isEmpty();
                    assertThat(log.firstCalls(dealOfLead.keySet()))
                            .hasSize(CONVERSIONS)
                            .allSatisfy(
                                    (lead, calls) -> assertThat(calls).as(lead).hasSize(1));
                    assertThat(log.dealsCreated(dealOfLead.values())).isEqualTo(CONVERSIONS);
                    assertThat(log.converted(dealOfLead.keySet())).isEqualTo(CONVERSIONS);
                });
        for (String deal : dealOfLead.values()) {
            JsonNode open = anna.get("/api/activities?open=true&card=deal/" + deal)
                    .json()
                    .path("items");
            assertThat(open.size()).as("open on " + deal).isEqualTo(1);
        }
    }

    /** Enters, takes into work and converts one lead, repeating each step under its key until it is answered. */
    private String convert(String name, String contact, Map<String, String> dealOfLead) {
        String lead = persist(
                        name + "-enter",
                        "/api/leads",
                        Map.of("title", name, "source", "SOCIAL", "contactIds", List.of(contact)))
                .text("id");
        persist(name + "-work", "/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"));
        String deal = persist(name + "-convert", "/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                .text("dealId");
        dealOfLead.put(lead, deal);
        return lead;
    }

    private Answer persist(String key, String path, Object body) {
        Api keyed = anna.with("Idempotency-Key", key);
        return await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> keyed.post(path, body), answer -> {
                    assertThat(answer.status()).as(answer.body()).isIn(200, 201, 502, 503, 504);
                    return answer.status() < 300;
                });
    }
}
