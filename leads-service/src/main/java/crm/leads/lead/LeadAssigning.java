package crm.leads.lead;

import crm.leads.turn.NextResponsible;
import crm.leads.turn.NextResponsible.Candidate;
import crm.platform.card.HandOut;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Person;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The head makes somebody responsible for one lead or for many (L-1, V-4). */
@Controller
class LeadAssigning {
    static final String MANY = "/leads/list/responsible";
    private static final HandOut.Words WORDS = new HandOut.Words(
            "Назначить ответственных", "Назначить", "все лиды, что показывает фильтр", "выбрано лидов: ");

    private final Leads leads;
    private final LeadQueries queries;
    private final NextResponsible turn;
    private final Employees employees;
    private final Problems problems;

    LeadAssigning(Leads leads, LeadQueries queries, NextResponsible turn, Employees employees, Problems problems) {
        this.leads = leads;
        this.queries = queries;
        this.turn = turn;
        this.employees = employees;
        this.problems = problems;
    }

    @GetMapping("/leads/{id}/responsible")
    String ask(@PathVariable String id, By by, Model model) {
        Lead lead = leads.assignable(id, by);
        Dialog dialog =
                Dialog.of("Назначить ответственного", lead.title(), "/leads/" + id + "/responsible", "Назначить");
        model.addAttribute("assign", new Assign(dialog, picks(true), lead.responsibleId() != null));
        return "kit/dialog :: assign(assign=${assign})";
    }

    @PostMapping("/leads/{id}/responsible")
    ResponseEntity<Void> assign(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String employeeId,
            By by,
            @Nullable RequestKey key) {
        leads.assign(id, employeeId.isBlank() ? null : employeeId, by, Expected.ANY, key);
        String said = employeeId.isBlank() ? "Лид вернулся в очередь" : "Ответственный назначен";
        return answer(HxTrigger.changed("lead", id).toast(said));
    }

    @GetMapping(MANY)
    String askForMany(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needLeader(by);
        return HandOut.ask(request, MANY, WORDS, count, picks(false), model);
    }

    @PostMapping(MANY)
    ResponseEntity<Void> assignMany(HttpServletRequest request, By by, @Nullable RequestKey key) {
        needLeader(by);
        HandOut.Outcome outcome = HandOut.of(request.getParameterMap())
                .among(
                        shown -> queries.more(shown, by).map(Lead::id),
                        key,
                        (id, who, own) -> leads.assign(id, who, by, Expected.ANY, own));
        return HandOut.answer(outcome, employees::nameOf, problems);
    }

    private static void needLeader(By by) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }

    private List<Assign.Pick> picks(boolean proposed) {
        List<Assign.Pick> picks = new ArrayList<>();
        for (Candidate candidate : turn.candidates()) {
            boolean next = picks.isEmpty() && candidate.away() == null;
            picks.add(new Assign.Pick(
                    Person.of(candidate.employee().id(), candidate.employee().fullName()),
                    "сегодня назначено: " + candidate.today()
                            + (candidate.away() == null ? "" : ", " + candidate.away()),
                    next ? new Badge("следующий по очереди", "arrow-guide", "ok") : null,
                    proposed && next,
                    candidate.away() != null));
        }
        return picks;
    }

    private static ResponseEntity<Void> answer(HxTrigger trigger) {
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }
}
