package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.platform.list.Columns;
import crm.platform.list.ListTools;
import crm.platform.list.Presets;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.filter.Address;
import crm.ui.table.Table;
import crm.ui.table.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of deals, and what the search finds among them (V-1, V-4, V-6). */
@Controller
class ListPages {
    private static final String MORE = "/deals/list/more";
    private static final String HITS = "6";

    private final DealQueries queries;
    private final Faces faces;
    private final Filters filters;
    private final DealList list;
    private final ListTools tools;

    ListPages(DealQueries queries, Faces faces, Filters filters, DealList list, ListTools tools) {
        this.queries = queries;
        this.faces = faces;
        this.filters = filters;
        this.list = list;
        this.tools = tools;
    }

    @GetMapping("/deals/list")
    Object list(Query query, By by, HttpServletRequest request, Model model) {
        if (query.asMap().isEmpty()) {
            return filters.first(Filters.LIST, by);
        }
        Page<Deal> found = queries.list(Filters.typed(query), by);
        Address address = Filters.address(request);
        model.addAttribute("page", filters.page(address, by));
        model.addAttribute("filter", filters.bar(address, by, found.total()).saved(tools.saveUrl(list, address)));
        List<View> views = new ArrayList<>(Presets.of(address, Filters.LIST, by, filters.shownFirst(by)));
        views.addAll(tools.saved(list, address, by));
        model.addAttribute("views", views);
        model.addAttribute("table", table(found, address, by));
        return "deal/list";
    }

    @GetMapping(MORE)
    String more(Query query, By by, HttpServletRequest request, Model model) {
        Page<Deal> found = queries.list(Filters.typed(query), by);
        model.addAttribute("table", table(found, Filters.address(request).at(Filters.LIST), by));
        return "kit/table :: rows(table=${table})";
    }

    private Table table(Page<Deal> found, Address address, By by) {
        Columns<DealRow> columns = tools.columns(list, by);
        return new Table(
                "deal",
                columns.heads(address),
                list.rows(found.items(), by).stream()
                        .map(row -> new Table.Row(
                                row.deal().id(),
                                "/deals/" + row.deal().id(),
                                row.deal().title(),
                                columns.cells(row)))
                        .toList(),
                found.total(),
                found.totalIsLowerBound(),
                moreUrl(address, found.nextCursor()),
                tools.bulk(list, address, by),
                tools.tools(list, address, by));
    }

    private static @Nullable String moreUrl(Address address, @Nullable String cursor) {
        return cursor == null ? null : address.at(MORE).open() + "cursor=" + cursor;
    }

    /** What the palette shows of deals; nothing found is an empty body. */
    @GetMapping("/deals/search")
    String search(@RequestParam(defaultValue = "") String q, By by, Model model) {
        List<Deal> found = q.isBlank()
                ? List.of()
                : queries.list(new Query(Map.of("q", List.of(q), "limit", List.of(HITS))), by)
                        .items();
        Map<String, Label> names = faces.names(found, by);
        model.addAttribute(
                "hits",
                found.stream()
                        .map(deal -> new Hit(
                                "/deals/" + deal.id(),
                                "briefcase",
                                deal.title(),
                                note(deal, names),
                                "deal",
                                deal.stage().name(),
                                faces.responsible(deal)))
                        .toList());
        return "kit/search :: hits(group='Сделки',hits=${hits})";
    }

    private String note(Deal deal, Map<String, Label> names) {
        String client = faces.client(deal, names);
        return client.isEmpty() ? Faces.number(deal) : Faces.number(deal) + " · " + client;
    }
}
