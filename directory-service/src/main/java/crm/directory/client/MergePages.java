package crm.directory.client;

import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import crm.ui.record.Row;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Объединить…» (D-3): first which other card it is, then what will remain, side by side with what there is. */
@Controller
@RequestMapping({"/contacts/{id}/merge", "/companies/{id}/merge"})
class MergePages {
    private final Faces faces;
    private final Merging merging;
    private final Problems problems;

    MergePages(Faces faces, Merging merging, Problems problems) {
        this.faces = faces;
        this.merging = merging;
        this.problems = problems;
    }

    /**
     * A field of both cards and of the one that remains.
     *
     * @param changes the one that remains gets something here
     */
    record Line(String label, String gone, String kept, String remains, boolean changes) {}

    /** @param into the other one, where it is known already */
    @GetMapping
    String choose(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String into,
            By by,
            HttpServletRequest request,
            Model model) {
        return choose(faces.of(request), id, Form.EMPTY.with("into", into), by, model);
    }

    private <C extends ClientCard<C>> String choose(ClientFace<C> face, String id, Form form, By by, Model model) {
        C card = face.cards().card(id, by);
        ClientAccess.needLeader(by);
        model.addAttribute(
                "dialog", dialog(face, card, "Показать, что останется").form(form));
        model.addAttribute("suggest", face.words().base() + "/suggest?except=" + card.id());
        String chosen = form.value("into");
        model.addAttribute(
                "shown",
                chosen.isEmpty()
                        ? null
                        : face.cards().find(chosen).map(ClientCard::title).orElse(null));
        return "directory/merge :: choose(dialog=${dialog})";
    }

    private static <C extends ClientCard<C>> Dialog dialog(ClientFace<C> face, C card, String submit) {
        return Dialog.of(
                "Объединить с другой карточкой",
                card.title(),
                face.words().base() + "/" + card.id() + "/merge",
                submit);
    }

    @PostMapping
    Object merge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "false") boolean confirmed,
            By by,
            @Nullable RequestKey key,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return merge(faces.of(request), id, into, confirmed, by, key, response, model);
    }

    private <C extends ClientCard<C>> Object merge(
            ClientFace<C> face,
            String id,
            String into,
            boolean confirmed,
            By by,
            @Nullable RequestKey key,
            HttpServletResponse response,
            Model model) {
        C card = face.cards().card(id, by);
        ClientAccess.needLeader(by);
        try {
            if (!confirmed) {
                if (into.isBlank()) {
                    throw Refusals.invalid("into", "required");
                }
                return compare(face, card, merging.checked(face.cards(), id, into, Expected.ANY), by, model);
            }
            C survivor = merging.merge(face.cards(), id, into, by, Expected.ANY, key);
            return ResponseEntity.noContent()
                    .header("HX-Redirect", face.words().base() + "/" + survivor.id())
                    .build();
        } catch (Refused refused) {
            response.setStatus(422);
            var problem = problems.of(refused.refusal());
            String why = problem.errors().isEmpty()
                    ? problem.detail()
                    : problem.errors().getFirst().message();
            return choose(face, id, Form.EMPTY.with("into", into).wrong("into", why), by, model);
        }
    }

    private static <C extends ClientCard<C>> String compare(ClientFace<C> face, C gone, C kept, By by, Model model) {
        C remains = kept.absorb(gone, by, face.cards().now());
        List<Line> lines = new ArrayList<>();
        face.groups().values().stream().flatMap(Collection::stream).forEach(name -> {
            Row left = face.field(name, gone, by).row();
            Row right = face.field(name, kept, by).row();
            Row both = face.field(name, remains, by).row();
            if (!left.empty() || !right.empty()) {
                lines.add(new Line(
                        right.label(),
                        words(left),
                        words(right),
                        words(both),
                        !words(right).equals(words(both))));
            }
        });
        model.addAttribute(
                "dialog",
                dialog(face, gone, "Объединить")
                        .inWide()
                        .hint("Отменить объединение нельзя")
                        .form(Form.EMPTY.with("into", kept.id())));
        model.addAttribute("lines", lines);
        model.addAttribute("kept", kept.title());
        return "directory/merge :: compare(dialog=${dialog})";
    }

    private static String words(Row row) {
        return row.empty() ? "—" : row.value();
    }
}
