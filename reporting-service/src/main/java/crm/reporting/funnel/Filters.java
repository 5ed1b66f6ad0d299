package crm.reporting.funnel;

import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads filters from addresses, and gives everyone what he may see: head and director all, a manager his own figures (P-2). */
@Component
class Filters {
    static final Set<String> NAMES = Set.of("from", "to", "department", "employee", "source", "city", "groupBy");
    private static final int VALUES = 200;
    private static final int YEARS = 5;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private final Employees employees;
    private final Labels labels;
    private final Clock clock;
    private final ZoneId zone;

    Filters(Employees employees, Labels labels, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.employees = employees;
        this.labels = labels;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * The filter of a request; without days the current month.
     *
     * @param more parameters that are known beside those of a filter
     * @throws Refused 403 for those without reports and for a manager who asks for others, 400 and 422 naming the parameter
     */
    Filter read(Query query, By by, Set<String> departments, Set<String> more) {
        if (!by.leads() && !by.is(Role.SALES_MANAGER)) {
            throw Refusals.forbidden();
        }
        Set<String> known = new HashSet<>(NAMES);
        known.addAll(more);
        query.only(known);
        LocalDate today = today();
        LocalDate to = query.day("to").orElse(null);
        LocalDate from = query.day("from").orElse(null);
        if (from == null) {
            from = (to == null ? today : to).withDayOfMonth(1);
        }
        if (to == null) {
            to = from.isAfter(today) ? from : today;
        }
        check(from, to);
        Filter filter = new Filter(
                from,
                to,
                zone,
                people(query, by),
                values(query, "department"),
                values(query, "source"),
                values(query, "city"),
                query.one("groupBy", GroupBy::of).orElse(null));
        check(filter, by, departments);
        return filter;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static Set<String> values(Query query, String name) {
        return new LinkedHashSet<>(query.all(name));
    }

    private static Set<String> people(Query query, By by) {
        Set<String> asked = new LinkedHashSet<>();
        query.all("employee").forEach(value -> asked.add(value.equals("me") ? by.id() : value));
        if (by.leads()) {
            return asked;
        }
        if (!Set.of(by.id()).containsAll(asked)) {
            throw Refusals.forbidden();
        }
        return Set.of(by.id());
    }

    private static void check(LocalDate from, LocalDate to) {
        checkInTime("from", from);
        checkInTime("to", to);
        if (to.isBefore(from)) {
            throw new Refused(new FunnelRefusal.PeriodBackwards());
        }
        if (!to.isBefore(from.plusYears(YEARS))) {
            throw new Refused(new FunnelRefusal.PeriodTooLong(YEARS));
        }
    }

    private static void checkInTime(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new Refused(new FunnelRefusal.PeriodOutOfTime(field));
        }
    }

    private void check(Filter filter, By by, Set<String> departments) {
        new Fields()
                .atMost("employee", filter.employees(), VALUES)
                .atMost("department", filter.departments(), VALUES)
                .atMost("source", filter.sources(), VALUES)
                .atMost("city", filter.cities(), VALUES)
                .orRefuse();
        new Fields()
                // his own figures everyone may ask for, also before the directory has told of him
                .check(
                        all(
                                filter.employees(),
                                id -> id.equals(by.id()) || employees.find(id).isPresent()),
                        "employee",
                        "unknown")
                .check(all(filter.departments(), departments::contains), "department", "unknown")
                .check(knows(labels.sources().keySet(), filter.sources()), "source", "unknown")
                .check(knows(labels.cities().keySet(), filter.cities()), "city", "unknown")
                .orRefuse();
    }

    private static boolean all(Collection<String> values, Predicate<String> known) {
        return values.stream().allMatch(value -> value.equals(Filter.NONE) || known.test(value));
    }

    /** While the dictionary is away any code may be right. */
    private static boolean knows(Set<String> dictionary, Set<String> values) {
        return dictionary.isEmpty() || all(values, dictionary::contains);
    }

    /** The stage and the figure whose cards are asked for. */
    record Cell(Stage stage, Funnel.Figure figure) {}

    static final Set<String> CELL = Set.of("kind", "stage", "figure", "limit", "cursor");

    /** @throws Refused 400 or 422 naming the parameter */
    Cell cell(Query query) {
        Stage.Kind kind = query.one(
                        "kind", code -> Stage.Kind.of(code).orElseThrow(() -> new IllegalArgumentException(code)))
                .orElseThrow(() -> Refusals.malformed("kind", labels.word("field.required")));
        Stage stage = query.one(
                        "stage", code -> Stage.of(kind, code).orElseThrow(() -> new IllegalArgumentException(code)))
                .orElseThrow(() -> Refusals.malformed("stage", labels.word("field.required")));
        Funnel.Figure figure = query.one("figure", Funnel.Figure::of).orElse(Funnel.Figure.ENTERED);
        boolean has = switch (figure) {
            case ENTERED, FINISHED -> true;
            case WENT_ON -> stage.goesOn();
            case CONVERTED, WON -> stage == Stage.LEAD_NEW;
        };
        if (!has) {
            throw new Refused(new FunnelRefusal.NoSuchFigure());
        }
        return new Cell(stage, figure);
    }

    /** All employees one may ask for, as the filter offers them. */
    List<Employee> people() {
        return employees.all().values().stream()
                .filter(who -> who.is(Role.SALES_MANAGER) || who.is(Role.SALES_HEAD) || who.is(Role.DIRECTOR))
                .toList();
    }
}
