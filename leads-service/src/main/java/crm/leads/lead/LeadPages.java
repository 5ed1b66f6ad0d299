package crm.leads.lead;

import crm.platform.card.CardTable;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.board.Board;
import crm.ui.board.Column;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
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
    private static final String[] OPEN = {"NEW", "IN_WORK", "QUALIFICATION"};
    private static final String OPEN_URL = "?stage=NEW&stage=IN_WORK&stage=QUALIFICATION";

    private final LeadQueries queries;
    private final Leads leads;
    private final LeadCards cards;
    private final LeadWords words;
    private final Employees employees;
    private final Ru ru;

    LeadPages(LeadQueries queries, Leads leads, LeadCards cards, LeadWords words, Employees employees, Ru ru) {
        this.queries = queries;
        this.leads = leads;
        this.cards = cards;
        this.words = words;
        this.employees = employees;
        this.ru = ru;
    }

    @GetMapping
    String board(HttpServletRequest request, Query query, By by, Model model) {
        if (query.asMap().isEmpty()) {
            return "redirect:/leads" + OPEN_URL;
        }
        Address address = address("/leads", request);
        List<CardTable.Column<Lead>> columns = queries.board(query, by);
        long total = columns.stream().mapToLong(CardTable.Column::count).sum();
        long overdue =
                columns.stream().mapToLong(column -> column.bar().overdue()).sum();
        long none = columns.stream().mapToLong(column -> column.bar().none()).sum();
        model.addAttribute("page", page(address, true, by));
        Filter filter = filter(address, by).total("Всего", total, null);
        model.addAttribute(
                "filter",
                LeadAccess.seesWhole(by)
                        ? filter.total("просрочено", overdue, "overdue").total("без задач", none, "none")
                        : filter);
        model.addAttribute("board", cards.board(columns, address, by));
        return "lead/board";
    }

    private static Address address(String path, HttpServletRequest request) {
        return Address.of(path, request.getParameterMap());
    }

    private static Page page(Address address, boolean board, By by) {
        Page page = Page.of("Лиды", Section.LEADS)
                .view(
                        "Доска",
                        "layout-kanban",
                        address.at("/leads").without("sort").url(),
                        board)
                .view("Список", "list", address.at("/leads/list").url(), !board)
                .create("Лид", "/leads/new");
        return by.leads()
                ? page.view("Очередь", "user-question", "/leads/queue", false)
                : by.is(Role.CALL_CENTER) ? page.view("Звонок", "phone", "/leads/call", false) : page;
    }

    private Filter filter(Address address, By by) {
        Filter filter = Filter.of(address).toggle("stage", "В работе", OPEN).days("created", "Создан");
        if (by.leads()) {
            List<Option> people = new ArrayList<>(List.of(Option.of("none", "Без ответственного")));
            employees.withRole(Role.SALES_MANAGER).forEach(who -> people.add(Option.of(who.id(), who.fullName())));
            filter = filter.choice("responsible", "Ответственный", people);
        }
        return filter.choice("source", "Источник", words.sources())
                .choice("city", "Город", words.cities())
                .text("q", "Текст");
    }

    @GetMapping("/board/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
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

    /** One card anew with the heads of the columns; 404 when the filter does not show it (any more). */
    @GetMapping("/board/cards/{id}")
    String card(@PathVariable String id, HttpServletRequest request, Query query, By by, Model model) {
        Lead lead = leads.card(id, by);
        if (!queries.shows(query, id, by)) {
            throw Refusals.notFound();
        }
        Address address = address("/leads", request);
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
        model.addAttribute("page", page(address, false, by));
        model.addAttribute("filter", filter(address, by).total("Всего", page.total(), null));
        model.addAttribute("views", views(address, by));
        model.addAttribute("table", table(page, address, by));
        return "lead/list";
    }

    @GetMapping("/list/more")
    String moreRows(HttpServletRequest request, Query query, By by, Model model) {
        model.addAttribute("table", table(queries.more(query, by), address("/leads/list", request), by));
        return "kit/table :: rows(table=${table})";
    }

    private static List<View> views(Address address, By by) {
        Map<String, List<String>> present = address.parameters();
        List<View> views = new ArrayList<>();
        views.add(view("В работе", "briefcase", "/leads/list" + OPEN_URL, present, Map.of("stage", List.of(OPEN))));
        views.add(view(
                "Без задач",
                "alert-triangle",
                "/leads/list?withoutActivity=true",
                present,
                Map.of("withoutActivity", List.of("true"))));
        views.add(
                view("Просроченные", "clock", "/leads/list?overdue=true", present, Map.of("overdue", List.of("true"))));
        if (by.leads()) {
            views.add(view(
                    "Ничьи",
                    "user-question",
                    "/leads/list?responsible=none",
                    present,
                    Map.of("responsible", List.of("none"))));
            views.add(view(
                    "Не приняты вовремя", "clock", "/leads/list?late=true", present, Map.of("late", List.of("true"))));
        }
        views.add(view("Меня позвали", "users", "/leads/list?asked=true", present, Map.of("asked", List.of("true"))));
        views.add(view("Отказ", "ban", "/leads/list?stage=REJECTED", present, Map.of("stage", List.of("REJECTED"))));
        return views;
    }

    private static View view(
            String label, String icon, String url, Map<String, List<String>> present, Map<String, List<String>> own) {
        return new View(label, icon, url, present.equals(own));
    }

    private Table table(crm.platform.web.Page<Lead> page, Address address, By by) {
        List<Table.Head> heads = List.of(
                sorted("Название", "title", address),
                sorted("Стадия", "stage", address),
                sorted("Следующее дело", "nextDue", address),
                new Table.Head("Источник", null, null, false),
                new Table.Head("Ответственный", null, null, false),
                sorted("Создан", "createdAt", address));
        List<Table.Row> rows = page.items().stream()
                .map(lead -> new Table.Row(
                        lead.id(),
                        "/leads/" + lead.id(),
                        lead.title(),
                        LeadAccess.seesTitleOnly(by, lead) ? titleOnly(lead) : cells(lead)))
                .toList();
        @Nullable
        String more = page.nextCursor() == null
                ? null
                : address.at("/leads/list/more")
                        .with("cursor", page.nextCursor())
                        .url();
        return new Table("lead", heads, rows, page.total(), page.totalIsLowerBound(), more, bulk(address, by));
    }

    private static List<Link> bulk(Address address, By by) {
        return by.leads()
                ? List.of(Link.dialog(
                        "Назначить",
                        "user-check",
                        address.at(LeadAssigning.MANY).without("sort").url()))
                : List.of();
    }

    private List<Table.Cell> cells(Lead lead) {
        return List.of(
                Table.Cell.stage(lead.stage().name()),
                Table.Cell.next(lead.stage().isOpen() ? LeadCards.signal(lead) : null),
                Table.Cell.source(lead.source() == null ? null : lead.source().name()),
                Table.Cell.owner(cards.person(lead.responsibleId())),
                Table.Cell.right(ru.date(lead.createdAt())));
    }

    private static List<Table.Cell> titleOnly(Lead lead) {
        Table.Cell nothing = Table.Cell.text(null);
        return List.of(Table.Cell.stage(lead.stage().name()), nothing, nothing, nothing, nothing);
    }

    private static Table.Head sorted(String label, String field, Address address) {
        String present = address.values("sort").isEmpty()
                ? "-createdAt"
                : address.values("sort").getFirst();
        boolean up = present.equals(field);
        boolean down = present.equals("-" + field);
        String url = address.with("sort", up ? "-" + field : field).url();
        return new Table.Head(label, url, up ? "ascending" : down ? "descending" : null, field.equals("createdAt"));
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
