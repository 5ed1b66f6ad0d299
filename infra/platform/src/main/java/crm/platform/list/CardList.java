package crm.platform.list;

import crm.platform.card.CardTable;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;

/**
 * One list of cards: what its table, its files and its saved filters are made of. A service has a bean for each of its lists.
 *
 * @param <A> the card
 * @param <R> a row: the card with the names it shows
 */
public interface CardList<A extends Aggregate, R> {
    Names names();

    Columns<R> columns();

    /** What the filter shows this reader; whoever may see no list at all is refused (403). */
    Found<A> found(Query query, By by);

    /** The ids alone of a page of what the filter shows. */
    default Page<String> ids(Query query, By by) {
        Map<String, List<String>> filter = new LinkedHashMap<>(query.asMap());
        filter.keySet().removeAll(SavedFilters.PLACE);
        Found<A> found = found(new Query(filter), by);
        return found.table()
                .page(found.filter(), found.order(), query.one("cursor").orElse(null), query.limit())
                .map(Aggregate::id);
    }

    List<R> rows(List<A> cards, By by);

    /**
     * P-5: the filter, narrowed to what this reader may take along.
     *
     * @throws crm.platform.refusal.Refused if it asks for what he may see but not take
     */
    default Query takable(Query query, By by) {
        return Taking.ownOnly(query, by);
    }

    /** A filter as people read it: «В работе; Источник: Сайт», an empty text for none. */
    String words(Query filter, By by);

    /**
     * What the list is called.
     *
     * @param code in addresses of the API and of pages: leads
     * @param address of the list itself
     * @param title Лиды
     */
    record Names(String code, String address, String title, Section section) {
        /** Where what belongs to the list has its addresses. */
        public String base() {
            return "/" + code + "/list";
        }
    }

    record Found<A extends Aggregate>(CardTable<A> table, Bson filter, Cursor order) {}
}
