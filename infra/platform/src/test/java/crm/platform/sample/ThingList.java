package crm.platform.sample;

import com.mongodb.client.model.Filters;
import crm.platform.card.CardTable;
import crm.platform.list.CardList;
import crm.platform.list.Columns;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Query;
import crm.ui.Section;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/** All things, to everybody. */
public record ThingList(CardTable<Thing> table, Columns<Thing> columns, UnaryOperator<List<Thing>> drawn)
        implements CardList<Thing, Thing> {

    public static ThingList of(
            AggregateStore<Thing> store, Clock clock, Columns<Thing> columns, UnaryOperator<List<Thing>> drawn) {
        return new ThingList(new CardTable<>(store, null, clock, ZoneId.of("Europe/Moscow")), columns, drawn);
    }

    @Override
    public Names names() {
        return new Names("things", "/things", "Вещи", Section.LEADS);
    }

    @Override
    public Found<Thing> found(Query query, By by) {
        return new Found<>(table, Filters.exists("_id"), new Cursor("_id", false));
    }

    @Override
    public List<Thing> rows(List<Thing> cards, By by) {
        return drawn.apply(cards);
    }

    @Override
    public String words(Query filter, By by) {
        return "";
    }
}
