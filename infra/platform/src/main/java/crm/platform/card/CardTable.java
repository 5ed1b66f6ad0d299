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
import java.math.RoundingMode;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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
        Map<String, Figures> counted = count(filter);
        List<Column<A>> columns = new ArrayList<>();
        for (String stage : stages) {
            Figures figures = counted.getOrDefault(stage, new Figures());
            Page<A> first = figures.count == 0 ? new Page<>(List.of(), null, 0, false) : cards.apply(stage);
            columns.add(new Column<>(
                    stage,
                    figures.count,
                    open.contains(stage) ? figures.bar() : Bar.EMPTY,
                    sumField == null ? null : figures.sum.setScale(2, RoundingMode.UNNECESSARY),
                    first.items(),
                    first.nextCursor()));
        }
        return columns;
    }

    /** Of one stage. */
    private static final class Figures {
        private final Map<Due, Long> parts = new EnumMap<>(Due.class);
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;

        private void add(Due part, long cards, BigDecimal amount) {
            parts.merge(part, cards, Long::sum);
            count += cards;
            sum = sum.add(amount);
        }

        private Bar bar() {
            return new Bar(of(Due.PLANNED), of(Due.TODAY), of(Due.OVERDUE), of(Due.NONE));
        }

        private long of(Due part) {
            return parts.getOrDefault(part, 0L);
        }
    }

    private Map<String, Figures> count(Bson filter) {
        Document by = new Document("stage", "$stage").append("due", Due.part(clock.instant(), zone));
        List<BsonField> figures = new ArrayList<>(List.of(Accumulators.sum("count", 1)));
        if (sumField != null) {
            figures.add(Accumulators.sum("sum", "$" + sumField));
        }
        Map<String, Figures> counted = new HashMap<>();
        store.collection()
                .aggregate(List.of(Aggregates.match(filter), Aggregates.group(by, figures)))
                .forEach(row -> {
                    Document part = row.get("_id", Document.class);
                    counted.computeIfAbsent(part.getString("stage"), stage -> new Figures())
                            .add(
                                    Due.valueOf(part.getString("due")),
                                    row.get("count", Number.class).longValue(),
                                    row.get("sum") instanceof Decimal128 sum ? sum.bigDecimalValue() : BigDecimal.ZERO);
                });
        return counted;
    }
}
