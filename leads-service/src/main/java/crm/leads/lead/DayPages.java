package crm.leads.lead;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.filter.Address;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What «Мой день» shows of leads (T-9): those nobody has taken into work yet, and those in work without a next step (L-15). */
@Controller
class DayPages {
    private final LeadQueries queries;
    private final Lateness lateness;

    DayPages(LeadQueries queries, Lateness lateness) {
        this.queries = queries;
        this.lateness = lateness;
    }

    /**
     * Leads of one's own; of the head's all.
     *
     * @param waits how long the oldest has waited for its responsible, in working time; null when nobody has it or there is none
     * @param late it was to be taken by now (L-19)
     */
    record Tile(long count, String url, @Nullable Duration waits, boolean late) {}

    @GetMapping("/leads/day")
    String tiles(By by, Model model) {
        if (!LeadAccess.seesWhole(by)) {
            throw Refusals.forbidden();
        }
        Map<String, List<String>> fresh = filter(by, Stage.NEW);
        Page<Lead> untaken = first(fresh, by);
        Lead oldest = untaken.items().isEmpty() ? null : untaken.items().getFirst();
        model.addAttribute(
                "untaken",
                new Tile(
                        untaken.total(),
                        new Address("/leads/list", fresh).url(),
                        oldest == null || oldest.responsibleId() == null
                                ? null
                                : Duration.ofMinutes(lateness.minutes(oldest)),
                        oldest != null && lateness.is(oldest)));
        Map<String, List<String>> idle = filter(by, Stage.IN_WORK, Stage.QUALIFICATION);
        idle.put("withoutActivity", List.of("true"));
        model.addAttribute(
                "idle", new Tile(first(idle, by).total(), new Address("/leads/list", idle).url(), null, false));
        return "lead/day :: tiles(untaken=${untaken},idle=${idle})";
    }

    private static Map<String, List<String>> filter(By by, Stage... stages) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        filter.put("stage", List.of(stages).stream().map(Stage::name).toList());
        if (!by.leads()) {
            filter.put("responsible", List.of("me"));
        }
        filter.put("sort", List.of("createdAt"));
        return filter;
    }

    private Page<Lead> first(Map<String, List<String>> filter, By by) {
        Map<String, List<String>> one = new LinkedHashMap<>(filter);
        one.put("limit", List.of("1"));
        return queries.list(new Query(one), by);
    }
}
