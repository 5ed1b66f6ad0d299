package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("long")
@DisplayName("kill -9 of everything")
class CrashMatrixTest {
    private static final int COMMANDS = Integer.getInteger("crm.commands", 2_000);
    private static final long SEED = Long.getLong("crm.seed", 20_260_714L);
    private static final List<String> USERS = List.of("manager1", "manager2", "manager3", "manager1", "manager2");
    private static final List<List<String>> SIDE_BY_SIDE = List.of(
            List.of("leads-service", "deals-service-2", "activity-service", "directory-service", "reporting-service"),
            List.of("leads-service-2", "deals-service", "activity-service-2", "documents-service"),
            List.of("store", "broker", "keycloak", "gateway"));
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(4);

    private final Stack stack = Stack.withTwoInstances();

    @Test
    @DisplayName(
            "L-10 T-5 S-3 a random history of 2,000 commands, two instances: every acknowledged command is there once, "
                    + "every event in sequence, every projection equal to one made from the log")
    void everything_is_killed() throws Exception {
        long begin = System.nanoTime();
        String mark = "m" + Long.toString(System.currentTimeMillis(), 36);
        System.out.println("seed " + SEED + ", " + mark);
        Map<String, String> employees = employees();
        Seller.Run run = new Seller.Run(mark, employees);
        Random random = new Random(SEED);
        List<Seller> sellers = new ArrayList<>();
        for (String user : USERS) {
            sellers.add(new Seller(run, String.valueOf((char) ('a' + sellers.size())), user, random.nextLong()));
        }
        Chaos chaos = new Chaos(stack, SEED, SIDE_BY_SIDE);
        try (chaos;
                ExecutorService threads = Executors.newFixedThreadPool(sellers.size())) {
            List<Future<?>> jobs = new ArrayList<>();
            for (Seller seller : sellers) {
                jobs.add(threads.submit(() -> {
                    while (run.commands.get() < COMMANDS || !chaos.allWereKilled()) {
                        seller.act();
                    }
                }));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
        }
        System.out.printf(
                "%d commands, %d repeated, %s refused, %s killed, %d s%n",
                run.commands.get(),
                run.retries.get(),
                run.refusals,
                chaos.kills(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        assertThat(chaos.failures()).isEmpty();
        quiet();
        // what leads and deals have seen of their activities is what the timeline has, to the last card
        stack.crm("check");

        EventLog log = EventLog.read();
        Audit audit = new Audit(log, mark);
        audit.cards(sellers, employees);
        sellers.forEach(seller -> seller.cards.forEach(audit::timeline));
        System.out.printf(
                "%d leads, %d deals, %d aggregates on Kafka, all checked after %d s; lines of level ERROR: %d%n",
                sellers.stream().mapToInt(seller -> seller.cards.size()).sum(),
                sellers.stream()
                        .flatMap(seller -> seller.cards.stream())
                        .filter(card -> card.deal != null)
                        .count(),
                log.byAggregate().size(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                chaos.errors().size());
        chaos.errors().stream().map(CrashMatrixTest::kind).distinct().limit(20).forEach(System.out::println);
        assertThat(log.faults()).isEmpty();
        assertThat(log.gaps()).isEmpty();
        assertThat(audit.differences()).isEmpty();
        assertThat(log.firstCalls(leads(sellers)))
                .allSatisfy((lead, calls) -> assertThat(calls).as(lead).hasSize(1));
        assertThat(run.faults).as("answers nobody should get").isEmpty();
        assertThat(chaos.errors()).noneMatch(line -> line.contains("parked: "));
    }

    private static String kind(String error) {
        String said = error.substring(error.indexOf(" ERROR "))
                .replaceAll(".*] ", "")
                .replaceAll("'.*|[0-9a-f-]{30,}|\\d+", "#");
        return said.substring(0, Math.min(160, said.length()));
    }

    private static Set<String> leads(List<Seller> sellers) {
        return sellers.stream()
                .flatMap(seller -> seller.cards.stream())
                .map(card -> card.lead)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static Map<String, String> employees() {
        Map<String, String> ids = new HashMap<>();
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            for (JsonNode employee : Api.as("head").get("/api/employees").json().path("items")) {
                ids.put(
                        employee.path("username").asString(),
                        employee.path("id").asString());
            }
            return ids.keySet().containsAll(USERS);
        });
        return ids;
    }

    /** Nothing to be published, nothing to be read, nothing parked: seen twice. */
    private void quiet() {
        Quiet quiet = new Quiet(stack);
        await().atMost(QUIET_WITHIN)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(quiet.unrest()).isEmpty();
                    Thread.sleep(1_500);
                    assertThat(quiet.unrest()).isEmpty();
                });
    }
}
