package crm.reporting.history;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Which generation is in use and which is being built: one document, {@code projection/current}, so that they change places in one write. */
@Component
public class Generations {
    private static final String CURRENT = "current";
    private static final Duration KEPT_AFTER_USE = Duration.ofMinutes(1);

    private final MongoOperations mongo;
    private final Histories histories;
    private final Clock clock;

    Generations(MongoOperations mongo, Histories histories, Clock clock) {
        this.mongo = mongo;
        this.histories = histories;
        this.clock = clock;
        begin();
    }

    private void begin() {
        once(() -> create(1, "system"));
        once(() -> projection()
                .updateOne(
                        eq("_id", CURRENT),
                        Updates.combine(
                                Updates.setOnInsert("live", 1),
                                Updates.setOnInsert("last", 1),
                                Updates.setOnInsert("building", null)),
                        new UpdateOptions().upsert(true)));
    }

    /** Two instances that start at the same moment write the same: one of them comes second. */
    private static void once(Runnable write) {
        try {
            write.run();
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
    }

    private MongoCollection<Document> projection() {
        return mongo.getCollection("projection");
    }

    private MongoCollection<Document> generations() {
        return mongo.getCollection("generations");
    }

    /** The generations that matter now. */
    public record Current(int live, @Nullable Integer building) {}

    public Current current() {
        Document row =
                Objects.requireNonNull(projection().find(eq("_id", CURRENT)).first());
        return new Current(row.getInteger("live"), row.getInteger("building"));
    }

    public Generation get(int number) {
        return generation(
                Objects.requireNonNull(generations().find(eq("_id", number)).first()));
    }

    /** The last one that was put to use by a rebuild. */
    public Optional<Generation> lastRebuilt() {
        return Optional.ofNullable(generations()
                        .find(ne("finishedAt", null))
                        .sort(new Document("_id", -1))
                        .first())
                .map(Generations::generation);
    }

    /** Begins to build a new generation, unless one is being built: then that one. */
    public int rebuild(String by) {
        Integer building = current().building();
        if (building != null) {
            return building;
        }
        int number = Objects.requireNonNull(projection()
                        .findOneAndUpdate(
                                eq("_id", CURRENT),
                                Updates.inc("last", 1),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .getInteger("last");
        create(number, by);
        boolean ours = projection()
                        .updateOne(and(eq("_id", CURRENT), eq("building", null)), Updates.set("building", number))
                        .getModifiedCount()
                > 0;
        if (ours) {
            return number;
        }
        forget(number);
        Integer others = current().building();
        return others == null ? current().live() : others;
    }

    private void create(int number, String by) {
        histories.prepare(number);
        generations()
                .updateOne(
                        eq("_id", number),
                        Updates.combine(
                                Updates.setOnInsert("next", 0L),
                                Updates.setOnInsert("batch", 0L),
                                Updates.setOnInsert("read", 0L),
                                Updates.setOnInsert("total", 0L),
                                Updates.setOnInsert("offsets", new Document()),
                                Updates.setOnInsert("times", new Document()),
                                Updates.setOnInsert("startedAt", Date.from(clock.instant())),
                                Updates.setOnInsert("startedBy", by)),
                        new UpdateOptions().upsert(true));
    }

    private void forget(int number) {
        histories.drop(number);
        generations().deleteOne(eq("_id", number));
    }

    /** A number no other batch of the generation has, higher than those before. */
    long nextBatch(int number) {
        return Objects.requireNonNull(generations()
                        .findOneAndUpdate(
                                eq("_id", number),
                                Updates.inc("next", 1L),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .getLong("next");
    }

    /**
     * A batch is in whole. False when a later one already is: then another instance reads the log.
     *
     * @param batch its number; that of the one before when there was nothing to write
     */
    boolean publish(
            int number,
            long batch,
            Map<String, Long> offsets,
            Map<String, Instant> times,
            @Nullable Instant asOf,
            long read) {
        List<Bson> sets = new ArrayList<>();
        sets.add(Updates.set("batch", batch));
        sets.add(Updates.set("offsets", new Document(new HashMap<>(offsets))));
        Document dates = new Document();
        times.forEach((partition, time) -> dates.append(partition, Date.from(time)));
        sets.add(Updates.set("times", dates));
        sets.add(Updates.set("read", read));
        if (asOf != null) {
            sets.add(Updates.max("asOf", Date.from(asOf)));
        }
        return generations()
                        .updateOne(and(eq("_id", number), lte("batch", batch)), Updates.combine(sets))
                        .getMatchedCount()
                > 0;
    }

    void expect(int number, long total) {
        generations().updateOne(and(eq("_id", number), lt("total", total)), Updates.set("total", total));
    }

    void ready(int number) {
        generations()
                .updateOne(
                        and(eq("_id", number), eq("readyAt", null)),
                        Updates.set("readyAt", Date.from(clock.instant())));
    }

    /** The built generation takes the place of the one in use, for all instances at once. */
    void putToUse(int number) {
        generations().updateOne(eq("_id", number), Updates.set("finishedAt", Date.from(clock.instant())));
        projection()
                .updateOne(
                        and(eq("_id", CURRENT), eq("building", number)),
                        Updates.combine(Updates.set("live", number), Updates.set("building", null)));
    }

    /** Removes generations that have been out of use for a while, and those a crash left behind. */
    void sweep() {
        Instant old = clock.instant().minus(KEPT_AFTER_USE);
        List<Document> all = generations().find(lt("startedAt", Date.from(old))).into(new ArrayList<>());
        Current current = current();
        for (Document row : all) {
            int number = row.getInteger("_id");
            Instant retired = instant(row, "retiredAt");
            if (number == current.live() || Objects.equals(number, current.building())) {
                continue;
            }
            if (retired == null) {
                generations().updateOne(eq("_id", number), Updates.set("retiredAt", Date.from(clock.instant())));
            } else if (retired.isBefore(old)) {
                forget(number);
            }
        }
    }

    private static Generation generation(Document row) {
        Map<String, Long> offsets = new HashMap<>();
        row.get("offsets", Document.class).forEach((partition, offset) -> offsets.put(partition, (Long) offset));
        Map<String, Instant> times = new HashMap<>();
        row.get("times", Document.class).forEach((partition, time) -> times.put(partition, ((Date) time).toInstant()));
        return new Generation(
                row.getInteger("_id"),
                row.getLong("batch"),
                offsets,
                times,
                instant(row, "asOf"),
                row.getLong("read"),
                row.getLong("total"),
                row.getDate("startedAt").toInstant(),
                row.getString("startedBy"),
                instant(row, "readyAt"),
                instant(row, "finishedAt"));
    }

    private static @Nullable Instant instant(Document row, String field) {
        Date date = row.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
