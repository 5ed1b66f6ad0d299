package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.Link;
import crm.ui.Ru;
import crm.ui.filter.Address;
import crm.ui.table.Table;
import crm.ui.table.Table.Cell;
import crm.ui.table.Table.Head;
import jakarta.servlet.http.HttpServletRequest;
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
    private static final String NEWEST_FIRST = "-createdAt";
    private static final String HITS = "6";

    private final DealQueries queries;
    private final Faces faces;
    private final Filters filters;
    private final Ru ru;

    ListPages(DealQueries queries, Faces faces, Filters filters, Ru ru) {
        this.queries = queries;
        this.faces = faces;
        this.filters = filters;
        this.ru = ru;
    }

    @GetMapping("/deals/list")
    Object list(Query query, By by, HttpServletRequest request, Model model) {
        if (query.asMap().isEmpty()) {
            return filters.first(Filters.LIST, by);
        }
        Page<Deal> found = queries.list(Filters.typed(query), by);
        Address address = Filters.address(request);
        model.addAttribute("page", filters.page(address, by));
        model.addAttribute("filter", filters.bar(address, by, found.total()));
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
        Map<String, Label> names = faces.names(found.items(), by);
        return new Table(
                "deal",
                List.of(
                        head("Название", "title", address, false),
                        new Head("№", null, null, false),
                        head("Стадия", "stage", address, false),
                        head("Дальше", "nextDue", address, false),
                        head("Сумма", "total", address, true),
                        new Head("Клиент", null, null, false),
                        new Head("Источник", null, null, false),
                        new Head("Ответственный", null, null, false),
                        head("Создана", "createdAt", address, true)),
                found.items().stream().map(deal -> row(deal, names)).toList(),
                found.total(),
                found.totalIsLowerBound(),
                moreUrl(address, found.nextCursor()),
                bulk(address, by));
    }

    private static List<Link> bulk(Address address, By by) {
        return by.leads()
                ? List.of(Link.dialog(
                        "Назначить",
                        "user-check",
                        address.at(AssignPages.MANY).without("sort").url()))
                : List.of();
    }

    private static @Nullable String moreUrl(Address address, @Nullable String cursor) {
        return cursor == null ? null : address.at(MORE).open() + "cursor=" + cursor;
    }

    private static Head head(String label, String field, Address address, boolean right) {
        String now = address.values("sort").stream().findFirst().orElse(NEWEST_FIRST);
        String sorted = now.equals(field) ? "ascending" : now.equals("-" + field) ? "descending" : null;
        String wanted = now.equals(field) ? "-" + field : field;
        return new Head(label, address.with("sort", wanted).url(), sorted, right);
    }

    private Table.Row row(Deal deal, Map<String, Label> names) {
        return new Table.Row(
                deal.id(),
                "/deals/" + deal.id(),
                deal.title(),
                List.of(
                        Cell.text(Faces.number(deal)),
                        Cell.stage(deal.stage().name()),
                        Cell.next(faces.signal(deal)),
                        deal.lacksSum() ? Cell.badge(crm.ui.Badge.noSum()) : Cell.sum(deal.total()),
                        Cell.text(faces.client(deal, names)),
                        Cell.source(deal.source()),
                        Cell.owner(faces.responsible(deal)),
                        Cell.right(ru.date(deal.createdAt()))));
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
