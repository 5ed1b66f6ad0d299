package crm.platform.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * The second way to see a board: cards of the open stages by when their next activity is due. A column's code stands where a
 * stage stands on the other one; every figure is over the whole filter.
 */
public final class DueBoard<A extends Aggregate> {
    /** What is due first stands on top. */
    private static final Cursor SOONEST = new Cursor("seen.next.dueAt", false);

    private final AggregateStore<A> store;
    private final CardTable<A> table;
    private final @Nullable String sumField;
    private final Collection<String> open;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param sumField a Decimal128 field that columns add up, if there is one
     * @param open the stages of the board
     */
    public DueBoard(
            AggregateStore<A> store,
            CardTable<A> table,
            @Nullable String sumField,
            Collection<String> open,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.table = table;
        this.sumField = sumField;
        this.open = open;
        this.clock = clock;
        this.zone = zone;
    }

    public List<CardTable.Column<A>> columns(Bson filter) {
        return columns(filter, true);
    }

    /** The same columns without their cards: only the figures. */
    public List<CardTable.Column<A>> heads(Bson filter) {
        return columns(filter, false);
    }

    /** The next cards of one column. */
    public Page<A> more(Bson filter, Due column, @Nullable String cursor) {
        return page(filter, column, cursor, clock.instant());
    }

    /** Where a card stands now; null when it is not on this board. */
    public @Nullable Due columnOf(String stage, crm.platform.signal.Seen seen) {
        return open.contains(stage) ? Due.of(seen, clock.instant(), zone) : null;
    }

    private Page<A> page(Bson filter, Due column, @Nullable String cursor, Instant now) {
        return table.page(and(filter, in("stage", open), column.filter(now, zone)), SOONEST, cursor, CardTable.COLUMN);
    }

    private List<CardTable.Column<A>> columns(Bson filter, boolean cards) {
        Instant now = clock.instant();
        Map<String, Document> counted = counted(filter, now);
        List<CardTable.Column<A>> columns = new ArrayList<>();
        for (Due column : Due.COLUMNS) {
            Document figures = counted.getOrDefault(column.name(), new Document());
            long count = figures.get("count") instanceof Number number ? number.longValue() : 0;
            Page<A> first =
                    count == 0 || !cards ? new Page<>(List.of(), null, 0, false) : page(filter, column, null, now);
            columns.add(new CardTable.Column<>(
                    column.name(), count, CardTable.Bar.EMPTY, sum(figures), first.items(), first.nextCursor()));
        }
        return columns;
    }

    private Map<String, Document> counted(Bson filter, Instant now) {
        List<BsonField> figures = new ArrayList<>(List.of(Accumulators.sum("count", 1)));
        if (sumField != null) {
            figures.add(Accumulators.sum("sum", "$" + sumField));
        }
        Map<String, Document> counted = new HashMap<>();
        store.collection()
                .aggregate(List.of(
                        Aggregates.match(and(filter, in("stage", open))),
                        Aggregates.group(Due.column(now, zone), figures)))
                .forEach(row -> counted.put(row.getString("_id"), row));
        return counted;
    }

    private @Nullable BigDecimal sum(Document figures) {
        if (sumField == null) {
            return null;
        }
        BigDecimal sum = figures.get("sum") instanceof Decimal128 exact ? exact.bigDecimalValue() : BigDecimal.ZERO;
        return sum.setScale(2, RoundingMode.UNNECESSARY);
    }
}
