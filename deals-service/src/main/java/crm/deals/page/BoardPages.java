package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Deals;
import crm.deals.deal.Stage;
import crm.platform.card.Arranged;
import crm.platform.card.CardTable;
import crm.platform.card.Due;
import crm.platform.list.DueColumns;
import crm.platform.list.ListTools;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.board.Bar;
import crm.ui.board.Board;
import crm.ui.board.Card;
import crm.ui.board.Column;
import crm.ui.filter.Address;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The board of deals (V-1, S-6). */
@Controller
class BoardPages {
    private static final String MORE = "/deals/board/more";
    private static final String CARDS = "/deals/board/cards/";
    private static final List<String> FINAL = List.of(Stage.WON.name(), Stage.REJECTED.name());

    private final DealQueries queries;
    private final Faces faces;
    private final Filters filters;
    private final DealList list;
    private final ListTools tools;

    BoardPages(DealQueries queries, Faces faces, Filters filters, DealList list, ListTools tools) {
        this.list = list;
        this.tools = tools;
        this.queries = queries;
        this.faces = faces;
        this.filters = filters;
    }

    @GetMapping("/deals")
    Object board(Query query, By by, HttpServletRequest request, Model model) {
        if (query.asMap().isEmpty()) {
            return filters.first(Filters.BOARD, by);
        }
        Address address = Filters.address(request);
        Arranged arranged = Arranged.of(Filters.typed(query));
        model.addAttribute("page", filters.page(address, by));
        if (arranged.byDue()) {
            return byDue(arranged, address.without("due"), by, model);
        }
        List<CardTable.Column<Deal>> found = queries.board(arranged.query(), by);
        model.addAttribute(
                "filter", filters.bar(address, by, List.copyOf(found)).saved(tools.saveUrl(list, address)));
        model.addAttribute("views", tools.saved(list, address, by));
        model.addAttribute("board", board(found, address, by));
        return "deal/board";
    }

    private String byDue(Arranged arranged, Address address, By by, Model model) {
        List<CardTable.Column<Deal>> found = queries.byDue(arranged.query(), by);
        long count = found.stream().mapToLong(CardTable.Column::count).sum();
        model.addAttribute("filter", filters.bar(address, by, count).saved(tools.saveUrl(list, address)));
        model.addAttribute("views", tools.saved(list, address, by));
        model.addAttribute("board", due(by).board(found, address));
        return "deal/board";
    }

    private DueColumns<Deal> due(By by) {
        return new DueColumns<>("deal", Filters.BOARD, filters::stage, deals -> faces.cards(deals, by));
    }

    @GetMapping(MORE)
    String more(Query query, By by, HttpServletRequest request, Model model) {
        Address address = Filters.address(request);
        Arranged arranged = Arranged.of(Filters.typed(query));
        if (arranged.byDue()) {
            return moreDue(arranged, address, by, model);
        }
        Stage stage = query.one("stage", Stage::valueOf).orElseThrow(() -> Refusals.malformed("stage", "?"));
        Page<Deal> page = queries.more(arranged.query(), by);
        Column column = new Column(
                stage.name(),
                null,
                0,
                null,
                null,
                faces.cards(page.items(), by),
                moreUrl(address, stage.name(), page.nextCursor()),
                null);
        model.addAttribute("board", of(List.of(column), address, by));
        model.addAttribute("column", column);
        return "kit/board :: cards(board=${board},column=${column})";
    }

    private String moreDue(Arranged arranged, Address address, By by, Model model) {
        Due due = arranged.column();
        if (due == null) {
            throw Refusals.malformed(Arranged.COLUMN, "?");
        }
        Page<Deal> page = queries.moreDue(arranged.query(), due, by);
        Column column = due(by).more(due, page.items(), page.nextCursor(), address);
        model.addAttribute("board", new Board("deal", List.of(column), List.of(), null, null));
        model.addAttribute("column", column);
        return "kit/board :: cards(board=${board},column=${column})";
    }

    /** A card as it is now with the columns' figures; 404 with the figures alone when it is not of this filter. */
    @GetMapping(CARDS + "{id}")
    String card(
            @PathVariable String id,
            Query query,
            By by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Arranged arranged = Arranged.of(Filters.typed(query));
        Query filter = arranged.query();
        Optional<Deal> found = queries.one(id, filter, by);
        Optional<Card> card = arranged.byDue()
                ? found.filter(deal -> queries.columnOf(deal) != null)
                        .map(deal -> due(by).card(deal, Objects.requireNonNull(queries.columnOf(deal))))
                : found.map(deal -> faces.cards(List.of(deal), by).getFirst());
        if (card.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        model.addAttribute("card", card.orElse(null));
        Address address = Filters.address(request).at(Filters.BOARD);
        model.addAttribute(
                "board",
                arranged.byDue()
                        ? due(by).board(queries.dueHeads(filter, by), address)
                        : board(queries.heads(filter, by), address, by));
        return "deal/card";
    }

    private Board board(List<CardTable.Column<Deal>> found, Address address, By by) {
        List<Card> cards = faces.cards(
                found.stream().flatMap(column -> column.items().stream()).toList(), by);
        int[] taken = {0};
        boolean adds = Deals.repeats(by);
        List<Column> columns = found.stream()
                .map(column -> {
                    int from = taken[0];
                    taken[0] += column.items().size();
                    return column(column, cards.subList(from, taken[0]), address, adds);
                })
                .toList();
        return of(columns, address, by);
    }

    private static Board of(List<Column> columns, Address address, By by) {
        boolean moves = by.leads() || by.is(Role.SALES_MANAGER);
        String filter = address.url().substring(address.path().length());
        return new Board("deal", columns, FINAL, moves ? "/deals/{id}/stage" : null, CARDS + "{id}" + filter);
    }

    private static Column column(CardTable.Column<Deal> column, List<Card> cards, Address address, boolean adds) {
        String stage = column.stage();
        CardTable.Bar bar = column.bar();
        boolean open = Stage.valueOf(stage).isOpen();
        List<String> due = address.values("due");
        return new Column(
                stage,
                null,
                column.count(),
                column.sum(),
                open
                        ? new Bar(
                                bar.planned(),
                                bar.today(),
                                bar.overdue(),
                                bar.none(),
                                address.without("due").with("stage", stage).open(),
                                due.size() == 1 ? due.getFirst() : "")
                        : null,
                cards,
                moreUrl(address, stage, column.nextCursor()),
                adds && stage.equals(Stage.PREPARING_OFFER.name()) ? RepeatPages.QUICK : null);
    }

    private static @Nullable String moreUrl(Address address, String stage, @Nullable String cursor) {
        return cursor == null ? null : address.at(MORE).with("stage", stage).open() + "cursor=" + cursor;
    }
}
