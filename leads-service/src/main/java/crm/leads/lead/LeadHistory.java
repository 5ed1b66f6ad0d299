package crm.leads.lead;

import crm.events.CardKind;
import crm.platform.card.CardHistory;
import crm.platform.card.History;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import crm.ui.Ru;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Who changed what on a lead, over HTTP and in words; for whoever sees all of the lead. */
@Controller
class LeadHistory {
    private static final int SHOWN = 30;

    private final Leads leads;
    private final History history;
    private final References references;
    private final Employees employees;
    private final Problems problems;
    private final Ru ru;
    private final LeadWords words;

    LeadHistory(
            Leads leads,
            History history,
            References references,
            Employees employees,
            Problems problems,
            Ru ru,
            LeadWords words) {
        this.leads = leads;
        this.history = history;
        this.references = references;
        this.employees = employees;
        this.problems = problems;
        this.ru = ru;
        this.words = words;
    }

    @GetMapping("/api/leads/{id}/history")
    @ResponseBody
    Page<CardHistory.Entry> history(@PathVariable String id, Query query, By by) {
        query.only(Set.of("cursor", "limit"));
        return history.of(whole(id, by), query.one("cursor").orElse(null), query.limit())
                .map(CardHistory::told);
    }

    @GetMapping("/leads/{id}/history")
    String shown(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        Page<History.Entry> page = history.of(whole(id, by), cursor, SHOWN);
        CardHistory.FieldWords names = CardHistory.names(page.items(), references, by);
        CardHistory told = new CardHistory(CardKind.LEAD, employees, problems, ru, (field, value) -> switch (field) {
            case "city" -> Objects.requireNonNull(words.city(value));
            case "source" -> words.source(Source.valueOf(value));
            default -> names.of(field, value);
        });
        return told.draw(page, "/leads/" + id + "/history", model);
    }

    private String whole(String id, By by) {
        Lead lead = leads.card(id, by);
        if (LeadAccess.seesTitleOnly(by, lead)) {
            throw Refusals.forbidden();
        }
        return lead.id();
    }
}
