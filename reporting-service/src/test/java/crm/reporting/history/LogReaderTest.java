package crm.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import crm.reporting.RandomSales;
import crm.reporting.Told;
import crm.testing.CrmTest;
import crm.testing.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

@CrmTest
@DisplayName("The projection of the log")
class LogReaderTest {
    @Autowired
    private MongoClient client;

    @Autowired
    private ConsumerFactory<String, String> consumers;

    private final Clock clock = Clock.systemUTC();

    /** A projection of its own, driven step by step. */
    private final class Projection {
        private final MongoTemplate mongo;
        private final Histories histories;
        private final Generations generations;

        Projection(String name) {
            mongo = new MongoTemplate(client, name);
            histories = new Histories(mongo);
            generations = new Generations(mongo, histories, clock);
        }

        LogReader reader() {
            return new LogReader(1, generations, histories, consumers, new SimpleMeterRegistry(), clock);
        }

        void readAll() {
            try (LogReader reader = reader()) {
                Instant from = clock.instant();
                do {
                    assertThat(reader.step()).isTrue();
                } while (generations.get(1).asOf() == null
                        || generations.get(1).asOf().isBefore(from));
            }
        }

        List<History> of(String city) {
            List<History> found = new ArrayList<>();
            histories.changedSince(1, 0, history -> {
                if (history.id().contains(city + "-")) {
                    found.add(history);
                }
            });
            found.sort(Comparator.comparing(History::subject));
            return found;
        }
    }

    private static List<History> expected(List<Told> events) {
        return HistoryFixture.of(events).stream()
                .sorted(Comparator.comparing(History::subject))
                .toList();
    }

    private static void say(List<Told> events) {
        events.forEach(event -> Stack.running().journal().sayRaw(event.topic(), event.id(), event.json()));
    }

    @Test
    @DisplayName("R-4 events twice, old ones after newer, cards mixed: the rows are the same")
    void any_order() {
        List<Told> events = RandomSales.of(11, 30, "ORD");
        say(RandomSales.shaken(events, 3));
        Projection projection = new Projection("order-test");
        projection.readAll();
        assertThat(projection.of("ORD")).isEqualTo(expected(events));
    }

    @Test
    @DisplayName(
            "R-4 a crash in the middle of a batch: the next reader writes the same, nothing is counted twice or left out")
    void crash() {
        Projection projection = new Projection("crash-test");
        List<Told> before = RandomSales.of(12, 20, "CRA");
        say(before);
        projection.readAll();
        Document stored = projection
                .mongo
                .getCollection("generations")
                .find(Filters.eq("_id", 1))
                .first();
        List<Told> more = RandomSales.of(13, 20, "CRA");
        say(more);
        projection.readAll();
        List<Told> all = new ArrayList<>(before);
        all.addAll(more);
        assertThat(projection.of("CRA")).isEqualTo(expected(all));

        // as if it had died after half of the rows, before the place in the log was written
        int half = 0;
        for (History history : projection.of("CRA")) {
            if (history.id().contains("-13-") && half++ % 2 == 0) {
                projection.mongo.getCollection("history_1").deleteOne(Filters.eq("_id", history.subject()));
            }
        }
        assertThat(half).isGreaterThan(10);
        projection.mongo.getCollection("generations").replaceOne(Filters.eq("_id", 1), stored);
        projection.readAll();
        assertThat(projection.of("CRA")).isEqualTo(expected(all));
    }

    @Test
    @DisplayName("R-4 who has seen all up to a batch finds everything newer above it, also what a late writer wrote")
    void batches() {
        Projection projection = new Projection("batch-test");
        List<Told> events = RandomSales.of(14, 10, "BAT");
        say(events);
        projection.readAll();
        long seen = projection.generations.get(1).batch();
        List<History> rows = projection.of("BAT");
        Fact late = new Fact(99, Instant.parse("2026-03-01T09:00:00Z"), Map.of(Fact.STAGE, "REJECTED"));
        // the one who lost his lease writes with his old number …
        projection.histories.write(1, 1, Map.of(rows.getFirst().subject(), List.of(late)));
        List<History> changed = new ArrayList<>();
        projection.histories.changedSince(1, seen, changed::add);
        assertThat(changed).isEmpty();
        // … and the one who has it reads the same event and marks the row
        long next = projection.generations.nextBatch(1);
        projection.histories.write(1, next, Map.of(rows.getFirst().subject(), List.of(late)));
        projection.histories.changedSince(1, seen, changed::add);
        assertThat(changed)
                .extracting(History::subject)
                .containsExactly(rows.getFirst().subject());
        assertThat(changed.getFirst().facts()).contains(late);
        assertThat(projection.generations.publish(1, seen - 1, Map.of(), Map.of(), clock.instant(), 0))
                .as("who is behind does not publish")
                .isFalse();
    }

    @Test
    @DisplayName(
            "R-4 a message that cannot be read is put aside with its place and reason, the others go on; unknown types are skipped")
    void unreadable() {
        var journal = Stack.running().journal();
        journal.sayRaw("crm.leads", "lead-UNR-1", "no event at all");
        journal.sayRaw(
                "crm.leads",
                "lead-UNR-1",
                new Told("lead/lead-UNR-1", 1, clock.instant(), "LeadDreamt", Map.of()).json());
        journal.sayRaw(
                "crm.leads",
                "lead-UNR-1",
                new Told("lead/lead-UNR-1", 2, clock.instant(), "StageChanged", Map.of()).json());
        List<Told> events = RandomSales.of(15, 2, "UNR");
        say(events);
        Projection projection = new Projection("unread-test");
        projection.readAll();
        assertThat(projection.of("UNR")).isEqualTo(expected(events));
        assertThat(projection.histories.unreadIn(1)).isEqualTo(2);
        assertThat(projection.mongo.getCollection("unread_1").find().into(new ArrayList<>()))
                .allSatisfy(row -> assertThat(row.getString("error")).isNotBlank());
        // read again, they are put aside once
        projection.readAll();
        assertThat(projection.histories.unreadIn(1)).isEqualTo(2);
    }
}
