package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.DealQueries.Paid;
import crm.deals.deal.Deals;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.filter.Address;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What «Мой день» shows of deals (T-9): those without a next step, and what was paid this month. Of the head's all. */
@Controller
class DayPages {
    private static final List<String> IN_MONTH = List.of(
            "январе",
            "феврале",
            "марте",
            "апреле",
            "мае",
            "июне",
            "июле",
            "августе",
            "сентябре",
            "октябре",
            "ноябре",
            "декабре");

    private final DealQueries queries;
    private final Deals deals;
    private final Employees employees;
    private final Clock clock;
    private final ZoneId zone;

    DayPages(DealQueries queries, Deals deals, Employees employees, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.queries = queries;
        this.deals = deals;
        this.employees = employees;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What is to be paid in the month.
     *
     * @param done how much of it is paid, in whole per cent
     */
    record MonthPlan(BigDecimal sum, BigDecimal done) {}

    @GetMapping("/deals/day")
    String tiles(By by, Model model) {
        if (!by.leads() && !by.is(Role.SALES_MANAGER)) {
            throw Refusals.forbidden();
        }
        Map<String, List<String>> idle = new LinkedHashMap<>();
        idle.put("withoutActivity", List.of("true"));
        if (!by.leads()) {
            idle.put("responsible", List.of("me"));
        }
        model.addAttribute("url", new Address("/deals/list", idle).url());
        idle.put("limit", List.of("1"));
        Page<Deal> without = queries.list(new Query(idle), by);
        model.addAttribute("idle", without.total());
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Paid paid = queries.paid(today.withDayOfMonth(1), today, by);
        model.addAttribute("month", IN_MONTH.get(today.getMonthValue() - 1));
        model.addAttribute("paid", paid);
        model.addAttribute("plan", plan(paid, by));
        return "deal/day :: tiles(idle=${idle},url=${url},month=${month},paid=${paid},plan=${plan})";
    }

    /** A manager's own, the head's of all managers together; null while there is none. */
    private @Nullable MonthPlan plan(Paid paid, By by) {
        int managers = by.leads() ? employees.withRole(Role.SALES_MANAGER).size() : 1;
        BigDecimal sum = BigDecimal.valueOf(deals.monthPlan()).multiply(BigDecimal.valueOf(managers));
        return sum.signum() == 0
                ? null
                : new MonthPlan(sum, paid.sum().movePointRight(2).divide(sum, 0, RoundingMode.DOWN));
    }
}
