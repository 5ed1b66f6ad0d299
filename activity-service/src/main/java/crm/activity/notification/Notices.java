package crm.activity.notification;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.events.CardRef;
import crm.platform.signal.Hints;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The notifications in the store. The id is made of the cause, so that whoever finds it again writes nothing. */
@Component
class Notices {
    static final String COLLECTION = "notifications";
    private static final Cursor NEWEST = new Cursor("at", true);
    /** More unread ones than this are not counted. */
    private static final int UNREAD_COUNTED = 100;

    private final MongoOperations mongo;
    private final Preferences preferences;
    private final Post post;
    private final Hints hints;

    Notices(MongoOperations mongo, Preferences preferences, Post post, Hints hints) {
        this.mongo = mongo;
        this.preferences = preferences;
        this.post = post;
        this.hints = hints;
        all().createIndex(Indexes.compoundIndex(Indexes.ascending("employeeId"), Indexes.descending("at", "_id")));
        all().createIndex(Indexes.ascending("unreadBy"), new IndexOptions().sparse(true));
        all().createIndex(Indexes.ascending("at"));
    }

    /**
     * Tells him, unless he was told before or does not want to hear of such things. If he wants a letter too, the wish for it is
     * in the same write.
     */
    void tell(Notice notice) {
        Preference preference = preferences.of(notice.employeeId());
        if (!preference.wants(notice.cause())) {
            return;
        }
        Document row = new Document("_id", notice.id())
                .append("employeeId", notice.employeeId())
                .append("unreadBy", notice.employeeId())
                .append("cause", notice.cause().name())
                .append("actor", notice.actor())
                .append("at", Date.from(notice.at()));
        if (notice.card() != null) {
            row.append("card", notice.card().toString());
        }
        if (notice.activityId() != null) {
            row.append("activityId", notice.activityId());
        }
        if (post.isOn() && preference.wantsByMail(notice.cause())) {
            row.append(Letters.FIELD, Letters.wish(notice.at()));
        }
        try {
            mongo.execute(COLLECTION, rows -> rows.insertOne(row));
        } catch (DuplicateKeyException toldBefore) {
            return;
        }
        hints.notified(notice.employeeId());
    }

    /** Which of these ids are there. */
    List<String> known(Collection<String> ids) {
        return all().find(in("_id", ids)).map(row -> row.getString("_id")).into(new ArrayList<>());
    }

    Page<Notice> of(String employeeId, @Nullable String cursor, int limit) {
        Bson his = eq("employeeId", employeeId);
        List<Document> rows = all().find(cursor == null ? his : and(his, NEWEST.from(cursor)))
                .sort(NEWEST.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = rows.size() > limit;
        List<Document> shown = more ? rows.subList(0, limit) : rows;
        long total = all().countDocuments(his, new CountOptions().limit(Page.COUNTED + 1));
        return Page.of(shown.stream().map(Notices::read).toList(), more ? NEWEST.after(shown.getLast()) : null, total);
    }

    /** At most {@value #UNREAD_COUNTED}. */
    int unread(String employeeId) {
        return (int) all().countDocuments(eq("unreadBy", employeeId), new CountOptions().limit(UNREAD_COUNTED));
    }

    Optional<Notice> find(String id, String employeeId) {
        return Optional.ofNullable(all().find(and(eq("_id", id), eq("employeeId", employeeId)))
                        .first())
                .map(Notices::read);
    }

    void markRead(String employeeId) {
        all().updateMany(eq("unreadBy", employeeId), Updates.unset("unreadBy"));
    }

    void markRead(String employeeId, Collection<String> ids) {
        all().updateMany(and(in("_id", ids), eq("unreadBy", employeeId)), Updates.unset("unreadBy"));
    }

    void removeOlderThan(Instant when) {
        all().deleteMany(lt("at", Date.from(when)));
    }

    static Notice read(Document row) {
        String card = row.getString("card");
        return new Notice(
                row.getString("_id"),
                row.getString("employeeId"),
                Cause.valueOf(row.getString("cause")),
                card == null ? null : CardRef.of(card),
                row.getString("activityId"),
                row.getString("actor"),
                row.getDate("at").toInstant(),
                !row.containsKey("unreadBy"));
    }

    private MongoCollection<Document> all() {
        return mongo.getCollection(COLLECTION);
    }
}
