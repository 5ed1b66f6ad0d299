package crm.leads.dictionary;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.refusal.Fields;
import crm.platform.security.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * What the administrator made of the lists people choose from (L-8): words, hints and whether a value is archived. Nothing is
 * ever deleted. What is read is at most a second old, on whichever instance.
 */
@Component
public class Dictionaries {
    public static final int LABEL = 200;
    public static final int HINT = 500;

    private static final String COLLECTION = "dictionaries";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int AFTER_ALL = 1_000_000;

    private final MongoOperations mongo;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, Map<String, Value>> byName, Instant at) {}

    Dictionaries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** @param hint null if there is none */
    public record Value(String label, @Nullable String hint, boolean archived) {}

    /** The values of a dictionary by their codes, in its order. */
    public Map<String, Value> of(String name) {
        Known now = known;
        if (now.at().isBefore(clock.instant().minus(FRESH))) {
            now = read();
        }
        return now.byName().getOrDefault(name, Map.of());
    }

    /** The same as it stands in the store: for who has just changed it, perhaps on another instance. */
    public Map<String, Value> stored(String name) {
        return read().byName().getOrDefault(name, Map.of());
    }

    public Optional<Value> find(String name, String code) {
        return Optional.ofNullable(of(name).get(code));
    }

    /** Values a dictionary begins with; what is there already stays. */
    void begin(String name, Map<String, String> labels) {
        Map<String, Value> there = stored(name);
        int order = 0;
        for (var entry : labels.entrySet()) {
            order++;
            if (!there.containsKey(entry.getKey())) {
                int place = order;
                mongo.execute(
                        COLLECTION,
                        rows -> rows.updateOne(
                                eq("_id", name + "/" + entry.getKey()),
                                Updates.combine(
                                        Updates.setOnInsert("name", name),
                                        Updates.setOnInsert("code", entry.getKey()),
                                        Updates.setOnInsert("label", entry.getValue()),
                                        Updates.setOnInsert("order", place)),
                                new UpdateOptions().upsert(true)));
            }
        }
        known = new Known(Map.of(), Instant.MIN);
    }

    /** @throws crm.platform.refusal.Refused 422 at the field */
    public void put(String name, String code, @Nullable String label, @Nullable String hint, boolean archived, By by) {
        String words = Objects.toString(label, "").strip();
        String more = hint == null || hint.isBlank() ? null : hint.strip();
        boolean taken = stored(name).entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(code)
                        && !other.getValue().archived()
                        && other.getValue().label().equalsIgnoreCase(words));
        new Fields()
                .required("label", words)
                .text("label", words, LABEL)
                .text("hint", more, HINT)
                .check(!taken || archived, "label", "taken")
                .orRefuse();
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        eq("_id", name + "/" + code),
                        Updates.combine(
                                Updates.setOnInsert("name", name),
                                Updates.setOnInsert("code", code),
                                Updates.setOnInsert("order", AFTER_ALL),
                                Updates.set("label", words),
                                Updates.set("hint", more),
                                Updates.set("archived", archived),
                                Updates.set("changedBy", by.id()),
                                Updates.set("changedAt", Date.from(clock.instant()))),
                        new UpdateOptions().upsert(true)));
        known = new Known(Map.of(), Instant.MIN);
    }

    private Known read() {
        Instant asked = clock.instant();
        Map<String, Map<String, Value>> byName = new HashMap<>();
        List<Document> rows = mongo.getCollection(COLLECTION).find().into(new java.util.ArrayList<>());
        rows.sort(java.util.Comparator.<Document>comparingInt(row -> row.getInteger("order", AFTER_ALL))
                .thenComparing(row -> row.getString("label")));
        for (Document row : rows) {
            byName.computeIfAbsent(row.getString("name"), any -> new LinkedHashMap<>())
                    .put(
                            row.getString("code"),
                            new Value(
                                    row.getString("label"), row.getString("hint"), row.getBoolean("archived", false)));
        }
        Known now = new Known(byName, asked);
        known = now;
        return now;
    }
}
