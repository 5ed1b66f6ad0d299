package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The head makes somebody responsible for a deal. */
@Controller
class AssignPages {
    private final Deals deals;
    private final Faces faces;

    AssignPages(Deals deals, Faces faces) {
        this.deals = deals;
        this.faces = faces;
    }

    @GetMapping("/deals/{id}/responsible")
    String ask(@PathVariable String id, By by, Model model) {
        Deal deal = deals.card(id, by);
        if (!deals.rights(deal, by).assign()) {
            throw Refusals.forbidden();
        }
        Dialog dialog =
                Dialog.of("Назначить ответственного", deal.title(), "/deals/" + id + "/responsible", "Назначить");
        model.addAttribute("assign", new Assign(dialog, picks(deal.responsibleId()), true));
        return "kit/dialog :: assign(assign=${assign})";
    }

    @PostMapping("/deals/{id}/responsible")
    ResponseEntity<Void> assign(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            @Nullable RequestKey key) {
        if (!sent.containsKey("employeeId")) {
            throw Refusals.invalid("employeeId", "required");
        }
        Deal deal = deals.assign(id, new Typed(sent).text("employeeId"), by, Expected.ANY, key);
        String who = deal.responsibleId();
        return Answers.changed(
                id,
                who == null
                        ? "Сделка в очереди руководителя"
                        : "Ответственный: " + faces.person(who).name());
    }

    List<Assign.Pick> picks(@Nullable String chosen) {
        return deals.sellers().stream()
                .map(who -> new Assign.Pick(
                        faces.person(who.id()), null, null, who.id().equals(chosen), false))
                .toList();
    }
}
