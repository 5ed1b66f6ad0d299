package crm.platform.list;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import crm.platform.store.Cursor;
import crm.platform.store.Ids;
import crm.platform.web.Page;
import crm.platform.web.Query;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Lists as files (V-4) and the record of who took what along (P-5). The record is written before the first row leaves and goes
 * ahead of the rows, so it never says less than what is out; whether the file came to its end is written last.
 */
public final class Exports {
    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    private static final String COLLECTION = "exports";
    private static final int CHUNK = 200;
    private static final Cursor NEWEST = new Cursor("at", true);

    private final MongoOperations mongo;
    private final Views views;
    private final Clock clock;
    private final ZoneId zone;
    private final int most;

    /** @param most how many rows go into one file */
    public Exports(MongoOperations mongo, Views views, Clock clock, ZoneId zone, int most) {
        this.mongo = mongo;
        this.views = views;
        this.clock = clock;
        this.zone = zone;
        this.most = most;
        exports().createIndex(Indexes.compoundIndex(Indexes.ascending("list"), Indexes.descending("at", "_id")));
    }

    private MongoCollection<Document> exports() {
        return mongo.getCollection(COLLECTION);
    }

    /**
     * Answers with all rows of the filter in the columns this employee has chosen.
     *
     * @throws Refused before anything is sent: no right to the list, cards of others asked for, too many rows
     */
    <A extends Aggregate, R> void send(
            CardList<A, R> list, Format format, Query query, By by, HttpServletResponse response) throws IOException {
        SavedFilters.needNoPlace(query.asMap());
        CardList.Found<A> found = list.found(list.takable(query, by), by);
        if (found.table().count(found.filter(), most + 1) > most) {
            throw new Refused(new Taking.TooMany(most));
        }
        CardList.Names names = list.names();
        List<Column<R>> columns =
                list.columns().chosen(views.columns(by.id(), names.code())).all();
        String id = begun(names.code(), format, query, columns, by);
        boolean done = false;
        try {
            response.setContentType(format.type());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, name(names.title(), format));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            Sheet sheet = format.begin(response.getOutputStream(), names.title(), zone);
            sheet.head(columns.stream().map(Column::label).toList());
            long[] rows = {0};
            found.table().each(found.filter(), found.order(), CHUNK, cards -> {
                rows[0] += cards.size();
                note(id, rows[0]);
                write(sheet, columns, list.rows(cards, by));
            });
            sheet.finish();
            response.flushBuffer();
            ended(id, Export.State.DONE);
            done = true;
        } finally {
            if (!done) {
                brokenOff(id);
                if (!response.isCommitted()) {
                    response.reset();
                }
            }
        }
    }

    private static <R> void write(Sheet sheet, List<Column<R>> columns, List<R> rows) {
        try {
            for (R row : rows) {
                List<@Nullable Object> values = new ArrayList<>(columns.size());
                columns.forEach(column -> values.add(column.value().apply(row)));
                sheet.row(values);
            }
            sheet.flush();
        } catch (IOException hungUp) {
            throw new UncheckedIOException(hungUp);
        }
    }

    private String name(String title, Format format) {
        String name = title + " " + LocalDate.ofInstant(clock.instant(), zone) + "." + format.ending();
        return ContentDisposition.attachment()
                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private String begun(String list, Format format, Query query, List<? extends Column<?>> columns, By by) {
        Document filter = new Document();
        query.asMap().keySet().forEach(name -> {
            if (!query.all(name).isEmpty()) {
                // «me» is somebody else to who reads the record
                filter.append(
                        name,
                        query.all(name).stream()
                                .map(value -> name.equals("responsible") && value.equals("me") ? by.id() : value)
                                .toList());
            }
        });
        Date now = Date.from(clock.instant());
        String id = Ids.next();
        Document row = new Document("_id", id)
                .append("list", list)
                .append("format", format.name())
                .append("by", by.id())
                .append("at", now)
                .append("filter", filter)
                .append("columns", columns.stream().map(Column::code).toList())
                .append("rows", 0L)
                .append("state", Export.State.RUNNING.name())
                .append("heardAt", now);
        mongo.execute(COLLECTION, exports -> exports.insertOne(row));
        return id;
    }

    private void note(String id, long rows) {
        update(id, Updates.set("rows", rows));
    }

    private void ended(String id, Export.State state) {
        update(id, Updates.set("state", state.name()));
    }

    private void update(String id, Bson change) {
        mongo.execute(
                COLLECTION,
                exports -> exports.updateOne(
                        eq("_id", id), Updates.combine(change, Updates.set("heardAt", Date.from(clock.instant())))));
    }

    /** Without this word it would look as if it went on, until nothing is heard of it any more. */
    private void brokenOff(String id) {
        try {
            ended(id, Export.State.BROKEN);
        } catch (DataAccessException away) {
            log.warn("export {} broke off, and the store is away: {}", id, away.toString());
        }
    }

    /** P-5: for head and director, the newest first. */
    Page<Export> of(String list, Query query, By by) {
        Export.needReader(by);
        query.only(Set.of("cursor", "limit"));
        int limit = query.limit();
        Bson wanted = eq("list", list);
        String cursor = query.one("cursor").orElse(null);
        List<Document> rows = exports()
                .find(cursor == null ? wanted : and(wanted, NEWEST.from(cursor)))
                .sort(NEWEST.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = rows.size() > limit;
        List<Document> shown = more ? rows.subList(0, limit) : rows;
        long total =
                exports().countDocuments(wanted, new com.mongodb.client.model.CountOptions().limit(Page.COUNTED + 1));
        return Page.of(
                shown.stream().map(row -> Export.of(row, clock.instant())).toList(),
                more ? NEWEST.after(shown.getLast()) : null,
                total);
    }
}
