package crm.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.size;
import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes what stands in outboxes and removes it once Kafka has acknowledged it. All pending events of a document go
 * together, in order; one may go twice with the same id and sequence, none is left behind.
 *
 * <p>It goes in rounds, not oftener than every {@value #PACE_MS} ms: whatever came since the last one is kept, sent and settled
 * together, which spares the store its writes and every consumer its fetches. After a pause the first event goes at once.
 */
public final class Relay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int BATCH = 200;
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final int PACE_MS = 50;
    /** More than these are left to the sweeper: Kafka is away, and they stand in their outboxes anyway. */
    private static final int MOST_WAITING = 10_000;

    private final MongoOperations mongo;
    private final KafkaOperations<String, String> kafka;
    private final Clock clock;
    private final Map<String, String> topics = new ConcurrentHashMap<>();
    private final Map<String, Consumer<List<Pending>>> keepers = new ConcurrentHashMap<>();
    /** The newest state of each outbox that waits for a round, by the order in which they came. */
    private final Map<Place, Pending> waiting = new LinkedHashMap<>();

    private final Lock round = new ReentrantLock();
    private final Thread worker;
    private boolean closed;

    /** A document. */
    private record Place(String collection, String id) {
        private static Place of(Pending pending) {
            return new Place(pending.collection(), pending.id());
        }
    }

    public Relay(MongoOperations mongo, KafkaOperations<String, String> kafka, Clock clock) {
        this.mongo = mongo;
        this.kafka = kafka;
        this.clock = clock;
        this.worker = Thread.ofPlatform().name("relay").daemon().start(this::work);
    }

    /** Names a collection whose documents have outboxes; its index for the sweeper is made here. */
    public void watch(String collection, String topic) {
        topics.put(collection, topic);
        mongo.getCollection(collection).createIndex(Indexes.ascending("unsent"), new IndexOptions().sparse(true));
    }

    /** Everything of this collection goes to the keeper before it is published. */
    void keep(String collection, Consumer<List<Pending>> keeper) {
        keepers.put(collection, keeper);
    }

    /** Publishes soon, in the background; what fails stays in the outbox for the sweeper. */
    public void publish(Pending pending) {
        synchronized (waiting) {
            if (waiting.size() < MOST_WAITING) {
                waiting.merge(Place.of(pending), pending, (one, other) -> one.last() > other.last() ? one : other);
                waiting.notifyAll();
            }
        }
    }

    private void work() {
        try {
            for (List<Pending> next = take(); !next.isEmpty(); next = take()) {
                long begun = System.nanoTime();
                send(next)
                        .forEach((failed, why) ->
                                log.warn("left to the sweeper: {} {}: {}", failed.collection(), failed.id(), why));
                Thread.sleep(Math.max(0, PACE_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
            }
        } catch (InterruptedException stopped) {
            log.warn("stopped while publishing: the sweeper goes on");
        }
    }

    /** The next round; none when the relay is closed and nothing waits. */
    private List<Pending> take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) {
                waiting.wait();
            }
            List<Pending> next = waiting.values().stream().limit(BATCH).toList();
            next.forEach(pending -> waiting.remove(Place.of(pending)));
            return next;
        }
    }

    /** Publishes what has been waiting longer than the given time, oldest first; returns how many documents that were. */
    public int sweep(Duration olderThan) throws InterruptedException {
        int swept = 0;
        for (var watched : topics.entrySet()) {
            List<Pending> left = mongo.getCollection(watched.getKey())
                    .find(lt("unsent", Date.from(clock.instant().minus(olderThan))))
                    .projection(Projections.include("outbox"))
                    .sort(Sorts.ascending("unsent"))
                    .limit(BATCH)
                    .map(document -> Pending.of(watched.getKey(), watched.getValue(), document))
                    .into(new ArrayList<>());
            Map<Pending, String> failed = send(left);
            failed.forEach((pending, why) -> log.warn("still unsent: {} {}: {}", watched.getKey(), pending.id(), why));
            swept += left.size() - failed.size();
        }
        return swept;
    }

    /** How many documents have events that Kafka has not acknowledged yet. */
    public long unsent() {
        return topics.keySet().stream()
                .mapToLong(name -> mongo.getCollection(name).countDocuments(exists("unsent")))
                .sum();
    }

    /** Since when the oldest unsent event waits; null when there is none. */
    public @Nullable Instant oldestUnsent() {
        return topics.keySet().stream()
                .map(name -> mongo.getCollection(name)
                        .find(exists("unsent"))
                        .projection(Projections.include("unsent"))
                        .sort(Sorts.ascending("unsent"))
                        .first())
                .filter(Objects::nonNull)
                .map(document -> document.getDate("unsent").toInstant())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** One round. One document that cannot be kept or sent does not hold up the others; returns those, and why. */
    private Map<Pending, String> send(List<Pending> all) throws InterruptedException {
        Map<Pending, String> failed = new LinkedHashMap<>();
        // a document's events are sent by one round at a time, so that they do not overtake each other
        round.lock();
        try {
            Map<String, List<Pending>> kept = all.stream().collect(groupingBy(Pending::collection));
            kept.replaceAll((collection, pending) -> kept(collection, pending, failed));
            List<Pending> sent =
                    acknowledged(kept.values().stream().flatMap(List::stream).toList(), failed);
            sent.stream().collect(groupingBy(Pending::collection)).forEach((collection, pending) -> {
                try {
                    settle(mongo.getCollection(collection), pending);
                } catch (RuntimeException unsettled) {
                    pending.forEach(each -> failed.put(each, "sent, but still there: " + unsettled.getMessage()));
                }
            });
        } finally {
            round.unlock();
        }
        return failed;
    }

    /** What its keeper refuses is left in the outbox as what Kafka refuses is. */
    private List<Pending> kept(String collection, List<Pending> all, Map<Pending, String> failed) {
        Consumer<List<Pending>> keeper = keepers.getOrDefault(collection, nothing -> {});
        try {
            keeper.accept(all);
            return all;
        } catch (RuntimeException refused) {
            if (all.size() > 1 && !StoreAway.caused(refused)) {
                return all.stream()
                        .flatMap(each -> kept(collection, List.of(each), failed).stream())
                        .toList();
            }
            all.forEach(each -> failed.put(each, "not kept: " + refused.getMessage()));
            return List.of();
        }
    }

    private List<Pending> acknowledged(List<Pending> all, Map<Pending, String> failed) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (Pending pending : all) {
            // each may have waited long for a broker that is away: the rest need not
            answers.add(
                    System.nanoTime() < end ? sent(pending) : CompletableFuture.failedFuture(new TimeoutException()));
        }
        List<Pending> acknowledged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            try {
                answers.get(i).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                acknowledged.add(all.get(i));
            } catch (ExecutionException | TimeoutException late) {
                failed.put(all.get(i), "Kafka did not acknowledge: " + late);
            }
        }
        return acknowledged;
    }

    private CompletableFuture<?> sent(Pending pending) {
        try {
            return CompletableFuture.allOf(pending.messages().stream()
                    .map(message -> kafka.send(record(pending, message)))
                    .toArray(CompletableFuture[]::new));
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static ProducerRecord<String, String> record(Pending pending, Pending.Message message) {
        return new ProducerRecord<>(
                pending.topic(),
                null,
                pending.id(),
                message.json(),
                List.of(new RecordHeader("content-type", Envelope.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8))));
    }

    private static void settle(MongoCollection<Document> collection, List<Pending> sent) {
        List<UpdateOneModel<Document>> whole = sent.stream()
                .filter(pending -> !pending.messages().isEmpty())
                .map(pending -> new UpdateOneModel<Document>(
                        and(eq("_id", pending.id()), eq("sequence", pending.last())),
                        Updates.combine(Updates.unset("outbox"), Updates.unset("unsent"))))
                .toList();
        if (!whole.isEmpty() && collection.bulkWrite(whole, ANY_ORDER).getMatchedCount() == sent.size()) {
            return;
        }
        // newer events came in between: whoever wrote them publishes them
        List<UpdateOneModel<Document>> parts = new ArrayList<>();
        for (Pending pending : sent) {
            if (!pending.messages().isEmpty()) {
                parts.add(new UpdateOneModel<>(
                        eq("_id", pending.id()),
                        Updates.pull("outbox", new Document("sequence", new Document("$lte", pending.last())))));
            }
            parts.add(new UpdateOneModel<>(and(eq("_id", pending.id()), size("outbox", 0)), Updates.unset("unsent")));
        }
        if (!parts.isEmpty()) {
            collection.bulkWrite(parts);
        }
    }

    /** Publishes what waits, then ends. */
    @Override
    public void close() throws InterruptedException {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        worker.join(PATIENCE);
    }
}
