package crm.deals.page;

import crm.deals.deal.Deals;
import crm.events.CardKind;
import crm.platform.card.CardHistory;
import crm.platform.card.History;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.ui.Ru;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed what on a deal, in words. */
@Controller
class HistoryPages {
    private static final int SHOWN = 30;

    private final Deals deals;
    private final Cities cities;
    private final References references;
    private final Employees employees;
    private final Problems problems;
    private final Ru ru;

    HistoryPages(Deals deals, Cities cities, References references, Employees employees, Problems problems, Ru ru) {
        this.deals = deals;
        this.cities = cities;
        this.references = references;
        this.employees = employees;
        this.problems = problems;
        this.ru = ru;
    }

    @GetMapping("/deals/{id}/history")
    String history(
            @PathVariable String id, @RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        Page<History.Entry> page = deals.history(id, by, cursor, SHOWN);
        CardHistory.FieldWords names = CardHistory.names(page.items(), references, by);
        CardHistory told = new CardHistory(
                CardKind.DEAL,
                employees,
                problems,
                ru,
                (field, value) -> field.equals("city") ? cities.name(value) : names.of(field, value));
        return told.draw(page, "/deals/" + id + "/history", model);
    }
}
