package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Deals;
import crm.deals.deal.Move;
import crm.deals.deal.Reason;
import crm.deals.deal.Stage;
import crm.platform.card.ManyMoves;
import crm.platform.card.Picked;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
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
    static final ManyMoves MANY =
            new ManyMoves(STAGE, REJECTION, "все сделки, что показывает фильтр", "выбрано сделок: ");

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

    @GetMapping(STAGE)
    String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        List<Option> options = Stream.of(Stage.values())
                .filter(stage -> stage != Stage.REJECTED)
                .map(stage -> Option.of(stage.name(), words.words("deal.stage." + stage)))
                .toList();
        return MANY.ask(request, count, options, by, model);
    }

    @GetMapping(REJECTION)
    String askToReject(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        return MANY.askToReject(
                request,
                count,
                "Отказ клиентов",
                stages.reasons(),
                "В этот день у ответственных появится задача «Вернуться к сделке».",
                by,
                model);
    }

    @PostMapping(STAGE)
    ResponseEntity<Void> move(
            HttpServletRequest request,
            @RequestParam MultiValueMap<String, String> sent,
            By by,
            @Nullable RequestKey key) {
        ManyMoves.needMover(by);
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
        return ManyMoves.answer(outcome, to == Stage.REJECTED, words);
    }
}
