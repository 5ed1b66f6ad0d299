package crm.leads.lead;

import crm.platform.card.Picked;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Reasons;
import crm.ui.filter.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Many leads change their stage or are refused at once (V-4), each by its own rules. */
@Controller
class LeadMoving {
    private static final String STAGE = "/leads/list/stage";
    private static final String REJECTION = "/leads/list/rejection";

    private final Leads leads;
    private final LeadQueries queries;
    private final LeadWords words;
    private final Problems problems;

    LeadMoving(Leads leads, LeadQueries queries, LeadWords words, Problems problems) {
        this.leads = leads;
        this.queries = queries;
        this.words = words;
        this.problems = problems;
    }

    /** What the list offers for the leads picked. */
    static List<Link> links(Address address, By by) {
        return moves(by)
                ? List.of(
                        Link.dialog(
                                "Стадия",
                                "arrow-right",
                                address.at(STAGE).without("sort").url()),
                        Link.dialog(
                                "Отказ",
                                "ban",
                                address.at(REJECTION).without("sort").url()))
                : List.of();
    }

    private static boolean moves(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    private static void needMover(By by) {
        if (!moves(by)) {
            throw Refusals.forbidden();
        }
    }

    private static Dialog dialog(String title, HttpServletRequest request, int count, String submit) {
        String action = Address.of(STAGE, request.getParameterMap())
                .without("count", "everything")
                .url();
        String about = Picked.of(request).words(count, "все лиды, что показывает фильтр", "выбрано лидов: ");
        return Dialog.of(title, about, action, submit);
    }

    @GetMapping(STAGE)
    String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needMover(by);
        model.addAttribute("dialog", dialog("Переместить", request, count, "Переместить"));
        model.addAttribute(
                "options",
                words.stages().stream()
                        .filter(stage -> Stage.valueOf(stage.value()) != Stage.NEW
                                && Stage.valueOf(stage.value()) != Stage.REJECTED)
                        .toList());
        return "kit/dialog :: stages(dialog=${dialog},options=${options})";
    }

    @GetMapping(REJECTION)
    String askToReject(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needMover(by);
        model.addAttribute(
                "reasons",
                new Reasons(
                        dialog("Отказ лидов", request, count, "Отказать"),
                        words.reasons(),
                        by.leads(),
                        "В этот день у ответственных появится задача «Вернуться к лиду»."));
        return "kit/dialog :: reasons(reasons=${reasons})";
    }

    @PostMapping(STAGE)
    ResponseEntity<Void> move(
            HttpServletRequest request,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key) {
        needMover(by);
        Move move = LeadRecord.move(typed);
        Picked.Outcome outcome = Picked.of(request)
                .each(
                        shown -> queries.more(shown, by).map(Lead::id),
                        key,
                        (id, own) -> leads.move(id, move, by, Expected.ANY, own));
        String verb = move.to() == Stage.REJECTED ? "отказано" : "перемещено";
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changedList()
                                .toast(outcome.words(verb, problems))
                                .value())
                .build();
    }
}
