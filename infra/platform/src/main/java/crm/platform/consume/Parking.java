package crm.platform.consume;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Messages that could not be handled, each with all later ones of its key behind it, in the service's own store. They are
 * tried again in order, at growing intervals; other keys go on.
 */
public final class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final String COLLECTION = "parked";
    private static final int KEYS_A_ROUND = 100;
    private static final int MOST_SHOWN = 2000;
    private static final int LONGEST_ERROR = 2000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final MongoOperations mongo;
    private final Clock clock;

    public Parking(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        parked().createIndex(Indexes.ascending("key", "topic"));
        parked().createIndex(Indexes.ascending("retryAt"));
    }

    private MongoCollection<Document> parked() {
        return mongo.getCollection(COLLECTION);
    }

    boolean holds(String topic, String key) {
        return parked().find(inLine(topic, key)).first() != null;
    }

    /** Whether any message at all waits in a line. */
    boolean isAnyInLine() {
        return parked().find(exists("aside", false)).limit(1).first() != null;
    }

    /** Those of a key that wait for each other; what was put aside is out of the line. */
    private static Bson inLine(String topic, String key) {
        return and(eq("key", key), eq("topic", topic), exists("aside", false));
    }

    void park(ConsumerRecord<String, String> message, String error) {
        Instant now = clock.instant();
        try {
            mongo.execute(
                    COLLECTION,
                    collection -> collection.insertOne(
                            new Document("_id", message.topic() + "/" + message.partition() + "/" + message.offset())
                                    .append("topic", message.topic())
                                    .append("partition", message.partition())
                                    .append("offset", message.offset())
                                    .append("key", message.key())
                                    .append("value", message.value())
                                    .append("error", cut(error))
                                    .append("attempts", 1)
                                    .append("parkedAt", Date.from(now))
                                    .append("retryAt", Date.from(now.plus(FIRST_PAUSE)))));
        } catch (DuplicateKeyException parkedBefore) {
            log.debug("parked before: {}", message);
        }
    }

    /** How many messages stand here, those put aside included. */
    public long count() {
        return parked().countDocuments();
    }

    /**
     * A message that stands here.
     *
     * @param value the event itself
     * @param attempts how often it was tried
     * @param aside taken out of the line by a person: it is tried again only when told to
     * @param behind how many of its key wait for it
     */
    public record Parked(
            String id,
            String topic,
            String key,
            String value,
            String error,
            int attempts,
            Instant parkedAt,
            Instant retryAt,
            boolean aside,
            long behind) {}

    /** Those that others wait for, and those put aside: the oldest first. */
    public List<Parked> first(int limit) {
        Map<List<String>, Document> first = new LinkedHashMap<>();
        Map<List<String>, Long> waiting = new HashMap<>();
        for (Document message :
                parked().find().sort(Sorts.ascending("parkedAt", "offset")).limit(MOST_SHOWN)) {
            List<String> line = message.containsKey("aside")
                    ? List.of(message.getString("_id"))
                    : List.of(message.getString("topic"), message.getString("key"));
            first.putIfAbsent(line, message);
            waiting.merge(line, 1L, Long::sum);
        }
        return first.entrySet().stream()
                .limit(limit)
                .map(line -> parked(line.getValue(), waiting.get(line.getKey()) - 1))
                .toList();
    }

    public Optional<Parked> find(String id) {
        return Optional.ofNullable(parked().find(eq("_id", id)).first()).map(message -> parked(message, 0));
    }

    private static Parked parked(Document message, long behind) {
        return new Parked(
                message.getString("_id"),
                message.getString("topic"),
                message.getString("key"),
                message.getString("value"),
                message.getString("error"),
                message.getInteger("attempts", 1),
                message.getDate("parkedAt").toInstant(),
                message.getDate("retryAt").toInstant(),
                message.containsKey("aside"),
                behind);
    }

    /** Makes a message due, with all of its key; one put aside comes back. False if it is no longer here. */
    public boolean due(String id) {
        Document message = parked().find(eq("_id", id)).first();
        if (message == null) {
            return false;
        }
        Date now = Date.from(clock.instant());
        parked().updateOne(eq("_id", id), Updates.combine(Updates.unset("aside"), Updates.set("retryAt", now)));
        parked().updateMany(inLine(message.getString("topic"), message.getString("key")), Updates.set("retryAt", now));
        return true;
    }

    /** Makes everything due that stands in a line. */
    public void allDue() {
        parked().updateMany(exists("aside", false), Updates.set("retryAt", Date.from(clock.instant())));
    }

    /** Takes a message out of its line: those behind it go on without it. False if it is no longer here. */
    public boolean putAside(String id) {
        Document message = parked().find(eq("_id", id)).first();
        if (message == null) {
            return false;
        }
        Date now = Date.from(clock.instant());
        parked().updateOne(eq("_id", id), Updates.set("aside", now));
        parked().updateMany(inLine(message.getString("topic"), message.getString("key")), Updates.set("retryAt", now));
        return true;
    }

    /** Tries every key that is due (the handler takes topic and value), its messages in the order they came; stops at the first of a key that fails again. */
    void retry(BiConsumer<String, String> handle) {
        Set<List<String>> keys = new LinkedHashSet<>();
        parked().find(and(lte("retryAt", Date.from(clock.instant())), exists("aside", false)))
                .sort(Sorts.ascending("retryAt"))
                .limit(KEYS_A_ROUND)
                .forEach(message -> keys.add(List.of(message.getString("topic"), message.getString("key"))));
        keys.forEach(key -> retry(key.getFirst(), key.getLast(), handle));
    }

    private void retry(String topic, String key, BiConsumer<String, String> handle) {
        List<Document> waiting = parked().find(inLine(topic, key))
                .sort(Sorts.ascending("offset"))
                .into(new ArrayList<>());
        for (Document message : waiting) {
            try {
                handle.accept(topic, message.getString("value"));
            } catch (RuntimeException failed) {
                putOff(message, failed);
                return;
            }
            parked().deleteOne(eq("_id", message.get("_id")));
            log.info("handled at last: {}", message.get("_id"));
        }
    }

    private void putOff(Document message, RuntimeException failed) {
        int attempts = message.getInteger("attempts", 1);
        long pause = Math.min(LONGEST_PAUSE.toSeconds(), FIRST_PAUSE.toSeconds() << Math.min(attempts, 10));
        Date next = Date.from(clock.instant().plusSeconds(pause));
        parked().updateOne(
                        eq("_id", message.get("_id")),
                        Updates.combine(
                                Updates.inc("attempts", 1),
                                Updates.set("error", cut(failed.toString())),
                                Updates.set("retryAt", next)));
        // those behind it wait with it
        parked().updateMany(inLine(message.getString("topic"), message.getString("key")), Updates.set("retryAt", next));
    }

    private static String cut(String error) {
        return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    }
}
