package crm.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import crm.events.CrmEvent;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Keeps aggregates of one type. Every change is one guarded write that takes the state, its events (into the document's
 * outbox) and the request's key together; it never replaces the document, so what projections keep under {@code seen} stays.
 *
 * <p>The document: the aggregate's own fields, {@code version}, {@code sequence}, {@code outbox} with {@code unsent} (since
 * when, present only while something is pending), {@code keys} (the last 20 request keys with what they answered).
 */
public final class AggregateStore<A extends Aggregate> {
    private static final Set<String> STORES_OWN = Set.of("id", "version", "sequence", "news", "seen");
    private static final int KEYS_KEPT = 20;
    private static final int ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_US = 100_000;

    private final MongoOperations mongo;
    private final Class<A> type;
    private final Stored stored;
    private final String source;
    private final Clock clock;
    private final Consumer<Pending> relay;
    private final List<String> ownFields;

    /**
     * @param collection the collection's name
     * @param topic where the events go
     * @param subject what the aggregate is called in an event's subject, such as {@code lead}
     * @param answered own fields that a repeated request gets as they were when it was first answered
     */
    public record Stored(String collection, String topic, String subject, Set<String> answered) {}

    public AggregateStore(
            MongoOperations mongo, Class<A> type, Stored stored, String source, Clock clock, Consumer<Pending> relay) {
        this.mongo = mongo;
        this.type = type;
        this.stored = stored;
        this.source = source;
        this.clock = clock;
        this.relay = relay;
        this.ownFields = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !STORES_OWN.contains(name))
                .toList();
    }

    public MongoCollection<Document> collection() {
        return mongo.getCollection(stored.collection());
    }

    public Optional<A> find(String id) {
        return find(eq("_id", id)).stream().findFirst();
    }

    public List<A> findAll(Collection<String> ids) {
        return ids.isEmpty() ? List.of() : find(com.mongodb.client.model.Filters.in("_id", ids));
    }

    private List<A> find(Bson filter) {
        List<A> found = new ArrayList<>();
        collection().find(filter).projection(WITHOUT_BAGGAGE).map(this::read).into(found);
        return found;
    }

    /** Leaves out what a reader of the aggregate does not need. */
    public static final Bson WITHOUT_BAGGAGE = Projections.exclude("outbox", "keys", "unsent");

    /** Makes the aggregate of a document of this collection, as a query found it. */
    public A read(Document document) {
        return mongo.getConverter().read(type, document);
    }

    /**
     * Writes a new aggregate with its events. When the request has a key and was answered before, the first answer comes
     * back and nothing is written.
     *
     * @throws DuplicateKeyException if a unique index or an id says no
     * @throws Refused with {@link KeyReused} if the key belongs to another request
     */
    public A insert(A fresh, By by, @Nullable RequestKey key) {
        Instant now = clock.instant();
        Document document = own(fresh);
        document.put("_id", fresh.id());
        document.put("version", 1L);
        document.put("sequence", (long) fresh.news().events().size());
        List<Document> outbox = outbox(fresh, by, now);
        if (!outbox.isEmpty()) {
            document.put("outbox", outbox);
            document.put("unsent", Date.from(now));
        }
        if (key != null) {
            document.put("createdByKey", key.body());
        }
        try {
            mongo.execute(stored.collection(), collection -> collection.insertOne(document));
        } catch (DuplicateKeyException duplicate) {
            if (key == null) {
                throw duplicate;
            }
            return createdBefore(fresh.id(), key).orElseThrow(() -> duplicate);
        }
        announce(document);
        return read(document);
    }

    /** What this very request created before, if it did. */
    public Optional<A> createdBefore(String id, @Nullable RequestKey key) {
        if (key == null) {
            return Optional.empty();
        }
        Document known = collection().find(eq("_id", id)).first();
        if (known == null) {
            return Optional.empty();
        }
        if (!key.body().equals(known.getString("createdByKey"))) {
            throw new Refused(new KeyReused());
        }
        return Optional.of(read(known));
    }

    /** As {@link #change(String, By, Expected, RequestKey, UnaryOperator)} on the newest state, without a key. */
    public Optional<A> change(String id, By by, UnaryOperator<A> change) {
        return change(id, by, Expected.ANY, null, change);
    }

    /**
     * Loads, changes and writes under guard; when another was quicker the change is tried again on the newest state, after a
     * pause that grows, unless the caller expects a certain version. A change that returns its argument writes nothing.
     *
     * @return the aggregate as it is now, empty if there is none
     * @throws StaleVersion if the version is not the expected one, or others were quicker {@value #ATTEMPTS} times
     */
    public Optional<A> change(String id, By by, Expected expected, @Nullable RequestKey key, UnaryOperator<A> change) {
        long seen = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document document = collection()
                    .find(eq("_id", id))
                    .projection(Projections.exclude("outbox", "unsent"))
                    .first();
            if (document == null) {
                return Optional.empty();
            }
            Optional<A> before = key == null ? Optional.empty() : answeredBefore(document, key);
            if (before.isPresent()) {
                return before;
            }
            A now = read(document);
            if (!expected.matches(now.version())) {
                throw new StaleVersion(id, versionOf(now));
            }
            A next = change.apply(now);
            if (next == now) {
                return Optional.of(now);
            }
            Optional<A> written = write(now, next, by, key);
            if (written.isPresent()) {
                return written;
            }
            seen = versionOf(now);
            giveWay(attempt);
        }
        throw new StaleVersion(id, seen);
    }

    private static long versionOf(Aggregate aggregate) {
        return aggregate.version() == null ? 0 : aggregate.version();
    }

    /** Many who change one document at once would be in each other's way every time if none of them waited. */
    private static void giveWay(int attempt) {
        int longest = (int) Math.min(LONGEST_PAUSE_US, 1_000L << attempt);
        LockSupport.parkNanos(1_000L * ThreadLocalRandom.current().nextInt(longest));
    }

    private Optional<A> write(A from, A next, By by, @Nullable RequestKey key) {
        Instant now = clock.instant();
        Document own = own(next);
        List<Bson> updates = new ArrayList<>();
        long version = versionOf(from);
        own.forEach((field, value) -> updates.add(Updates.set(field, value)));
        ownFields.stream().filter(field -> !own.containsKey(field)).forEach(field -> updates.add(Updates.unset(field)));
        updates.add(Updates.set("version", version + 1));
        List<Document> outbox = outbox(next, by, now);
        if (!outbox.isEmpty()) {
            updates.add(Updates.set("sequence", from.sequence() + outbox.size()));
            updates.add(Updates.pushEach("outbox", outbox));
            updates.add(Updates.set("unsent", Date.from(now)));
        }
        if (key != null) {
            Document answer = new Document("version", version + 1);
            stored.answered().forEach(field -> answer.put(field, own.get(field)));
            updates.add(Updates.pushEach(
                    "keys",
                    List.of(new Document("key", key.key())
                            .append("body", key.body())
                            .append("answer", answer)),
                    new PushOptions().slice(-KEYS_KEPT)));
        }
        Document after = mongo.execute(
                stored.collection(),
                collection -> collection.findOneAndUpdate(
                        and(eq("_id", from.id()), eq("version", version)),
                        Updates.combine(updates),
                        new FindOneAndUpdateOptions()
                                .returnDocument(ReturnDocument.AFTER)
                                .projection(Projections.exclude("keys"))));
        if (after == null) {
            return Optional.empty();
        }
        announce(after);
        return Optional.of(read(after));
    }

    /** What the request of this key was answered, if it has changed the aggregate before. */
    public Optional<A> answered(String id, @Nullable RequestKey key) {
        if (key == null) {
            return Optional.empty();
        }
        Document document = collection()
                .find(eq("_id", id))
                .projection(Projections.exclude("outbox", "unsent"))
                .first();
        return document == null ? Optional.empty() : answeredBefore(document, key);
    }

    private Optional<A> answeredBefore(Document document, RequestKey key) {
        for (Document known : document.getList("keys", Document.class, List.of())) {
            if (known.getString("key").equals(key.key())) {
                if (!key.body().equals(known.getString("body"))) {
                    throw new Refused(new KeyReused());
                }
                Document then = new Document(document);
                then.putAll(known.get("answer", Document.class));
                return Optional.of(read(then));
            }
        }
        return Optional.empty();
    }

    /** Whether a request of this key has changed the aggregate: for those who must know after a crash. */
    public boolean knows(String id, String key) {
        return collection().countDocuments(and(eq("_id", id), eq("keys.key", key))) > 0;
    }

    private void announce(Document document) {
        Pending pending = Pending.of(stored.collection(), stored.topic(), document);
        if (!pending.messages().isEmpty()) {
            relay.accept(pending);
        }
    }

    private Document own(A aggregate) {
        Document all = new Document();
        mongo.getConverter().write(aggregate, all);
        Map<String, Object> own = new LinkedHashMap<>();
        Set<String> names = new HashSet<>(ownFields);
        all.forEach((field, value) -> {
            if (names.contains(field)) {
                own.put(field, value);
            }
        });
        return new Document(own);
    }

    private List<Document> outbox(A aggregate, By by, Instant now) {
        List<Document> entries = new ArrayList<>();
        long sequence = aggregate.sequence();
        String subject = stored.subject() + "/" + aggregate.id();
        int place = 0;
        for (CrmEvent event : aggregate.news().events()) {
            sequence++;
            Envelope envelope = Envelope.of(event, source, subject, aggregate.id(), sequence, by.id(), now);
            Document entry = new Document("sequence", sequence).append("json", envelope.toJson());
            Unseen unseen = aggregate.news().unseen(place++);
            if (unseen != null) {
                entry.append("unseen", unseen.toDocument());
            }
            entries.add(entry);
        }
        return entries;
    }
}
