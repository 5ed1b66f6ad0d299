package crm.leads.lead;

import crm.leads.turn.NextResponsible;
import crm.leads.turn.NextResponsible.Candidate;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Person;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
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

/** The head makes somebody responsible for a lead (L-1). */
@Controller
class LeadAssigning {
    private final Leads leads;
    private final NextResponsible turn;

    LeadAssigning(Leads leads, NextResponsible turn) {
        this.leads = leads;
        this.turn = turn;
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

    /** Who may get leads, the next in turn first. */
    List<Assign.Pick> picks(boolean proposed) {
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
