package crm.deals.deal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import crm.platform.card.CardFilter;
import crm.platform.card.CardTable;
import crm.platform.card.CardTable.Column;
import crm.platform.card.CardText;
import crm.platform.card.Due;
import crm.platform.card.DueBoard;
import crm.platform.list.CardList.Found;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lists and boards of deals, with exact sums, by the reader's right (S-6). */
@Component
public class DealQueries {
    static final List<String> OPEN = Stage.OPEN.stream().map(Stage::name).toList();

    /** The letter as it is typed, in Cyrillic or Latin. */
    private static final Pattern SPOKEN = Pattern.compile("(?iu)\\s*[сc]\\s*-?\\s*(\\d+)\\s*");

    private final AggregateStore<Deal> deals;
    private final CardTable<Deal> table;
    private final CardText text;
    private final DueBoard<Deal> due;
    private final Clock clock;
    private final ZoneId zone;

    DealQueries(AggregateStore<Deal> deals, References references, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.text = new CardText(references);
        this.deals = deals;
        this.table = new CardTable<>(deals, "total", clock, zone);
        this.due = new DueBoard<>(deals, table, "total", OPEN, clock, zone);
        this.clock = clock;
        this.zone = zone;
    }

    public Page<Deal> list(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort", "cursor", "limit"));
        return table.list(
                filter(query, by),
                CardFilter.sort(query, "total"),
                query.one("cursor").orElse(null),
                query.limit());
    }

    /** Deals with payments nobody has confirmed yet, the oldest deals first; for whoever confirms them (S-3). */
    public Page<Deal> unconfirmed(By by, @Nullable String cursor, int limit) {
        Bson waiting = elemMatch("payments", and(eq("confirmed", false), eq("voided", null)));
        return table.list(and(DealAccess.confirmableBy(by), waiting), new Cursor("createdAt", false), cursor, limit);
    }

    /** Money that came in a time, both days included, as far as it counts. */
    public record Paid(BigDecimal sum, int payments) {}

    /** On the deals that are his; of the head's and director's on all. */
    public Paid paid(LocalDate from, LocalDate to, By by) {
        Bson then = and(gte("paidOn", from.toString()), lte("paidOn", to.toString()), eq("voided", null));
        Bson his = by.leads() ? new Document() : eq("responsibleId", by.id());
        Bson same = and(
                gte("payments.paidOn", from.toString()),
                lte("payments.paidOn", to.toString()),
                eq("payments.voided", null));
        Document found = deals.collection()
                .aggregate(List.of(
                        Aggregates.match(and(his, elemMatch("payments", then))),
                        Aggregates.unwind("$payments"),
                        Aggregates.match(same),
                        Aggregates.group(
                                null, Accumulators.sum("sum", "$payments.amount"), Accumulators.sum("payments", 1))))
                .first();
        return found == null
                ? new Paid(BigDecimal.ZERO.setScale(2), 0)
                : new Paid(
                        found.get("sum", Decimal128.class).bigDecimalValue().setScale(2),
                        found.get("payments", Number.class).intValue());
    }

    /** All that the filter shows, for a file. */
    public Found<Deal> found(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort"));
        return new Found<>(table, filter(query, by), CardFilter.sort(query, "total"));
    }

    public List<Column<Deal>> board(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort"));
        return table.board(filter(query, by), CardFilter.sort(query, "total"), stages(query), OPEN);
    }

    /** The board's columns without their cards. */
    public List<Column<Deal>> heads(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort"));
        return table.heads(filter(query, by), stages(query), OPEN);
    }

    /** The board by due date. */
    public List<Column<Deal>> byDue(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo"));
        return due.columns(filter(query, by));
    }

    /** Its columns without their cards. */
    public List<Column<Deal>> dueHeads(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo"));
        return due.heads(filter(query, by));
    }

    public Page<Deal> moreDue(Query query, Due column, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "cursor"));
        return due.more(filter(query, by), column, query.one("cursor").orElse(null));
    }

    /** The column of a deal on the board by due date; null when it has none. */
    public @Nullable Due columnOf(Deal deal) {
        return due.columnOf(deal.stage().name(), deal.seen());
    }

    /** The next cards of the column that {@code stage} names. */
    public Page<Deal> more(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort", "cursor"));
        return table.page(
                filter(query, by),
                CardFilter.sort(query, "total"),
                query.one("cursor").orElse(null),
                CardTable.COLUMN);
    }

    /** A deal, if it is among those of this filter. */
    public Optional<Deal> one(String id, Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort"));
        Bson wanted = and(eq("_id", id), filter(query, by));
        return table.page(wanted, CardFilter.sort(query, "total"), null, 1).items().stream()
                .findFirst();
    }

    /** The stages a board or list begins with, when the reader names none (V-1). */
    public List<Stage> shownFirst(By by) {
        return DealAccess.shownFirst(by);
    }

    private static List<String> stages(Query query) {
        List<Stage> wanted = query.all("stage", Stage::valueOf);
        return Arrays.stream(Stage.values())
                .filter(stage -> wanted.isEmpty() || wanted.contains(stage))
                .map(Stage::name)
                .toList();
    }

    private Bson filter(Query asked, By by) {
        Query query = bare(asked);
        CardFilter filter = CardFilter.of(query, () -> DealAccess.visibleTo(by), text, by, OPEN, clock.instant(), zone)
                .anyOf("stage", "stage", Stage::valueOf)
                .anyOf("reason", "rejection.reason", Reason::valueOf);
        if (!query.all("source").isEmpty()) {
            filter.and(com.mongodb.client.model.Filters.in("source", query.all("source")));
        }
        if (query.one("repeat").isPresent()) {
            filter.and(eq("repeat", query.flag("repeat")));
        }
        query.one("sumFrom", BigDecimal::new).ifPresent(sum -> filter.and(gte("total", new Decimal128(sum))));
        query.one("sumTo", BigDecimal::new).ifPresent(sum -> filter.and(lte("total", new Decimal128(sum))));
        return filter.done();
    }

    /** L-0: a deal is found by its number as it is spoken, «С-387». */
    private static Query bare(Query query) {
        Matcher spoken = SPOKEN.matcher(query.one("q").orElse(""));
        if (!spoken.matches()) {
            return query;
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.asMap());
        parameters.put("q", List.of(spoken.group(1)));
        return new Query(parameters);
    }
}
