package crm.platform.list;

import crm.platform.bulk.BulkOffer;
import crm.platform.card.Arranged;
import crm.platform.security.By;
import crm.platform.web.Query;
import crm.ui.Link;
import crm.ui.filter.Address;
import crm.ui.table.Table;
import crm.ui.table.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the page of a list has from here: its chosen columns, its saved filters, the tools at its foot. */
public final class ListTools {
    private final Views views;
    private final List<BulkOffer> offers;

    ListTools(Views views, List<BulkOffer> offers) {
        this.views = views;
        this.offers = offers;
    }

    Optional<BulkOffer> offer(CardList<?, ?> list) {
        return offers.stream()
                .filter(offer -> offer.list().equals(list.names().code()))
                .findFirst();
    }

    /** What he may do with many rows at once. */
    public List<Link> bulk(CardList<?, ?> list, Address address, By by) {
        return offer(list)
                .map(offer -> offer.links(list.names().base(), address, by))
                .orElse(List.of());
    }

    /** The columns this employee looks at. */
    public <R> Columns<R> columns(CardList<?, R> list, By by) {
        return list.columns().chosen(views.columns(by.id(), list.names().code()));
    }

    /** His filters as links above a board or a list. */
    public List<View> saved(CardList<?, ?> list, Address address, By by) {
        return new SavedFilters(list, views).views(address, by);
    }

    /** The dialog that saves the filter of this address under a name. */
    public String saveUrl(CardList<?, ?> list, Address address) {
        return address.at(list.names().base() + "/views/new")
                .without(Arranged.BY)
                .url();
    }

    /** Choosing columns, taking the rows along, and the record of who did. */
    public Table.Tools tools(CardList<?, ?> list, Address address, By by) {
        String base = list.names().base();
        List<Link> files = new ArrayList<>();
        if (by.leads() || Taking.isOwn(new Query(address.parameters()), by)) {
            for (Format format : Format.values()) {
                files.add(Link.page(
                        format.name(),
                        "download",
                        address.at(base + "/export." + format.ending()).url()));
            }
        }
        return new Table.Tools(
                base + "/columns",
                files,
                by.leads() ? "Выгрузить" : "Выгрузить свои",
                by.leads() ? base + "/exports" : null,
                base + BulkPages.PATH);
    }
}
