package crm.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import crm.platform.refusal.Refused;
import crm.platform.sample.SampleApp;
import crm.platform.sample.Thing;
import crm.platform.security.By;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("The store of aggregates")
class AggregateStoreTest {
    private static final By ANNA = new By("anna", "Анна", Set.of());

    @Autowired
    private AggregateStore<Thing> things;

    @Autowired
    private Aggregates aggregates;

    private final Journal journal = Stack.running().journal();

    private Thing made() {
        return things.insert(Thing.make(UUID.randomUUID().toString()), ANNA, null);
    }

    @Test
    @DisplayName("many at once on one aggregate: each change is there once, every event in sequence, the outbox empty")
    void many_at_once() throws Exception {
        String id = made().id();
        try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
            List<Future<?>> jobs = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Callable<?> step = () -> things.change(id, ANNA, thing -> thing.step("x"));
                jobs.add(workers.submit(step));
            }
            for (Future<?> job : jobs) {
                job.get();
            }
        }
        assertThat(things.find(id).orElseThrow().count()).isEqualTo(60);
        assertThat(things.find(id).orElseThrow().version()).isEqualTo(61);
        journal.await(id, told -> told.sequence() == 61);
        assertThat(journal.factsOf(id).stream().map(Journal.Entry::sequence).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 61).boxed().toList());
        await().untilAsserted(() -> assertThat(row(id)).doesNotContainKeys("outbox", "unsent"));
    }

    private Document row(String id) {
        return things.collection().find(new Document("_id", id)).first();
    }

    @Test
    @DisplayName("what many documents have to tell at once goes out whole, and leaves every outbox empty")
    void many_documents() throws Exception {
        List<String> ids = new CopyOnWriteArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 100; i++) {
                workers.submit(() -> {
                    String id = made().id();
                    ids.add(id);
                    return things.change(id, ANNA, thing -> thing.step("x"));
                });
            }
        }
        assertThat(ids).hasSize(100);
        for (String id : ids) {
            journal.await(id, told -> told.sequence() == 2);
        }
        await().untilAsserted(() -> assertThat(things.collection()
                        .countDocuments(new Document("_id", new Document("$in", ids))
                                .append("$or", List.of(has("outbox"), has("unsent")))))
                .isZero());
    }

    private static Document has(String field) {
        return new Document(field, new Document("$exists", true));
    }

    @Test
    @DisplayName("a write leaves what projections keep beside it, and empties what became null")
    void beside_it() {
        String id = made().id();
        things.collection().updateOne(new Document("_id", id), new Document("$set", new Document("seen.open", 3)));
        Thing stepped = things.change(id, ANNA, thing -> thing.step(null)).orElseThrow();
        assertThat(stepped.note()).isNull();
        assertThat(stepped.sum()).isEqualByComparingTo("0.10");
        assertThat(row(id)).doesNotContainKey("note");
        assertThat(row(id).getEmbedded(List.of("seen", "open"), Integer.class)).isEqualTo(3);
    }

    @Test
    @DisplayName("what a crash left in an outbox is published by the sweeper")
    void swept() {
        String id = UUID.randomUUID().toString();
        String json = Envelope.of(
                        new crm.events.CompanyCreated("left", "anna", List.of()),
                        "/sample",
                        "company/" + id,
                        id,
                        1,
                        "anna",
                        Instant.now())
                .toJson();
        things.collection()
                .insertOne(new Document("_id", id)
                        .append("version", 1L)
                        .append("sequence", 1L)
                        .append("outbox", List.of(new Document("sequence", 1L).append("json", json)))
                        .append("unsent", Date.from(Instant.now().minusSeconds(60))));
        assertThat(journal.await(id, "CompanyCreated").data().path("title").asString())
                .isEqualTo("left");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(row(id)).doesNotContainKeys("outbox", "unsent"));
    }

    @Test
    @DisplayName("nothing is published before it is kept; what cannot be kept waits and holds up no other")
    void kept_first() {
        AtomicBoolean full = new AtomicBoolean(true);
        String stuck = UUID.randomUUID().toString();
        List<String> kept = new CopyOnWriteArrayList<>();
        aggregates.keep("things", all -> {
            if (full.get() && all.stream().anyMatch(pending -> pending.id().equals(stuck))) {
                throw new UnsupportedOperationException("no room");
            }
            all.forEach(pending ->
                    pending.messages().forEach(message -> kept.add(pending.id() + "/" + message.sequence())));
        });
        try {
            things.insert(Thing.make(stuck), ANNA, null);
            String other = made().id();
            journal.await(other, told -> told.sequence() == 1);
            assertThat(kept).contains(other + "/1");
            assertThat(journal.factsOf(stuck)).isEmpty();
            assertThat(row(stuck)).containsKey("outbox");
            full.set(false);
            journal.await(stuck, told -> told.sequence() == 1);
            assertThat(kept).contains(stuck + "/1");
        } finally {
            aggregates.keep("things", nothing -> {});
        }
    }

    @Test
    @DisplayName("a stale expectation changes nothing; a change that changes nothing writes nothing")
    void stale() {
        String id = made().id();
        assertThatThrownBy(() -> things.change(id, ANNA, new Expected(Set.of(7L)), null, thing -> thing.step("x")))
                .isInstanceOf(StaleVersion.class);
        assertThat(things.change(id, ANNA, thing -> thing).orElseThrow().version())
                .isEqualTo(1);
        assertThat(things.change("nobody", ANNA, thing -> thing.step("x"))).isEmpty();
    }

    @Test
    @DisplayName(
            "a request key is answered once: the same again as it was, another body refused, after 20 more forgotten")
    void request_keys() {
        String id = made().id();
        RequestKey key = new RequestKey("k", "body");
        assertThat(step(id, key).count()).isEqualTo(1);
        things.change(id, ANNA, thing -> thing.step("x"));
        assertThat(step(id, key).count()).isEqualTo(1);
        assertThat(things.find(id).orElseThrow().count()).isEqualTo(2);
        assertThatThrownBy(() -> step(id, new RequestKey("k", "other"))).isInstanceOf(Refused.class);
        for (int i = 0; i < 20; i++) {
            step(id, new RequestKey("k" + i, "body"));
        }
        assertThat(things.knows(id, "k")).isFalse();
        assertThat(things.knows(id, "k19")).isTrue();
    }

    private Thing step(String id, RequestKey key) {
        return things.change(id, ANNA, Expected.ANY, key, thing -> thing.step("x"))
                .orElseThrow();
    }

    @Test
    @DisplayName("a create repeated with its key finds what it made; without one it is a duplicate")
    void keyed_create() {
        RequestKey key = new RequestKey(UUID.randomUUID().toString(), "body");
        String id = Ids.forRequest(key);
        assertThat(things.insert(Thing.make(id), ANNA, key).id()).isEqualTo(id);
        things.change(id, ANNA, thing -> thing.step("x"));
        assertThat(things.insert(Thing.make(id), ANNA, key).count()).isEqualTo(1);
        assertThatThrownBy(() -> things.insert(Thing.make(id), ANNA, null)).isInstanceOf(DuplicateKeyException.class);
    }
}
