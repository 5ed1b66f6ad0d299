package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.platform.list.CardList;
import crm.platform.list.Column;
import crm.platform.list.Columns;
import crm.platform.refusal.Problems;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.web.Query;
import crm.ui.Badge;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.filter.Address;
import crm.ui.table.Table.Cell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of deals: its columns, its filter in words (V-3, V-4). */
@Component
class DealList implements CardList<Deal, DealRow> {
    private final DealQueries queries;
    private final Faces faces;
    private final Filters filters;
    private final Cities cities;
    private final Problems words;
    private final Ru ru;

    DealList(DealQueries queries, Faces faces, Filters filters, Cities cities, Problems words, Ru ru) {
        this.queries = queries;
        this.faces = faces;
        this.filters = filters;
        this.cities = cities;
        this.words = words;
        this.ru = ru;
    }

    @Override
    public Names names() {
        return new Names("deals", Filters.LIST, "Сделки", Section.DEALS);
    }

    @Override
    public Found<Deal> found(Query query, By by) {
        return queries.found(Filters.typed(query), by);
    }

    @Override
    public List<DealRow> rows(List<Deal> deals, By by) {
        Map<String, Label> names = faces.names(deals, by);
        return deals.stream()
                .map(deal -> {
                    Label contact = faces.main(deal, names);
                    return new DealRow(deal, faces.client(deal, names), contact == null ? null : contact.phone());
                })
                .toList();
    }

    @Override
    public String words(Query filter, By by) {
        return filters.bar(new Address("", filter.asMap()), by).words();
    }

    @Override
    public Columns<DealRow> columns() {
        return Columns.of(
                "Название",
                "title",
                row -> row.deal().title(),
                Column.<DealRow>words("number", "№", row -> Faces.number(row.deal()))
                        .byDefault(),
                Column.<DealRow>of(
                                "stage",
                                "Стадия",
                                row -> Cell.stage(row.deal().stage().name()),
                                row -> words.words("deal.stage." + row.deal().stage()))
                        .sorted("stage")
                        .byDefault(),
                Column.<DealRow>of(
                                "nextDue",
                                "Дальше",
                                row -> Cell.next(faces.signal(row.deal())),
                                row -> row.deal().seen().next() == null
                                        ? null
                                        : row.deal().seen().next().dueAt())
                        .sorted("nextDue")
                        .byDefault(),
                Column.<DealRow>of(
                                "total",
                                "Сумма",
                                row -> row.deal().lacksSum()
                                        ? Cell.badge(Badge.noSum())
                                        : Cell.sum(row.deal().total()),
                                row -> row.deal().total())
                        .sorted("total")
                        .atRight()
                        .byDefault(),
                Column.<DealRow>of(
                                "paid",
                                "Оплачено",
                                row -> Cell.sum(row.deal().paid()),
                                row -> row.deal().paid())
                        .atRight(),
                Column.<DealRow>words("products", "Услуги", this::products),
                Column.<DealRow>words("client", "Клиент", DealRow::client).byDefault(),
                Column.phone(ru, DealRow::phone, row -> null),
                Column.<DealRow>of(
                                "source",
                                "Источник",
                                row -> Cell.source(row.deal().source()),
                                row -> row.deal().source() == null
                                        ? null
                                        : words.words("source." + row.deal().source()))
                        .byDefault(),
                Column.<DealRow>words(
                        "city", "Город", row -> cities.name(row.deal().city())),
                Column.<DealRow>of(
                        "repeat",
                        "Повторная",
                        row -> Cell.badge(row.deal().repeat() ? Badge.repeat() : null),
                        row -> row.deal().repeat() ? "да" : null),
                Column.<DealRow>words(
                        "reason",
                        "Причина отказа",
                        row -> row.deal().rejection() == null
                                ? null
                                : words.words(
                                        "deal.reason." + row.deal().rejection().reason())),
                Column.<DealRow>of(
                                "stageSince",
                                "В стадии с",
                                row -> Cell.right(ru.date(row.deal().stageSince())),
                                row -> row.deal().stageSince())
                        .atRight(),
                Column.<DealRow>of(
                                "responsible",
                                "Ответственный",
                                row -> Cell.owner(faces.responsible(row.deal())),
                                row -> responsible(row.deal()))
                        .byDefault(),
                Column.<DealRow>of(
                                "createdAt",
                                "Создана",
                                row -> Cell.right(ru.date(row.deal().createdAt())),
                                row -> row.deal().createdAt())
                        .sorted("createdAt")
                        .atRight()
                        .byDefault());
    }

    private String products(DealRow row) {
        return row.deal().lines().stream()
                .map(line -> words.words("deal.product." + line.product()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private @Nullable String responsible(Deal deal) {
        return deal.responsibleId() == null
                ? null
                : faces.person(deal.responsibleId()).name();
    }
}
