package crm.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.size;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes what stands in outboxes and removes it once Kafka has acknowledged it. All pending events of a document go
 * together, in order; one may go twice with the same id and sequence, none is left behind.
 */
public final class Relay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int STRIPES = 256;
    private static final int BATCH = 200;
    private static final int MANY = 5;

    private final MongoOperations mongo;
    private final KafkaOperations<String, String> kafka;
    private final Clock clock;
    private final Map<String, String> topics = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Pending>> keepers = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Lock[] stripes = new Lock[STRIPES];

    public Relay(MongoOperations mongo, KafkaOperations<String, String> kafka, Clock clock) {
        this.mongo = mongo;
        this.kafka = kafka;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** Names a collection whose documents have outboxes; its index for the sweeper is made here. */
    public void watch(String collection, String topic) {
        topics.put(collection, topic);
        mongo.getCollection(collection).createIndex(Indexes.ascending("unsent"), new IndexOptions().sparse(true));
    }

    /** Everything of this collection goes to the keeper before it is published. */
    void keep(String collection, Consumer<Pending> keeper) {
        keepers.put(collection, keeper);
    }

    /** Publishes soon, in the background; what fails stays in the outbox for the sweeper. */
    public void publish(Pending pending) {
        workers.execute(() -> {
            try {
                send(pending);
            } catch (Exception failed) {
                log.warn("left to the sweeper: {} {}: {}", pending.collection(), pending.id(), failed.toString());
            }
        });
    }

    /** Publishes what has been waiting longer than the given time, oldest first; returns how many documents that were. */
    public int sweep(Duration olderThan) {
        int swept = 0;
        for (var watched : topics.entrySet()) {
            List<Document> left = mongo.getCollection(watched.getKey())
                    .find(lt("unsent", Date.from(clock.instant().minus(olderThan))))
                    .projection(Projections.include("outbox"))
                    .sort(Sorts.ascending("unsent"))
                    .limit(BATCH)
                    .into(new ArrayList<>());
            int failures = 0;
            for (Document document : left) {
                try {
                    send(Pending.of(watched.getKey(), watched.getValue(), document));
                    swept++;
                } catch (KafkaException | IllegalStateException failed) {
                    // one that cannot be sent must not hold up the others; many mean that Kafka is away
                    log.warn("still unsent: {} {}: {}", watched.getKey(), document.get("_id"), failed.getMessage());
                    if (++failures == MANY) {
                        break;
                    }
                }
            }
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

    private void send(Pending pending) {
        // one document's events are sent by one thread at a time, so that they do not overtake each other
        Lock stripe = stripes[Math.floorMod(pending.id().hashCode(), STRIPES)];
        stripe.lock();
        try {
            keep(pending);
            if (!pending.messages().isEmpty()) {
                CompletableFuture.allOf(pending.messages().stream()
                                .map(message -> kafka.send(record(pending, message)))
                                .toArray(CompletableFuture[]::new))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            settle(pending);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while publishing", interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new IllegalStateException("Kafka did not acknowledge: " + failed.getMessage(), failed);
        } finally {
            stripe.unlock();
        }
    }

    /** What its keeper refuses is left in the outbox as what Kafka refuses is: it holds up no other document. */
    private void keep(Pending pending) {
        try {
            keepers.getOrDefault(pending.collection(), nobody -> {}).accept(pending);
        } catch (RuntimeException failed) {
            throw new IllegalStateException("not kept: " + failed.getMessage(), failed);
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

    private void settle(Pending sent) {
        MongoCollection<Document> collection = mongo.getCollection(sent.collection());
        if (!sent.messages().isEmpty()) {
            var all = collection.updateOne(
                    and(eq("_id", sent.id()), eq("sequence", sent.last())),
                    Updates.combine(Updates.unset("outbox"), Updates.unset("unsent")));
            if (all.getMatchedCount() > 0) {
                return;
            }
            // newer events came in between: whoever wrote them publishes them
            collection.updateOne(
                    eq("_id", sent.id()),
                    Updates.pull("outbox", new Document("sequence", new Document("$lte", sent.last()))));
        }
        collection.updateOne(and(eq("_id", sent.id()), size("outbox", 0)), Updates.unset("unsent"));
    }

    @Override
    public void close() throws InterruptedException {
        workers.shutdown();
        workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
