package crm.reporting.funnel;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Query;
import crm.reporting.funnel.FunnelView.GroupRow;
import crm.reporting.funnel.FunnelView.StageRow;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.filter.Address;
import crm.ui.form.Option;
import crm.ui.table.View;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The funnel as a page, and the cards behind each of its figures. */
@Controller
class FunnelPages {
    private static final String FUNNEL = "/reports/funnel";
    private static final String CARDS = "/reports/funnel/cards";
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    private final Reports reports;
    private final Filters filters;
    private final Labels labels;
    private final Ru ru;

    FunnelPages(Reports reports, Filters filters, Labels labels, Ru ru) {
        this.reports = reports;
        this.filters = filters;
        this.labels = labels;
        this.ru = ru;
    }

    /** The first report there is; others have none. */
    @GetMapping("/reports")
    String first(By by) {
        if (!by.leads() && !by.is(Role.SALES_MANAGER)) {
            throw Refusals.forbidden();
        }
        return "redirect:" + FUNNEL;
    }

    /** A figure that opens its cards; without a figure there is nothing to open. */
    record Cell(String text, @Nullable String url, @Nullable String note) {}

    /** A stage's line of the table. */
    record StageLine(
            StageRow row, String kind, Cell entered, Cell wentOn, String conversion, Cell finished, String median) {}

    /** A group's line: its leads, deals, sales, then the stages after the first, which says the same as the leads. */
    record GroupLine(GroupRow row, Cell leads, Cell converted, Cell won, List<Cell> stages) {
        /** For the chart. */
        public String values() {
            return "{\"Лиды\":%d,\"Сделки\":%d,\"Продажи\":%d}".formatted(row.leads(), row.converted(), row.won());
        }
    }

    @GetMapping(FUNNEL)
    String funnel(HttpServletRequest request, Query query, By by, Model model) {
        Reports.Answer answer = reports.funnel(query, by);
        Address address = Address.of(FUNNEL, request.getParameterMap());
        if (query.one("from").isEmpty() && query.one("to").isEmpty()) {
            LocalDate today = filters.today();
            return "redirect:"
                    + period(
                                    address,
                                    YearMonth.from(today).atDay(1),
                                    YearMonth.from(today).atEndOfMonth())
                            .url();
        }
        Filter filter = answer.filter();
        FunnelView report = answer.report();
        Address shown = period(address, filter.from(), filter.to());
        model.addAttribute("page", Page.of("Воронка", Section.REPORTS));
        model.addAttribute("filter", bar(shown, by, answer));
        model.addAttribute("periods", periods(shown));
        model.addAttribute("groupings", groupings(shown));
        model.addAttribute("report", report);
        model.addAttribute("asOf", asOf(report.asOf()));
        model.addAttribute("sheetUrl", shown.at("/api/reports/funnel.xlsx").url());
        Address cards = shown.at(CARDS).without("groupBy");
        model.addAttribute("leads", cell(report.totals().leads(), cards, Stage.LEAD_NEW, Funnel.Figure.ENTERED));
        model.addAttribute(
                "converted", cell(report.totals().converted(), cards, Stage.LEAD_NEW, Funnel.Figure.CONVERTED));
        model.addAttribute("won", cell(report.totals().won(), cards, Stage.LEAD_NEW, Funnel.Figure.WON));
        model.addAttribute(
                "lines",
                report.totals().stages().stream().map(row -> line(row, cards)).toList());
        GroupBy grouping = filter.groupBy();
        model.addAttribute("grouping", grouping == null ? null : labels.of(grouping));
        model.addAttribute(
                "groups",
                grouping == null
                        ? List.of()
                        : report.rows().stream()
                                .map(row -> group(
                                        (GroupRow) row, narrowed(cards, filter, grouping, ((GroupRow) row).key())))
                                .toList());
        return "report/funnel";
    }

    private static Address period(Address address, LocalDate from, LocalDate to) {
        return address.with("from", from.toString()).with("to", to.toString());
    }

    private crm.ui.filter.Filter bar(Address address, By by, Reports.Answer answer) {
        var bar = crm.ui.filter.Filter.of(address).period("Период");
        if (by.leads()) {
            List<Option> people = new ArrayList<>(List.of(none(GroupBy.EMPLOYEE)));
            filters.people().forEach(who -> people.add(Option.of(who.id(), who.fullName())));
            List<Option> departments = new ArrayList<>(List.of(none(GroupBy.DEPARTMENT)));
            answer.departments().forEach(name -> departments.add(Option.of(name, name)));
            bar = bar.choice("employee", "Сотрудник", people).choice("department", "Отдел", departments);
        }
        return bar.choice("source", "Источник", options(GroupBy.SOURCE, labels.sources()))
                .choice("city", "Город", options(GroupBy.CITY, labels.cities()));
    }

    private Option none(GroupBy by) {
        return Option.of(Filter.NONE, labels.of(by, Filter.NONE));
    }

    private List<Option> options(GroupBy by, Map<String, String> words) {
        List<Option> options = new ArrayList<>(List.of(none(by)));
        words.forEach((code, label) -> options.add(Option.of(code, label)));
        return options;
    }

    private List<View> periods(Address address) {
        LocalDate today = filters.today();
        YearMonth month = YearMonth.from(today);
        YearMonth quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        return List.of(
                preset("Этот месяц", address, month.atDay(1), month.atEndOfMonth()),
                preset(
                        "Прошлый месяц",
                        address,
                        month.minusMonths(1).atDay(1),
                        month.minusMonths(1).atEndOfMonth()),
                preset(
                        "Квартал",
                        address,
                        quarter.atDay(1),
                        quarter.plusMonths(2).atEndOfMonth()),
                preset("Год", address, today.withDayOfYear(1), LocalDate.of(today.getYear(), 12, 31)));
    }

    private static View preset(String label, Address address, LocalDate from, LocalDate to) {
        Address there = period(address, from, to);
        return new View(label, null, there.url(), there.equals(address));
    }

    private List<View> groupings(Address address) {
        List<View> views = new ArrayList<>();
        String chosen = address.values("groupBy").isEmpty()
                ? ""
                : address.values("groupBy").getFirst();
        views.add(new View("Стадии", null, address.without("groupBy").url(), chosen.isEmpty()));
        for (GroupBy by : GroupBy.values()) {
            views.add(new View(
                    labels.of(by),
                    null,
                    address.with("groupBy", by.code()).url(),
                    by.code().equals(chosen)));
        }
        return views;
    }

    private @Nullable String asOf(@Nullable Instant asOf) {
        return asOf == null ? labels.word("report.as-of.unknown") : labels.word("report.as-of", ru.dateTime(asOf));
    }

    private StageLine line(StageRow row, Address cards) {
        Stage stage = stage(row);
        return new StageLine(
                row,
                labels.of(stage.kind()),
                cell(row.entered(), cards, stage, Funnel.Figure.ENTERED),
                row.wentOn() == null
                        ? new Cell("", null, null)
                        : cell(row.wentOn(), cards, stage, Funnel.Figure.WENT_ON),
                row.conversion() == null ? "" : ru.percent(row.conversion()),
                cell(row.finished(), cards, stage, Funnel.Figure.FINISHED),
                time(row.medianSeconds()));
    }

    private GroupLine group(GroupRow row, Address cards) {
        return new GroupLine(
                row,
                cell(row.leads(), cards, Stage.LEAD_NEW, Funnel.Figure.ENTERED),
                noted(cell(row.converted(), cards, Stage.LEAD_NEW, Funnel.Figure.CONVERTED), row.leadToDeal()),
                noted(cell(row.won(), cards, Stage.LEAD_NEW, Funnel.Figure.WON), row.leadToWon()),
                row.stages().stream()
                        .filter(stage -> stage(stage) != Stage.LEAD_NEW)
                        .map(stage -> {
                            Cell cell = cell(stage.entered(), cards, stage(stage), Funnel.Figure.ENTERED);
                            return noted(cell, stage.conversion());
                        })
                        .toList());
    }

    private Cell noted(Cell cell, @Nullable BigDecimal share) {
        return new Cell(cell.text(), cell.url(), share == null ? null : ru.percent(share));
    }

    private Cell cell(int figure, Address cards, Stage stage, Funnel.Figure of) {
        return new Cell(
                ru.count(figure),
                figure == 0
                        ? null
                        : cards.with("kind", stage.kind().code())
                                .with("stage", stage.code())
                                .with("figure", of.code())
                                .url(),
                null);
    }

    private static Stage stage(StageRow row) {
        return Stage.Kind.of(row.kind())
                .flatMap(kind -> Stage.of(kind, row.stage()))
                .orElseThrow();
    }

    /** The address of a group's figures alone. */
    private static Address narrowed(Address cards, Filter filter, GroupBy by, String key) {
        if (by != GroupBy.MONTH) {
            return cards.with(by.code(), key);
        }
        YearMonth month = YearMonth.parse(key);
        LocalDate from = month.atDay(1);
        LocalDate to = month.atEndOfMonth();
        return period(
                cards, from.isBefore(filter.from()) ? filter.from() : from, to.isAfter(filter.to()) ? filter.to() : to);
    }

    /** 6,2 дн, 3,4 ч, 21 мин, 8 с */
    private String time(@Nullable BigDecimal seconds) {
        if (seconds == null) {
            return "";
        }
        return seconds.compareTo(DAY) >= 0
                ? in(seconds, DAY, "дн", 1)
                : seconds.compareTo(HOUR) >= 0
                        ? in(seconds, HOUR, "ч", 1)
                        : seconds.compareTo(MINUTE) >= 0
                                ? in(seconds, MINUTE, "мин", 0)
                                : in(seconds, BigDecimal.ONE, "с", 0);
    }

    private String in(BigDecimal seconds, BigDecimal unit, String word, int decimals) {
        return ru.number(seconds.divide(unit, decimals, RoundingMode.HALF_UP)) + "\u00a0" + word;
    }

    /** A line of the list behind a figure; without a title the card is somebody else's now. */
    record CardLine(
            Reports.CardRow row,
            @Nullable String url,
            @Nullable Person responsible,
            String lasted) {}

    @GetMapping(CARDS)
    String cards(HttpServletRequest request, Query query, By by, Model model) {
        Reports.CardsAnswer answer = list(request, query, by, model);
        Filters.Cell cell = answer.cell();
        Address back = Address.of(FUNNEL, request.getParameterMap()).without(Filters.CELL.toArray(String[]::new));
        model.addAttribute(
                "page",
                Page.of(labels.of(cell.stage()), Section.REPORTS)
                        .crumb("Воронка", back.url())
                        .crumb(
                                labels.of(cell.stage()) + ": "
                                        + labels.word(
                                                "report.figure." + cell.figure().code()),
                                null));
        model.addAttribute("asOf", asOf(answer.asOf()));
        model.addAttribute("filter", answer.filter());
        return "report/cards";
    }

    @GetMapping(CARDS + "/more")
    String moreCards(HttpServletRequest request, Query query, By by, Model model) {
        list(request, query, by, model);
        return "report/cards :: rows";
    }

    private Reports.CardsAnswer list(HttpServletRequest request, Query query, By by, Model model) {
        Reports.CardsAnswer answer = reports.behind(query, by);
        String next = answer.page().nextCursor();
        model.addAttribute("kind", answer.cell().stage().kind().code());
        model.addAttribute("total", answer.page().total());
        model.addAttribute(
                "cards",
                answer.page().items().stream()
                        .map(row -> new CardLine(
                                row,
                                row.id() == null ? null : "/" + row.kind() + "s/" + row.id(),
                                row.responsibleId() == null
                                        ? null
                                        : Person.of(row.responsibleId(), labels.employee(row.responsibleId())),
                                time(row.seconds())))
                        .toList());
        model.addAttribute(
                "moreUrl",
                next == null
                        ? null
                        : Address.of(CARDS + "/more", request.getParameterMap())
                                .with("cursor", next)
                                .url());
        return answer;
    }
}
