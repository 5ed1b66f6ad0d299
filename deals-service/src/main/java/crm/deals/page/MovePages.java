package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Deals;
import crm.deals.deal.Move;
import crm.deals.deal.Reason;
import crm.deals.deal.Stage;
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
import crm.ui.form.Option;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Many deals change their stage or are refused at once (V-4), each by its own rules. */
@Controller
class MovePages {
    private static final String STAGE = "/deals/list/stage";
    private static final String REJECTION = "/deals/list/rejection";

    private final Deals deals;
    private final DealQueries queries;
    private final StagePages stages;
    private final Problems words;

    MovePages(Deals deals, DealQueries queries, StagePages stages, Problems words) {
        this.deals = deals;
        this.queries = queries;
        this.stages = stages;
        this.words = words;
    }

    /** What the list offers for the deals picked. */
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
        String about = Picked.of(request).words(count, "все сделки, что показывает фильтр", "выбрано сделок: ");
        return Dialog.of(title, about, action, submit);
    }

    @GetMapping(STAGE)
    String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needMover(by);
        model.addAttribute("dialog", dialog("Переместить", request, count, "Переместить"));
        model.addAttribute(
                "options",
                Stream.of(Stage.values())
                        .filter(stage -> stage != Stage.REJECTED)
                        .map(stage -> Option.of(stage.name(), words.words("deal.stage." + stage)))
                        .toList());
        return "kit/dialog :: stages(dialog=${dialog},options=${options})";
    }

    @GetMapping(REJECTION)
    String askToReject(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        needMover(by);
        model.addAttribute(
                "reasons",
                new Reasons(
                        dialog("Отказ клиентов", request, count, "Отказать"),
                        stages.reasons(),
                        by.leads(),
                        "В этот день у ответственных появится задача «Вернуться к сделке»."));
        return "kit/dialog :: reasons(reasons=${reasons})";
    }

    @PostMapping(STAGE)
    ResponseEntity<Void> move(
            HttpServletRequest request,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            @Nullable RequestKey key) {
        needMover(by);
        Typed typed = new Typed(sent);
        Stage to = typed.one(Stage.class, "to");
        if (to == null) {
            throw Refusals.invalid("to", "required");
        }
        Move move = new Move(to, typed.one(Reason.class, "reason"), typed.text("comment"), typed.day("returnOn"), 0);
        Picked.Outcome outcome = Picked.of(request)
                .each(
                        shown -> queries.list(Filters.typed(shown), by).map(Deal::id),
                        key,
                        (id, own) -> deals.move(id, move, by, Expected.ANY, own));
        return Answers.with(
                HxTrigger.changedList().toast(outcome.words(to == Stage.REJECTED ? "отказано" : "перемещено", words)));
    }
}
