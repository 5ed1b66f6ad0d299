package crm.leads.lead;

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
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lists and boards of leads, by the reader's right. */
@Component
class LeadQueries {
    static final List<String> OPEN =
            Arrays.stream(Stage.values()).filter(Stage::isOpen).map(Stage::name).toList();

    private final CardTable<Lead> table;
    private final Lateness lateness;
    private final CardText text;
    private final DueBoard<Lead> due;
    private final Clock clock;
    private final ZoneId zone;

    LeadQueries(
            AggregateStore<Lead> leads,
            Lateness lateness,
            References references,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.text = new CardText(references);
        this.table = new CardTable<>(leads, null, clock, zone);
        this.lateness = lateness;
        this.due = new DueBoard<>(leads, table, null, OPEN, clock, zone);
        this.clock = clock;
        this.zone = zone;
    }

    Page<Lead> list(Query query, By by) {
        query.only(CardFilter.names("sort", "cursor", "limit", "late"));
        return table.list(
                filter(query, by), CardFilter.sort(query), query.one("cursor").orElse(null), query.limit());
    }

    /** More of one column, or the rows of a list without their total. */
    Page<Lead> more(Query query, By by) {
        query.only(CardFilter.names("sort", "cursor", "limit", "late"));
        return table.page(
                filter(query, by), CardFilter.sort(query), query.one("cursor").orElse(null), query.limit());
    }

    /** All that the filter shows, for a file. */
    Found<Lead> found(Query query, By by) {
        query.only(CardFilter.names("sort", "late"));
        return new Found<>(table, filter(query, by), CardFilter.sort(query));
    }

    /** Whether a lead is among those the filter shows this reader. */
    boolean shows(Query query, String id, By by) {
        query.only(CardFilter.names("sort", "late"));
        return !table.page(
                        com.mongodb.client.model.Filters.and(
                                com.mongodb.client.model.Filters.eq("_id", id), filter(query, by)),
                        CardFilter.sort(query),
                        null,
                        1)
                .items()
                .isEmpty();
    }

    List<Column<Lead>> board(Query query, By by) {
        query.only(CardFilter.names("sort", "late"));
        List<Stage> wanted = query.all("stage", Stage::valueOf);
        List<String> stages = Arrays.stream(Stage.values())
                .filter(stage -> wanted.isEmpty() || wanted.contains(stage))
                .map(Stage::name)
                .toList();
        return table.board(filter(query, by), CardFilter.sort(query), stages, OPEN);
    }

    /** The board by due date. */
    List<Column<Lead>> byDue(Query query, By by) {
        query.only(CardFilter.names("late"));
        return due.columns(filter(query, by));
    }

    /** Its columns without their cards. */
    List<Column<Lead>> dueHeads(Query query, By by) {
        query.only(CardFilter.names("late"));
        return due.heads(filter(query, by));
    }

    Page<Lead> moreDue(Query query, Due column, By by) {
        query.only(CardFilter.names("cursor", "late"));
        return due.more(filter(query, by), column, query.one("cursor").orElse(null));
    }

    /** The column of a lead on the board by due date; null when it has none. */
    @Nullable
    Due columnOf(Lead lead) {
        return due.columnOf(lead.stage().name(), lead.seen());
    }

    private Bson filter(Query query, By by) {
        return CardFilter.of(query, () -> LeadAccess.visibleTo(by), text, by, OPEN, clock.instant(), zone)
                .anyOf("stage", "stage", Stage::valueOf)
                .anyOf("source", "source", Source::valueOf)
                .anyOf("reason", "rejection.reason", Reason::valueOf)
                .and(query.flag("late") ? lateness.filter(lateness.until()) : new Document())
                .done();
    }
}
