package crm.deals.deal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import crm.platform.card.CardFilter;
import crm.platform.card.CardTable;
import crm.platform.card.CardTable.Column;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lists and boards of deals, with exact sums, by the reader's right (S-6). */
@Component
class DealQueries {
    private static final List<String> OPEN =
            Stage.OPEN.stream().map(Stage::name).toList();

    private final CardTable<Deal> table;
    private final Clock clock;
    private final ZoneId zone;

    DealQueries(AggregateStore<Deal> deals, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.table = new CardTable<>(deals, "total", clock, zone);
        this.clock = clock;
        this.zone = zone;
    }

    Page<Deal> list(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort", "cursor", "limit"));
        return table.list(
                filter(query, by),
                CardFilter.sort(query, "total"),
                query.one("cursor").orElse(null),
                query.limit());
    }

    List<Column<Deal>> board(Query query, By by) {
        query.only(CardFilter.names("repeat", "sumFrom", "sumTo", "sort"));
        List<Stage> wanted = query.all("stage", Stage::valueOf);
        List<String> stages = Arrays.stream(Stage.values())
                .filter(stage -> wanted.isEmpty() || wanted.contains(stage))
                .map(Stage::name)
                .toList();
        return table.board(filter(query, by), CardFilter.sort(query, "total"), stages, OPEN);
    }

    private Bson filter(Query query, By by) {
        CardFilter filter = CardFilter.of(query, DealAccess.visibleTo(by), by, OPEN, clock.instant(), zone)
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
}
