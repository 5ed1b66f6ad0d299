package crm.platform.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.Topics;
import crm.platform.sample.SampleApp;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("The consumer of events")
class EventConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private Parking parking;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();

    private void comment(String id, int sequence) {
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + id,
                sequence,
                new CommentAdded(CardRef.lead("1"), sequence, List.of(), 0));
    }

    @Test
    @DisplayName(
            "what cannot be handled is parked with all later messages of its key, others go on; it is retried in order")
    void parked_and_retried() {
        String sick = UUID.randomUUID().toString();
        String well = UUID.randomUUID().toString();
        SampleApp.SICK.add(sick);
        comment(sick, 1);
        comment(sick, 2);
        comment(well, 1);
        comment(sick, 3);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(SampleApp.HANDLED.get(well)).containsExactly(1);
            assertThat(parking.count()).isEqualTo(3);
        });
        assertThat(SampleApp.HANDLED).doesNotContainKey(sick);
        SampleApp.SICK.remove(sick);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(SampleApp.HANDLED.get(sick)).containsExactly(1, 2, 3);
            assertThat(parking.count()).isZero();
        });
    }

    @Test
    @DisplayName("what many aggregates have told is handled in the order of each")
    void in_order() {
        List<String> many =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(30).toList();
        for (int sequence = 1; sequence <= 4; sequence++) {
            for (String id : many) {
                comment(id, sequence);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(many)
                        .allSatisfy(id -> assertThat(SampleApp.HANDLED.get(id)).containsExactly(1, 2, 3, 4)));
    }

    @Test
    @DisplayName("an event of an unknown type is skipped; rubbish is parked under its own key and stops nobody")
    void unknown_and_rubbish() {
        String after = UUID.randomUUID().toString();
        String rubbish = UUID.randomUUID().toString();
        journal.sayRaw(Topics.ACTIVITIES, after, """
                {"specversion":"1.0","id":"x/1","type":"MoonLanded","source":"/x","subject":"activity/%s",
                "time":"2026-11-23T10:00:00Z","sequence":1,"actor":"system","data":{}}""".formatted(after));
        journal.sayRaw(Topics.ACTIVITIES, rubbish, "not an event");
        comment(after, 2);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(SampleApp.HANDLED.get(after)).containsExactly(2);
            assertThat(parking.holds(Topics.ACTIVITIES, rubbish)).isTrue();
        });
        mongo.remove(Query.query(Criteria.where("key").is(rubbish)), "parked");
    }
}
