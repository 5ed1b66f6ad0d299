package crm.platform.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.CountOptions;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Lists and boards of one kind of card: every figure over the whole filter, rows page by page. */
public final class CardTable<A extends Aggregate> {
    /** How many cards of a column come at once. */
    public static final int COLUMN = 50;

    private final AggregateStore<A> store;
    private final @Nullable String sumField;
    private final Clock clock;
    private final ZoneId zone;

    /** @param sumField a Decimal128 field that columns add up, if there is one */
    public CardTable(AggregateStore<A> store, @Nullable String sumField, Clock clock, ZoneId zone) {
        this.store = store;
        this.sumField = sumField;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param sum exact, null where cards have no sums */
    public record Column<A>(
            String stage,
            long count,
            Bar bar,
            @Nullable BigDecimal sum,
            List<A> items,
            @Nullable String nextCursor) {}

    /** Cards by their next activity. */
    public record Bar(long planned, long today, long overdue, long none) {
        static final Bar EMPTY = new Bar(0, 0, 0, 0);
    }

    public Page<A> list(Bson filter, Cursor order, @Nullable String cursor, int limit) {
        Page<A> page = page(filter, order, cursor, limit);
        long total = store.collection().countDocuments(filter, new CountOptions().limit(Page.COUNTED + 1));
        return Page.of(page.items(), page.nextCursor(), total);
    }

    /** How many there are, counted up to a limit. */
    public long count(Bson filter, int upTo) {
        return store.collection().countDocuments(filter, new CountOptions().limit(upTo));
    }

    /** All of them in their order, a chunk at a time: what was read is not held. */
    public void each(Bson filter, Cursor order, int chunk, Consumer<List<A>> take) {
        List<A> read = new ArrayList<>(chunk);
        try (MongoCursor<Document> rows = store.collection()
                .find(filter)
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(order.sort())
                .batchSize(chunk)
                .iterator()) {
            while (rows.hasNext()) {
                read.add(store.read(rows.next()));
                if (read.size() == chunk || !rows.hasNext()) {
                    take.accept(List.copyOf(read));
                    read.clear();
                }
            }
        }
    }

    /** Without the total, for more of a column. */
    public Page<A> page(Bson filter, Cursor order, @Nullable String cursor, int limit) {
        List<Document> rows = store.collection()
                .find(cursor == null ? filter : and(filter, order.from(cursor)))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(order.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = rows.size() > limit;
        List<Document> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(store::read).toList(),
                more ? order.after(shown.getLast()) : null,
                shown.size(),
                false);
    }

    /**
     * A column for each of the stages, in their order.
     *
     * @param open stages whose cards have activities; the others have no bar
     */
    public List<Column<A>> board(Bson filter, Cursor order, List<String> stages, Collection<String> open) {
        return columns(filter, stages, open, stage -> page(and(eq("stage", stage), filter), order, null, COLUMN));
    }

    /** The same columns without their cards: only the figures. */
    public List<Column<A>> heads(Bson filter, List<String> stages, Collection<String> open) {
        return columns(filter, stages, open, stage -> new Page<>(List.of(), null, 0, false));
    }

    private List<Column<A>> columns(
            Bson filter, List<String> stages, Collection<String> open, Function<String, Page<A>> cards) {
        Map<String, Document> counted = count(filter);
        List<Column<A>> columns = new ArrayList<>();
        for (String stage : stages) {
            Document figures = counted.getOrDefault(stage, new Document());
            long count = number(figures, "count");
            Page<A> first = count == 0 ? new Page<>(List.of(), null, 0, false) : cards.apply(stage);
            columns.add(new Column<>(
                    stage,
                    count,
                    open.contains(stage) ? bar(figures) : Bar.EMPTY,
                    sum(figures),
                    first.items(),
                    first.nextCursor()));
        }
        return columns;
    }

    private Map<String, Document> count(Bson filter) {
        Instant now = clock.instant();
        Date moment = Date.from(now);
        Date tomorrow = CardFilter.start(LocalDate.ofInstant(now, zone).plusDays(1), zone);
        String dueAt = "$seen.next.dueAt";
        Document due = op("$ne", op("$ifNull", dueAt, false), false);
        List<BsonField> figures = new ArrayList<>(List.of(
                Accumulators.sum("count", 1),
                Accumulators.sum("none", oneIf(op("$eq", op("$ifNull", "$seen.next.activityId", false), false))),
                Accumulators.sum("overdue", oneIf(op("$and", due, op("$lt", dueAt, moment)))),
                Accumulators.sum(
                        "today", oneIf(op("$and", due, op("$gte", dueAt, moment), op("$lt", dueAt, tomorrow))))));
        if (sumField != null) {
            figures.add(Accumulators.sum("sum", "$" + sumField));
        }
        Map<String, Document> counted = new HashMap<>();
        store.collection()
                .aggregate(List.of(Aggregates.match(filter), Aggregates.group("$stage", figures)))
                .forEach(row -> counted.put(row.getString("_id"), row));
        return counted;
    }

    private static Document op(String operator, Object... operands) {
        return new Document(operator, List.of(operands));
    }

    private static Document oneIf(Document condition) {
        return op("$cond", condition, 1, 0);
    }

    private static Bar bar(Document figures) {
        long none = number(figures, "none");
        long overdue = number(figures, "overdue");
        long today = number(figures, "today");
        return new Bar(number(figures, "count") - none - overdue - today, today, overdue, none);
    }

    private @Nullable BigDecimal sum(Document figures) {
        if (sumField == null) {
            return null;
        }
        return figures.get("sum") instanceof Decimal128 sum
                ? sum.bigDecimalValue().setScale(2, java.math.RoundingMode.UNNECESSARY)
                : BigDecimal.ZERO.setScale(2);
    }

    private static long number(Document figures, String name) {
        return figures.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
