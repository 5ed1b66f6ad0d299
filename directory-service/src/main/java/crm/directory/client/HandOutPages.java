package crm.directory.client;

import crm.platform.card.HandOut;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.dialog.Assign;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The head hands out many contacts or companies at once, such as those of somebody dismissed (D-5, D-6, V-4). */
@Controller
@RequestMapping({"/contacts", "/companies"})
class HandOutPages {
    static final String MANY = "/list/responsible";
    private static final HandOut.Words WORDS =
            new HandOut.Words("Передать другим", "Передать", "все, что показывает фильтр", "выбрано: ");

    private final Faces faces;
    private final ClientKinds kinds;
    private final Colleagues colleagues;
    private final Problems problems;

    HandOutPages(Faces faces, ClientKinds kinds, Colleagues colleagues, Problems problems) {
        this.faces = faces;
        this.kinds = kinds;
        this.colleagues = colleagues;
        this.problems = problems;
    }

    @GetMapping(MANY)
    String ask(HttpServletRequest request, @RequestParam(defaultValue = "0") int count, By by, Model model) {
        ClientAccess.needLeader(by);
        List<Assign.Pick> picks = colleagues.sellers().stream()
                .map(who -> new Assign.Pick(colleagues.person(who.id()), null, null, false, false))
                .toList();
        return HandOut.ask(request, faces.of(request).words().base() + MANY, WORDS, count, picks, model);
    }

    @PostMapping(MANY)
    ResponseEntity<Void> assign(HttpServletRequest request, By by, @Nullable RequestKey key) {
        ClientAccess.needLeader(by);
        ClientCards<?> cards = kinds.of(request);
        HandOut.Outcome outcome = HandOut.of(request.getParameterMap())
                .among(
                        shown -> cards.list(shown, by).map(ClientCard::id),
                        key,
                        (id, who, own) -> cards.assign(id, who, by, Expected.ANY, own));
        return HandOut.answer(outcome, colleagues::nameOf, problems);
    }
}
