package crm.leads.lead;

import crm.platform.card.Arranged;
import crm.platform.card.CardTable;
import crm.platform.card.Due;
import crm.platform.list.Columns;
import crm.platform.list.DueColumns;
import crm.platform.list.ListTools;
import crm.platform.list.Presets;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.Page;
import crm.ui.Section;
import crm.ui.board.Board;
import crm.ui.board.Column;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board and the list of leads. */
@Controller
@RequestMapping("/leads")
class LeadPages {
    private static final String OPEN_URL = "?stage=NEW&stage=IN_WORK&stage=QUALIFICATION";

    private final LeadQueries queries;
    private final Leads leads;
    private final LeadCards cards;
    private final LeadWords words;
    private final LeadList list;
    private final ListTools tools;

    LeadPages(LeadQueries queries, Leads leads, LeadCards cards, LeadWords words, LeadList list, ListTools tools) {
        this.words = words;
        this.queries = queries;
        this.leads = leads;
        this.cards = cards;
        this.list = list;
        this.tools = tools;
    }

    @GetMapping
    String board(HttpServletRequest request, Query query, By by, Model model) {
        if (query.asMap().isEmpty()) {
            return "redirect:/leads" + OPEN_URL;
        }
        Address address = address("/leads", request);
        Arranged arranged = Arranged.of(query);
        if (arranged.byDue()) {
            return byDue(arranged, address, by, model);
        }
        List<CardTable.Column<Lead>> columns = queries.board(query, by);
        long total = columns.stream().mapToLong(CardTable.Column::count).sum();
        long overdue =
                columns.stream().mapToLong(column -> column.bar().overdue()).sum();
        long none = columns.stream().mapToLong(column -> column.bar().none()).sum();
        model.addAttribute("page", page(address, "board", by));
        Filter filter = list.filter(address, by).total("Всего", total, null).saved(tools.saveUrl(list, address));
        model.addAttribute("views", tools.saved(list, address, by));
        model.addAttribute(
                "filter",
                LeadAccess.seesWhole(by)
                        ? filter.total("просрочено", overdue, "overdue").total("без задач", none, "none")
                        : filter);
        model.addAttribute("board", cards.board(columns, address, by));
        return "lead/board";
    }

    /** What is next on a lead is not told to who sees titles and stages only. */
    private static void needWhole(By by) {
        if (!LeadAccess.seesWhole(by)) {
            throw Refusals.forbidden();
        }
    }

    private String byDue(Arranged arranged, Address address, By by, Model model) {
        needWhole(by);
        List<CardTable.Column<Lead>> columns = queries.byDue(arranged.query(), by);
        long total = columns.stream().mapToLong(CardTable.Column::count).sum();
        model.addAttribute("page", page(address, "due", by));
        model.addAttribute(
                "filter",
                list.filter(address.without("due"), by)
                        .total("Всего", total, null)
                        .saved(tools.saveUrl(list, address.without("due"))));
        model.addAttribute("views", tools.saved(list, address.without("due"), by));
        model.addAttribute("board", due(by).board(columns, address));
        return "lead/board";
    }

    private DueColumns<Lead> due(By by) {
        return new DueColumns<>(
                "lead", "/leads", stage -> words.stage(Stage.valueOf(stage)), leads -> cards.cards(leads, by));
    }

    private static Address address(String path, HttpServletRequest request) {
        return Address.of(path, request.getParameterMap());
    }

    private static Page page(Address address, String shown, By by) {
        Address plain = address.without(Arranged.BY);
        Page page = Page.of("Лиды", Section.LEADS)
                .view(
                        "Доска",
                        "layout-kanban",
                        plain.at("/leads").without("sort").url(),
                        shown.equals("board"));
        if (LeadAccess.seesWhole(by)) {
            page = page.view(
                    "По срокам",
                    "calendar-due",
                    plain.at("/leads")
                            .without("sort", "due")
                            .with(Arranged.BY, Arranged.DUE)
                            .url(),
                    shown.equals("due"));
        }
        page = page.view("Список", "list", plain.at("/leads/list").url(), shown.equals("list"))
                .create("Лид", "/leads/new");
        if (by.leads()) {
            return page.view("Очередь", "user-question", "/leads/queue", false);
        }
        return by.is(Role.CALL_CENTER) ? page.view("Звонок", "phone", "/leads/call", false) : page;
    }

    @GetMapping("/board/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
        Arranged arranged = Arranged.of(query);
        if (arranged.byDue()) {
            return moreDue(arranged, address("/leads", request), by, model);
        }
        String stage = query.one("stage").orElseThrow(() -> Refusals.malformed("stage", "?"));
        var page = queries.more(query, by);
        Column column = new Column(
                stage,
                null,
                0,
                null,
                null,
                cards.cards(page.items(), by),
                LeadCards.more(address("/leads", request), page.nextCursor()),
                null);
        model.addAttribute("board", new Board("lead", List.of(column), List.of(), "/leads/{id}/stage", null));
        model.addAttribute("column", column);
        return "kit/board :: cards(board=${board},column=${column})";
    }

    private String moreDue(Arranged arranged, Address address, By by, Model model) {
        needWhole(by);
        Due due = arranged.column();
        if (due == null) {
            throw Refusals.malformed(Arranged.COLUMN, "?");
        }
        var page = queries.moreDue(arranged.query(), due, by);
        Column column = due(by).more(due, page.items(), page.nextCursor(), address);
        model.addAttribute("board", new Board("lead", List.of(column), List.of(), null, null));
        model.addAttribute("column", column);
        return "kit/board :: cards(board=${board},column=${column})";
    }

    /** One card anew with the heads of the columns; 404 when the filter does not show it (any more). */
    @GetMapping("/board/cards/{id}")
    String card(@PathVariable String id, HttpServletRequest request, Query query, By by, Model model) {
        Lead lead = leads.card(id, by);
        Arranged arranged = Arranged.of(query);
        if (!queries.shows(arranged.query(), id, by)) {
            throw Refusals.notFound();
        }
        Address address = address("/leads", request);
        if (arranged.byDue()) {
            needWhole(by);
            Due due = queries.columnOf(lead);
            if (due == null) {
                throw Refusals.notFound();
            }
            model.addAttribute("card", due(by).card(lead, due));
            model.addAttribute("board", due(by).board(queries.dueHeads(arranged.query(), by), address));
            return "lead/card";
        }
        Board board = cards.board(queries.board(query, by), address, by);
        model.addAttribute("card", cards.cards(List.of(lead), by).getFirst());
        model.addAttribute("board", board);
        return "lead/card";
    }

    @GetMapping("/list")
    String list(HttpServletRequest request, Query query, By by, Model model) {
        if (query.asMap().isEmpty()) {
            return "redirect:/leads/list" + OPEN_URL;
        }
        Address address = address("/leads/list", request);
        var page = queries.list(query, by);
        model.addAttribute("page", page(address, "list", by));
        model.addAttribute(
                "filter",
                list.filter(address, by).total("Всего", page.total(), null).saved(tools.saveUrl(list, address)));
        model.addAttribute("views", views(address, by));
        model.addAttribute("table", table(page, address, by));
        return "lead/list";
    }

    @GetMapping("/list/more")
    String moreRows(HttpServletRequest request, Query query, By by, Model model) {
        model.addAttribute("table", table(queries.more(query, by), address("/leads/list", request), by));
        return "kit/table :: rows(table=${table})";
    }

    private List<View> views(Address address, By by) {
        List<View> views = new ArrayList<>(Presets.of(address, "/leads/list", by, LeadList.OPEN));
        if (by.leads()) {
            Address late = new Address("/leads/list", Map.of()).with("late", "true");
            views.add(Presets.view("Не приняты вовремя", "clock", late, address));
        }
        views.addAll(tools.saved(list, address, by));
        return views;
    }

    private Table table(crm.platform.web.Page<Lead> page, Address address, By by) {
        Columns<LeadRow> columns = tools.columns(list, by);
        List<Table.Row> rows = list.rows(page.items(), by).stream()
                .map(row -> new Table.Row(
                        row.lead().id(), "/leads/" + row.lead().id(), row.lead().title(), columns.cells(row)))
                .toList();
        @Nullable
        String more = page.nextCursor() == null
                ? null
                : address.at("/leads/list/more")
                        .with("cursor", page.nextCursor())
                        .url();
        return new Table(
                "lead",
                columns.heads(address),
                rows,
                page.total(),
                page.totalIsLowerBound(),
                more,
                tools.bulk(list, address, by),
                tools.tools(list, address, by));
    }

    /** A few hits for the search field of every page; nothing for those who have no leads. */
    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, By by, Model model) {
        boolean mayLook = by.leads() || by.isAny(Role.SALES_MANAGER, Role.CALL_CENTER);
        Query query = new Query(Map.of("q", List.of(q), "limit", List.of("6")));
        List<Hit> hits = !mayLook || q.isBlank()
                ? List.of()
                : queries.more(query, by).items().stream()
                        .map(lead -> new Hit(
                                "/leads/" + lead.id(),
                                "target-arrow",
                                lead.title(),
                                "Л-" + lead.number(),
                                "lead",
                                lead.stage().name(),
                                LeadAccess.seesTitleOnly(by, lead) ? null : cards.person(lead.responsibleId())))
                        .toList();
        model.addAttribute("hits", hits);
        return hits.isEmpty() ? "lead/nothing" : "kit/search :: hits(group='Лиды',hits=${hits})";
    }
}
