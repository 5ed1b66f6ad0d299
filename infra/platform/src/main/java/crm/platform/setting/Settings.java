package crm.platform.setting;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The settings of one service, all of them declared here. Each is a document with its value and its history, changed in one
 * write; what is read is at most a second old, on whichever instance.
 */
public final class Settings {
    private static final String COLLECTION = "settings";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 20;
    private static final int CHANGES_KEPT = 1000;

    private final MongoOperations mongo;
    private final Clock clock;
    private final List<Setting<?>> declared;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, String> values, Instant at) {}

    public Settings(MongoOperations mongo, Clock clock, List<Setting<?>> declared) {
        this.mongo = mongo;
        this.clock = clock;
        this.declared = List.copyOf(declared);
    }

    /** Who changed what from what to what. */
    public record Change(String name, String by, Instant at, String from, String to) {}

    /** A setting with its present value as it is typed. */
    public record Now(Setting<?> setting, String value) {}

    /** Head, director and administrator change the settings of sales. */
    public static void needChanger(By by) {
        if (!by.leads() && !by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
    }

    public <T> T get(Setting<T> setting) {
        return setting.read(values().get(setting.name()));
    }

    public List<Now> all() {
        Map<String, String> values = read().values();
        return declared.stream()
                .map(setting -> new Now(setting, values.getOrDefault(setting.name(), setting.printedDefault())))
                .toList();
    }

    /** @throws crm.platform.refusal.Refused 404 for an unknown name, 422 at {@code value} for what it cannot be */
    public void change(String name, @Nullable String typed, By by) {
        needChanger(by);
        Setting<?> setting = declared.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(Refusals::notFound);
        String to = setting.checked(typed);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document row = mongo.getCollection(COLLECTION).find(eq("_id", name)).first();
            String from = row == null ? setting.printedDefault() : row.getString("value");
            if (from.equals(to) || write(name, row == null ? 0 : row.getLong("version"), from, to, by)) {
                known = new Known(Map.of(), Instant.MIN);
                return;
            }
        }
        throw new IllegalStateException("the setting " + name + " is changed all the time");
    }

    private boolean write(String name, long version, String from, String to, By by) {
        Document change = new Document("by", by.id())
                .append("at", Date.from(clock.instant()))
                .append("from", from)
                .append("to", to);
        try {
            var result = mongo.execute(
                    COLLECTION,
                    rows -> rows.updateOne(
                            and(eq("_id", name), eq("version", version)),
                            Updates.combine(
                                    Updates.set("value", to),
                                    Updates.set("version", version + 1),
                                    Updates.pushEach(
                                            "history", List.of(change), new PushOptions().slice(-CHANGES_KEPT))),
                            new UpdateOptions().upsert(version == 0)));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (DuplicateKeyException anotherWasQuicker) {
            return false;
        }
    }

    /** The newest changes first. */
    public List<Change> changes(int most) {
        List<Change> changes = new ArrayList<>();
        for (Document row : mongo.getCollection(COLLECTION).find()) {
            row.getList("history", Document.class, List.of())
                    .forEach(change -> changes.add(new Change(
                            row.getString("_id"),
                            change.getString("by"),
                            change.getDate("at").toInstant(),
                            change.getString("from"),
                            change.getString("to"))));
        }
        return changes.stream()
                .sorted(Comparator.comparing(Change::at).reversed())
                .limit(most)
                .toList();
    }

    private Map<String, String> values() {
        Known now = known;
        return now.at().isBefore(clock.instant().minus(FRESH)) ? read().values() : now.values();
    }

    private Known read() {
        Instant asked = clock.instant();
        Map<String, String> values = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find()
                .projection(new Document("value", 1))
                .forEach(row -> values.put(row.getString("_id"), row.getString("value")));
        Known read = new Known(values, asked);
        known = read;
        return read;
    }
}
