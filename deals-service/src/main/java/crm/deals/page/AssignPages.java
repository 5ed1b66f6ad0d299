package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Deals;
import crm.platform.card.HandOut;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Dialog;
import jakarta.servlet.http.HttpServletRequest;
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

/** The head makes somebody responsible for one deal or for many (V-4). */
@Controller
class AssignPages {
    static final String MANY = "/deals/list/responsible";
    private static final HandOut.Words WORDS = new HandOut.Words(
            "Назначить ответственных", "Назначить", "все сделки, что показывает фильтр", "выбрано сделок: ");

    private final Deals deals;
    private final DealQueries queries;
    private final Faces faces;
    private final Problems problems;

    AssignPages(Deals deals, DealQueries queries, Faces faces, Problems problems) {
        this.deals = deals;
        this.queries = queries;
        this.faces = faces;
        this.problems = problems;
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

    @GetMapping(MANY)
    String askForMany(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needLeader(by);
        return HandOut.ask(request, MANY, WORDS, count, picks(null), model);
    }

    @PostMapping(MANY)
    ResponseEntity<Void> assignMany(HttpServletRequest request, By by, @Nullable RequestKey key) {
        needLeader(by);
        HandOut.Outcome outcome = HandOut.of(request.getParameterMap())
                .among(
                        shown -> queries.list(Filters.typed(shown), by).map(Deal::id),
                        key,
                        (id, who, own) -> deals.assign(id, who, by, Expected.ANY, own));
        return HandOut.answer(outcome, who -> faces.person(who).name(), problems);
    }

    private static void needLeader(By by) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }

    private List<Assign.Pick> picks(@Nullable String chosen) {
        return deals.sellers().stream()
                .map(who -> new Assign.Pick(
                        faces.person(who.id()), null, null, who.id().equals(chosen), false))
                .toList();
    }
}
