package crm.documents.number;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The register of numbers (G-1). A number is taken by writing its row, so of two instances one gets it and the other the next,
 * and none is ever taken without being on record: what a crash leaves without a document is seen here, and becomes void.
 */
@Component
public class Register {
    private static final String COLLECTION = "register";
    private static final Cursor NEWEST = new Cursor("at", true);
    private static final int ATTEMPTS = 200;

    private final MongoOperations mongo;
    private final Clock clock;
    private final ZoneId zone;

    Register(MongoOperations mongo, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.mongo = mongo;
        this.clock = clock;
        this.zone = zone;
        rows().createIndex(Indexes.compoundIndex(Indexes.ascending("series"), Indexes.descending("serial")));
        rows().createIndex(
                        Indexes.ascending("documentId"),
                        new IndexOptions().unique(true).sparse(true));
        rows().createIndex(Indexes.compoundIndex(Indexes.ascending("state"), Indexes.descending("at", "_id")));
        rows().createIndex(Indexes.descending("at", "_id"));
    }

    /** RESERVED: a document is being made under it. USED: there is one. VOID: there is none and will be none. */
    public enum State {
        RESERVED,
        USED,
        VOID
    }

    /**
     * A number as the register has it.
     *
     * @param serial counts from 1 per kind and year
     * @param documentId null once it is void
     */
    public record Entry(
            String number,
            String kind,
            int year,
            long serial,
            State state,
            String card,
            @Nullable String documentId,
            Instant at,
            String by) {}

    /** Whether the register is shown to him: the documents desk and those who lead sales. */
    public static boolean isShownTo(By by) {
        return by.leads() || by.is(Role.BACK_OFFICE);
    }

    /**
     * The next number of the kind and the present year for a document. Asked again for the same document, as after a crash, it
     * gives the same number, unless that has become void meanwhile.
     *
     * @param prefix what numbers of the kind begin with
     */
    public Entry reserve(String kind, String prefix, String documentId, String card, String by) {
        Document before = mongo.execute(
                COLLECTION,
                rows -> rows.findOneAndUpdate(
                        and(eq("documentId", documentId), eq("state", State.RESERVED.name())),
                        Updates.set("at", Date.from(clock.instant())),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
        if (before != null) {
            return entry(before);
        }
        int year = LocalDate.ofInstant(clock.instant(), zone).getYear();
        String series = kind + "/" + year;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long serial = last(series) + 1;
            Document row = new Document("_id", series + "/" + serial)
                    .append("series", series)
                    .append("serial", serial)
                    .append("number", "%s-%d-%04d".formatted(prefix, year, serial))
                    .append("kind", kind)
                    .append("year", year)
                    .append("state", State.RESERVED.name())
                    .append("card", card)
                    .append("documentId", documentId)
                    .append("at", Date.from(clock.instant()))
                    .append("by", by);
            try {
                mongo.execute(COLLECTION, rows -> rows.insertOne(row));
                return entry(row);
            } catch (DuplicateKeyException takenByAnother) {
                Optional<Entry> ours = of(documentId);
                if (ours.isPresent()) {
                    return ours.get();
                }
            }
        }
        throw new IllegalStateException("no number to be had of " + series);
    }

    private long last(String series) {
        Document last = rows().find(eq("series", series))
                .sort(Sorts.descending("serial"))
                .limit(1)
                .first();
        return last == null ? 0 : ((Number) last.get("serial")).longValue();
    }

    /** The number of a document. */
    public Optional<Entry> of(String documentId) {
        return Optional.ofNullable(rows().find(eq("documentId", documentId)).first())
                .map(Register::entry);
    }

    /** There is a document under it. */
    public void use(String documentId) {
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        and(eq("documentId", documentId), eq("state", State.RESERVED.name())),
                        Updates.set("state", State.USED.name())));
    }

    /** There is none under it and there will be none; the document may get another number. */
    public void annul(String documentId) {
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        and(eq("documentId", documentId), eq("state", State.RESERVED.name())),
                        Updates.combine(Updates.set("state", State.VOID.name()), Updates.unset("documentId"))));
    }

    /** Documents whose numbers have been reserved for longer than this. */
    public List<String> waiting(Duration longerThan, int most) {
        Instant before = clock.instant().minus(longerThan);
        return rows().find(and(eq("state", State.RESERVED.name()), lt("at", Date.from(before))))
                .limit(most)
                .map(row -> row.getString("documentId"))
                .into(new ArrayList<>());
    }

    /** Newest first; {@code state} null for all. */
    public Page<Entry> list(@Nullable State state, @Nullable String cursor, int limit) {
        Bson filter = state == null ? new Document() : eq("state", state.name());
        List<Document> found = rows().find(cursor == null ? filter : and(filter, NEWEST.from(cursor)))
                .sort(NEWEST.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > limit;
        List<Document> shown = more ? found.subList(0, limit) : found;
        return Page.of(
                shown.stream().map(Register::entry).toList(),
                more ? NEWEST.after(shown.getLast()) : null,
                rows().countDocuments(filter, new CountOptions().limit(Page.COUNTED + 1)));
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(COLLECTION);
    }

    private static Entry entry(Document row) {
        return new Entry(
                row.getString("number"),
                row.getString("kind"),
                row.getInteger("year"),
                ((Number) row.get("serial")).longValue(),
                State.valueOf(row.getString("state")),
                row.getString("card"),
                row.getString("documentId"),
                row.getDate("at").toInstant(),
                row.getString("by"));
    }
}
