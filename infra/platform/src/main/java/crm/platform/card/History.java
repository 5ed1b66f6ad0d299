package crm.platform.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.store.Aggregates;
import crm.platform.store.Cursor;
import crm.platform.store.Envelope;
import crm.platform.store.Pending;
import crm.platform.store.Unseen;
import crm.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/**
 * What happened to the aggregates of a collection, who did it and when: their events with what is not told outside, in a
 * collection of their own. An event stands in the outbox until it is here, so a crash in between loses none; putting it here
 * twice changes nothing.
 */
public final class History {
    private static final Cursor NEWEST = new Cursor("at", true);

    private final MongoOperations mongo;
    private final String collection;

    /** @param aggregates makes the store of that collection */
    public History(MongoOperations mongo, Aggregates aggregates, String collection) {
        this.mongo = mongo;
        this.collection = collection + "History";
        aggregates.keep(collection, this::keep);
        rows().createIndex(Indexes.compoundIndex(Indexes.ascending("aggregate"), Indexes.descending("at", "_id")));
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(collection);
    }

    /**
     * One thing that happened.
     *
     * @param by an employee's id, or {@code system}
     * @param event the event's type
     * @param data the event's own
     */
    public record Entry(Instant at, String by, String event, JsonNode data, Unseen unseen) {}

    private void keep(List<Pending> all) {
        List<UpdateOneModel<Document>> rows = all.stream()
                .flatMap(pending -> pending.messages().stream().map(message -> row(pending.id(), message)))
                .toList();
        if (!rows.isEmpty()) {
            rows().bulkWrite(rows, new BulkWriteOptions().ordered(false));
        }
    }

    private static UpdateOneModel<Document> row(String aggregate, Pending.Message message) {
        return new UpdateOneModel<>(
                eq("_id", "%s/%08d".formatted(aggregate, message.sequence())),
                Updates.combine(
                        Updates.setOnInsert("aggregate", aggregate),
                        Updates.setOnInsert(
                                "at", Date.from(Envelope.parse(message.json()).time())),
                        Updates.setOnInsert("json", message.json()),
                        Updates.setOnInsert("unseen", message.unseen())),
                new UpdateOptions().upsert(true));
    }

    /** Of one aggregate, the newest first. */
    public Page<Entry> of(String id, @Nullable String cursor, int limit) {
        Bson own = eq("aggregate", id);
        List<Document> found = rows().find(cursor == null ? own : and(own, NEWEST.from(cursor)))
                .sort(NEWEST.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<Document> shown = more ? found.subList(0, limit) : found;
        return Page.of(
                shown.stream().map(History::entry).toList(),
                more ? NEWEST.after(shown.getLast()) : null,
                rows().countDocuments(own, new CountOptions().limit(Page.COUNTED + 1)));
    }

    private static Entry entry(Document row) {
        Envelope event = Envelope.parse(row.getString("json"));
        return new Entry(
                event.time(), event.actor(), event.type(), event.data(), Unseen.of(row.get("unseen", Document.class)));
    }
}
