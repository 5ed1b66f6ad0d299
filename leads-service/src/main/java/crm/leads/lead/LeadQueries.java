package crm.leads.lead;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lists and boards of leads: every figure over the whole filter, every row by the reader's right. */
@Component
class LeadQueries {
    private static final int COLUMN = 50;

    private final AggregateStore<Lead> leads;
    private final Clock clock;
    private final ZoneId zone;

    LeadQueries(AggregateStore<Lead> leads, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.leads = leads;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param bar open leads by their next activity: planned, today, overdue, none */
    record Column(
            Stage stage,
            long count,
            Bar bar,
            List<Lead> items,
            @Nullable String nextCursor) {}

    record Bar(long planned, long today, long overdue, long none) {
        static final Bar EMPTY = new Bar(0, 0, 0, 0);
    }

    Page<Lead> list(Query query, By by) {
        query.only(with(LeadFilter.FILTERS, "sort", "cursor", "limit"));
        Bson filter = LeadFilter.of(query, by, clock.instant(), zone);
        Page<Lead> page =
                page(filter, LeadFilter.sort(query), query.one("cursor").orElse(null), query.limit());
        long total = collection().countDocuments(filter, new CountOptions().limit(Page.COUNTED + 1));
        return Page.of(page.items(), page.nextCursor(), total);
    }

    private Page<Lead> page(Bson filter, Cursor cursor, @Nullable String from, int limit) {
        List<Document> rows = collection()
                .find(from == null ? filter : and(filter, cursor.from(from)))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(cursor.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = rows.size() > limit;
        List<Document> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(leads::read).toList(),
                more ? cursor.after(shown.getLast()) : null,
                shown.size(),
                false);
    }

    List<Column> board(Query query, By by) {
        query.only(with(LeadFilter.FILTERS, "sort"));
        Instant now = clock.instant();
        Bson filter = LeadFilter.of(query, by, now, zone);
        Cursor order = LeadFilter.sort(query);
        Map<Stage, Document> counted = count(filter, now);
        Set<Stage> wanted = new HashSet<>(query.all("stage", Stage::valueOf));
        List<Column> columns = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (wanted.isEmpty() || wanted.contains(stage)) {
                Document figures = counted.getOrDefault(stage, new Document());
                long count = number(figures, "count");
                Page<Lead> first = count == 0
                        ? new Page<>(List.of(), null, 0, false)
                        : page(and(eq("stage", stage.name()), filter), order, null, COLUMN);
                columns.add(new Column(
                        stage, count, stage.isOpen() ? bar(figures) : Bar.EMPTY, first.items(), first.nextCursor()));
            }
        }
        return columns;
    }

    private Map<Stage, Document> count(Bson filter, Instant now) {
        Date from = Date.from(now);
        Date tomorrow = LeadFilter.start(LocalDate.ofInstant(now, zone).plusDays(1), zone);
        Document due = new Document("$ifNull", List.of("$seen.next.dueAt", false));
        Document none =
                new Document("$eq", List.of(new Document("$ifNull", List.of("$seen.next.activityId", false)), false));
        Document overdue = new Document(
                "$and",
                List.of(
                        new Document("$ne", List.of(due, false)),
                        new Document("$lt", List.of("$seen.next.dueAt", from))));
        Document today = new Document(
                "$and",
                List.of(
                        new Document("$ne", List.of(due, false)),
                        new Document("$gte", List.of("$seen.next.dueAt", from)),
                        new Document("$lt", List.of("$seen.next.dueAt", tomorrow))));
        Map<Stage, Document> counted = new LinkedHashMap<>();
        collection()
                .aggregate(List.of(
                        Aggregates.match(filter),
                        Aggregates.group(
                                "$stage",
                                Accumulators.sum("count", 1),
                                Accumulators.sum("none", oneIf(none)),
                                Accumulators.sum("overdue", oneIf(overdue)),
                                Accumulators.sum("today", oneIf(today)))))
                .forEach(row -> counted.put(Stage.valueOf(row.getString("_id")), row));
        return counted;
    }

    private static Document oneIf(Document condition) {
        return new Document("$cond", List.of(condition, 1, 0));
    }

    private static Bar bar(Document figures) {
        long none = number(figures, "none");
        long overdue = number(figures, "overdue");
        long today = number(figures, "today");
        return new Bar(number(figures, "count") - none - overdue - today, today, overdue, none);
    }

    private static long number(Document figures, String name) {
        return figures.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private MongoCollection<Document> collection() {
        return leads.collection();
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }
}
