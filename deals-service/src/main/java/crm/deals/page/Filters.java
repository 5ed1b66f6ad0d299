package crm.deals.page;

import crm.deals.deal.DealQueries;
import crm.deals.deal.Deals;
import crm.deals.deal.Reason;
import crm.deals.deal.Stage;
import crm.platform.card.Arranged;
import crm.platform.card.CardTable.Column;
import crm.platform.list.CardChips;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.web.Query;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The filter that board and list share; it is their address (V-1, V-3). */
@Component
class Filters {
    static final String BOARD = "/deals";
    static final String LIST = "/deals/list";
    private static final List<String> SOURCES = List.of(
            "SITE",
            "REFERRAL",
            "FORMER_CLIENT",
            "OUTBOUND_CALL",
            "CALL_CENTER",
            "EVENT",
            "MAILING",
            "SOCIAL",
            "DIRECTOR",
            "PARTNER");

    private final Deals deals;
    private final DealQueries queries;
    private final Faces faces;
    private final Problems words;

    Filters(Deals deals, DealQueries queries, Faces faces, Problems words) {
        this.deals = deals;
        this.faces = faces;
        this.queries = queries;
        this.words = words;
    }

    /** Where a page without any parameter leads: to the stages one works on. */
    ResponseEntity<Void> first(String path, By by) {
        Address address = new Address(path, Map.of()).with("stage", shownFirst(by));
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address.url()))
                .build();
    }

    String[] shownFirst(By by) {
        return queries.shownFirst(by).stream().map(Stage::name).toArray(String[]::new);
    }

    /** The query as the API knows it: sums as people type them become numbers. */
    static Query typed(Query query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.asMap());
        for (String name : List.of("sumFrom", "sumTo")) {
            parameters.computeIfPresent(
                    name, (same, values) -> values.stream().map(Filters::plain).toList());
        }
        return new Query(parameters);
    }

    private static String plain(String typed) {
        BigDecimal amount = Ru.parseAmount(typed);
        return amount == null ? typed : amount.toPlainString();
    }

    static Address address(HttpServletRequest request) {
        return Address.of(request.getRequestURI(), request.getParameterMap());
    }

    Page page(Address address, By by) {
        boolean board = address.path().equals(BOARD);
        boolean due = board && !address.values(Arranged.BY).isEmpty();
        Address plain = address.without(Arranged.BY, "cursor");
        Page page = Page.of("Сделки", Section.DEALS);
        page = (Deals.repeats(by) ? page.create("Сделка", RepeatPages.NEW) : page)
                .view("Доска", "layout-kanban", url(plain.at(BOARD)), board && !due)
                .view(
                        "По срокам",
                        "calendar-due",
                        plain.at(BOARD)
                                .without("sort", "due")
                                .with(Arranged.BY, Arranged.DUE)
                                .url(),
                        due)
                .view("Список", "list", url(plain.at(LIST)), address.path().equals(LIST));
        return Deals.confirms(by)
                ? page.view(
                        "Оплаты", "coin", UnconfirmedPages.QUEUE, address.path().equals(UnconfirmedPages.QUEUE))
                : page;
    }

    String stage(String code) {
        return words.words("deal.stage." + code);
    }

    /** An address that shows what it says: without any parameter the page would lead to the open stages. */
    private static String url(Address address) {
        return address.parameters().isEmpty() ? unfiltered(address.path()) : address.url();
    }

    private static String unfiltered(String path) {
        return path + "?stage=";
    }

    Filter bar(Address address, By by, List<Column<?>> columns) {
        long count = columns.stream().mapToLong(Column::count).sum();
        long overdue =
                columns.stream().mapToLong(column -> column.bar().overdue()).sum();
        Filter filter = bar(address, by);
        return kept(filter.total("Сделок", count, null).total("просрочено", overdue, "overdue"));
    }

    Filter bar(Address address, By by, long total) {
        return kept(bar(address, by).total("Сделок", total, null));
    }

    Filter bar(Address address, By by) {
        String[] first = shownFirst(by);
        Filter filter = Filter.of(address).toggle("stage", "В работе", first);
        if (!filter.set()) {
            filter = filter.choice(
                    "stage",
                    "Стадия",
                    Stream.of(Stage.values())
                            .map(stage -> Option.of(stage.name(), words.words("deal.stage." + stage)))
                            .toList());
        }
        filter = filter.days("created", "Создана");
        if (by.leads()) {
            filter = filter.choice("responsible", "Ответственный", responsible(address));
        }
        filter = filter.choice(
                        "source",
                        "Источник",
                        SOURCES.stream()
                                .map(code -> Option.of(code, words.words("source." + code)))
                                .toList())
                .sums("sum", "Сумма")
                .toggle("repeat", "Повторные", "true");
        if (!address.values("reason").isEmpty()) {
            filter = filter.choice("reason", "Причина отказа", reasons());
        }
        return CardChips.add(CardChips.released(filter, id -> faces.person(id).name()))
                .text("q", "Текст");
    }

    private List<Option> reasons() {
        return Stream.of(Reason.values())
                .map(reason -> Option.of(reason.name(), words.words("deal.reason." + reason)))
                .toList();
    }

    private List<Option> responsible(Address address) {
        List<Option> options = new ArrayList<>(List.of(Option.of("me", "Я"), Option.of("none", "Ничьи")));
        deals.sellers().forEach(who -> options.add(Option.of(who.id(), who.fullName())));
        address.values("responsible").stream()
                .filter(id ->
                        options.stream().noneMatch(option -> option.value().equals(id)))
                .forEach(id -> options.add(Option.of(id, faces.person(id).name())));
        return options;
    }

    /** Taking the last chip off shows everything, not the stages one begins with. */
    private static Filter kept(Filter filter) {
        String bare = filter.address().path();
        return new Filter(
                filter.address(),
                filter.chips().stream()
                        .map(chip -> chip.removeUrl().equals(bare)
                                ? new Filter.Chip(
                                        chip.kind(),
                                        chip.name(),
                                        chip.label(),
                                        chip.shown(),
                                        unfiltered(bare),
                                        chip.setUrl(),
                                        chip.options(),
                                        chip.chosen(),
                                        chip.hidden())
                                : chip)
                        .toList(),
                filter.totals(),
                filter.saveUrl());
    }
}
