package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.DealQueries.Paid;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.filter.Address;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Clock clock;
    private final ZoneId zone;

    DayPages(DealQueries queries, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.queries = queries;
        this.clock = clock;
        this.zone = zone;
    }

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
        return "deal/day :: tiles(idle=${idle},url=${url},month=${month},paid=${paid})";
    }
}
