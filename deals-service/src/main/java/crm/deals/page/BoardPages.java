package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Stage;
import crm.platform.card.CardTable;
import crm.platform.list.ListTools;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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
        List<CardTable.Column<Deal>> found = queries.board(Filters.typed(query), by);
        Address address = Filters.address(request);
        model.addAttribute("page", filters.page(address));
        model.addAttribute(
                "filter", filters.bar(address, by, List.copyOf(found)).saved(tools.saveUrl(list, address)));
        model.addAttribute("views", tools.saved(list, address, by));
        model.addAttribute("board", board(found, address, by));
        return "deal/board";
    }

    @GetMapping(MORE)
    String more(@RequestParam Stage stage, Query query, By by, HttpServletRequest request, Model model) {
        Page<Deal> page = queries.more(Filters.typed(query), by);
        Address address = Filters.address(request);
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

    /** A card as it is now with the columns' figures; 404 with the figures alone when it is not of this filter. */
    @GetMapping(CARDS + "{id}")
    String card(
            @PathVariable String id,
            Query query,
            By by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Query filter = Filters.typed(query);
        Optional<Card> card = queries.one(id, filter, by)
                .map(deal -> faces.cards(List.of(deal), by).getFirst());
        if (card.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        model.addAttribute("card", card.orElse(null));
        model.addAttribute(
                "board",
                board(queries.heads(filter, by), Filters.address(request).at(Filters.BOARD), by));
        return "deal/card";
    }

    private Board board(List<CardTable.Column<Deal>> found, Address address, By by) {
        List<Card> cards = faces.cards(
                found.stream().flatMap(column -> column.items().stream()).toList(), by);
        int[] taken = {0};
        List<Column> columns = found.stream()
                .map(column -> {
                    int from = taken[0];
                    taken[0] += column.items().size();
                    return column(column, cards.subList(from, taken[0]), address);
                })
                .toList();
        return of(columns, address, by);
    }

    private static Board of(List<Column> columns, Address address, By by) {
        boolean moves = by.leads() || by.is(Role.SALES_MANAGER);
        String filter = address.url().substring(address.path().length());
        return new Board("deal", columns, FINAL, moves ? "/deals/{id}/stage" : null, CARDS + "{id}" + filter);
    }

    private static Column column(CardTable.Column<Deal> column, List<Card> cards, Address address) {
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
                null);
    }

    private static @Nullable String moreUrl(Address address, String stage, @Nullable String cursor) {
        return cursor == null ? null : address.at(MORE).with("stage", stage).open() + "cursor=" + cursor;
    }
}
