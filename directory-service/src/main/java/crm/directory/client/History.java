package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Who changed what on contacts and companies: one document a changed field. The newest change is in the card itself until it
 * has been put here, so a crash in between loses none; putting it here twice changes nothing.
 */
@Component
public class History {
    private static final String COLLECTION = "history";
    private static final Cursor NEWEST = new Cursor("at", true);

    private final MongoOperations mongo;

    History(MongoOperations mongo) {
        this.mongo = mongo;
        changes().createIndex(Indexes.compoundIndex(Indexes.ascending("card"), Indexes.descending("at", "_id")));
    }

    private MongoCollection<Document> changes() {
        return mongo.getCollection(COLLECTION);
    }

    /** One changed field; the values are words, null where there was or is nothing. */
    record Entry(
            Instant at,
            String by,
            String field,
            @Nullable String from,
            @Nullable String to) {}

    void keep(ClientCard<?> card) {
        Revision last = card.life().last();
        if (last == null) {
            return;
        }
        int at = 0;
        for (Revision.Change change : last.changes()) {
            changes()
                    .updateOne(
                            eq("_id", "%s-%08d-%02d".formatted(card.id(), last.number(), at++)),
                            Updates.combine(
                                    Updates.setOnInsert("card", card.id()),
                                    Updates.setOnInsert("at", Date.from(last.at())),
                                    Updates.setOnInsert("by", last.by()),
                                    Updates.setOnInsert("field", change.field()),
                                    Updates.setOnInsert("from", change.from()),
                                    Updates.setOnInsert("to", change.to())),
                            new UpdateOptions().upsert(true));
        }
    }

    /** Of a card and of those that turned out to be it, the newest first. */
    Page<Entry> of(ClientCard<?> card, @Nullable String cursor, int limit) {
        keep(card);
        List<String> cards = new ArrayList<>(card.life().absorbed());
        cards.add(card.id());
        var filter = in("card", cards);
        List<Document> found = changes()
                .find(cursor == null ? filter : and(filter, NEWEST.from(cursor)))
                .sort(NEWEST.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<Document> shown = more ? found.subList(0, limit) : found;
        return Page.of(
                shown.stream()
                        .map(row -> new Entry(
                                row.getDate("at").toInstant(),
                                row.getString("by"),
                                row.getString("field"),
                                row.getString("from"),
                                row.getString("to")))
                        .toList(),
                more ? NEWEST.after(shown.getLast()) : null,
                changes().countDocuments(filter, new com.mongodb.client.model.CountOptions().limit(Page.COUNTED + 1)));
    }
}
