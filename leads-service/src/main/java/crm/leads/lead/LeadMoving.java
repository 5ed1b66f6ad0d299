package crm.leads.lead;

import crm.platform.card.ManyMoves;
import crm.platform.card.Picked;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.form.Option;
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
    static final ManyMoves MANY = new ManyMoves(STAGE, REJECTION, "все лиды, что показывает фильтр", "выбрано лидов: ");

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

    @GetMapping(STAGE)
    String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        List<Option> stages = words.stages().stream()
                .filter(stage ->
                        Stage.valueOf(stage.value()) != Stage.NEW && Stage.valueOf(stage.value()) != Stage.REJECTED)
                .toList();
        return MANY.ask(request, count, stages, by, model);
    }

    @GetMapping(REJECTION)
    String askToReject(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        return MANY.askToReject(
                request,
                count,
                "Отказ лидов",
                words.reasons(),
                "В этот день у ответственных появится задача «Вернуться к лиду».",
                by,
                model);
    }

    @PostMapping(STAGE)
    ResponseEntity<Void> move(
            HttpServletRequest request,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key) {
        ManyMoves.needMover(by);
        Move move = LeadRecord.move(typed);
        Picked.Outcome outcome = Picked.of(request)
                .each(
                        shown -> queries.more(shown, by).map(Lead::id),
                        key,
                        (id, own) -> leads.move(id, move, by, Expected.ANY, own));
        return ManyMoves.answer(outcome, move.to() == Stage.REJECTED, problems);
    }
}
