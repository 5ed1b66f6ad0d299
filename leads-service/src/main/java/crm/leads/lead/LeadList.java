package crm.leads.lead;

import crm.platform.employee.Employees;
import crm.platform.list.CardChips;
import crm.platform.list.CardList;
import crm.platform.list.Column;
import crm.platform.list.Columns;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import crm.ui.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of leads: its columns, its filter in words (V-3, V-4). */
@Component
class LeadList implements CardList<Lead, LeadRow> {
    static final String[] OPEN = {"NEW", "IN_WORK", "QUALIFICATION"};

    private final LeadQueries queries;
    private final LeadCards cards;
    private final LeadWords words;
    private final Employees employees;
    private final Ru ru;

    LeadList(LeadQueries queries, LeadCards cards, LeadWords words, Employees employees, Ru ru) {
        this.queries = queries;
        this.cards = cards;
        this.words = words;
        this.employees = employees;
        this.ru = ru;
    }

    @Override
    public Names names() {
        return new Names("leads", "/leads/list", "Лиды", Section.LEADS);
    }

    @Override
    public Found<Lead> found(Query query, By by) {
        return queries.found(query, by);
    }

    @Override
    public List<LeadRow> rows(List<Lead> leads, By by) {
        return cards.rows(leads, by);
    }

    /** An operator takes along what he entered, which is titles and stages. */
    @Override
    public Query takable(Query query, By by) {
        boolean entered = by.is(Role.CALL_CENTER) && !by.is(Role.SALES_MANAGER) && !query.flag("asked");
        return entered ? query : CardList.super.takable(query, by);
    }

    @Override
    public Columns<LeadRow> columns() {
        return Columns.of(
                "Название",
                "title",
                row -> row.lead().title(),
                Column.<LeadRow>words(
                        "number", "№", whole(row -> "Л-" + row.lead().number())),
                Column.<LeadRow>of(
                                "stage",
                                "Стадия",
                                row -> Table.Cell.stage(row.lead().stage().name()),
                                row -> words.stage(row.lead().stage()))
                        .sorted("stage")
                        .byDefault(),
                Column.<LeadRow>of(
                                "nextDue",
                                "Следующее дело",
                                row -> Table.Cell.next(
                                        row.whole() && row.lead().stage().isOpen()
                                                ? LeadCards.signal(row.lead())
                                                : null),
                                whole(row -> row.lead().seen().next() == null
                                        ? null
                                        : row.lead().seen().next().dueAt()))
                        .sorted("nextDue")
                        .byDefault(),
                Column.<LeadRow>of(
                                "source",
                                "Источник",
                                row -> Table.Cell.source(source(row)),
                                row -> source(row) == null
                                        ? null
                                        : words.source(row.lead().source()))
                        .byDefault(),
                Column.<LeadRow>words(
                        "sourceDetails", "Об источнике", whole(row -> row.lead().sourceDetails())),
                Column.<LeadRow>words("client", "Клиент", whole(LeadRow::client)),
                Column.phone(ru, LeadRow::phone, row -> null),
                Column.<LeadRow>words(
                        "city", "Город", whole(row -> words.city(row.lead().city()))),
                Column.<LeadRow>words(
                        "comment", "Комментарий", whole(row -> row.lead().comment())),
                Column.<LeadRow>words(
                        "reason",
                        "Причина отказа",
                        whole(row -> row.lead().rejection() == null
                                ? null
                                : words.reason(row.lead().rejection().reason()))),
                Column.<LeadRow>of(
                                "stageSince",
                                "В стадии с",
                                row -> Table.Cell.right(
                                        row.whole() ? ru.date(row.lead().stageSince()) : null),
                                whole(row -> row.lead().stageSince()))
                        .atRight(),
                Column.<LeadRow>of(
                                "acceptedAt",
                                "Принят",
                                row -> Table.Cell.right(
                                        row.whole() ? ru.date(row.lead().acceptedAt()) : null),
                                whole(row -> row.lead().acceptedAt()))
                        .atRight(),
                Column.<LeadRow>of(
                                "responsible",
                                "Ответственный",
                                row -> row.whole()
                                        ? Table.Cell.owner(
                                                cards.person(row.lead().responsibleId()))
                                        : Table.Cell.text(null),
                                whole(row -> row.lead().responsibleId() == null
                                        ? null
                                        : employees.nameOf(row.lead().responsibleId())))
                        .byDefault(),
                Column.<LeadRow>of(
                                "createdAt",
                                "Создан",
                                row -> Table.Cell.right(
                                        row.whole() ? ru.date(row.lead().createdAt()) : null),
                                whole(row -> row.lead().createdAt()))
                        .sorted("createdAt")
                        .atRight()
                        .byDefault());
    }

    private static <T> Function<LeadRow, @Nullable T> whole(Function<LeadRow, @Nullable T> value) {
        return row -> row.whole() ? value.apply(row) : null;
    }

    private static @Nullable String source(LeadRow row) {
        return row.whole() && row.lead().source() != null ? row.lead().source().name() : null;
    }

    /** The chips of board and list. */
    Filter filter(Address address, By by) {
        Filter filter = Filter.of(address).toggle("stage", "В работе", OPEN);
        if (!filter.set()) {
            filter = filter.choice("stage", "Стадия", words.stages());
        }
        filter = filter.days("created", "Создан");
        if (by.leads()) {
            List<Option> people =
                    new ArrayList<>(List.of(Option.of("me", "Я"), Option.of("none", "Без ответственного")));
            employees.withRole(Role.SALES_MANAGER).forEach(who -> people.add(Option.of(who.id(), who.fullName())));
            address.values("responsible").stream()
                    .filter(id ->
                            people.stream().noneMatch(option -> option.value().equals(id)))
                    .forEach(id -> people.add(Option.of(id, employees.nameOf(id))));
            filter = filter.choice("responsible", "Ответственный", people).toggle("late", "Не приняты вовремя", "true");
        }
        filter = filter.choice("source", "Источник", words.sources()).choice("city", "Город", words.cities());
        if (!address.values("reason").isEmpty()) {
            filter = filter.choice("reason", "Причина отказа", words.reasonNames());
        }
        return CardChips.add(CardChips.released(filter, employees::nameOf)).text("q", "Текст");
    }

    @Override
    public String words(Query filter, By by) {
        return filter(new Address("", filter.asMap()), by).words();
    }
}
