package crm.directory.client;

import crm.directory.client.ClientRefusal.Duplicate;
import crm.events.CardRef;
import crm.platform.refusal.Problem;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Matches;
import crm.ui.form.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The form of a new contact or company, also inside the card of a lead or deal (D-1), with what is equal to it (D-2). */
@Controller
@RequestMapping({"/contacts", "/companies"})
class EntryPages {
    private final Faces faces;
    private final Twins twins;
    private final Problems problems;
    private final Map<String, Remote> owners;

    EntryPages(Faces faces, Twins twins, Problems problems, Remotes remotes) {
        this.faces = faces;
        this.twins = twins;
        this.problems = problems;
        this.owners = Map.of("lead", remotes.asCaller("leads"), "deal", remotes.asCaller("deals"));
    }

    /** Begun with what is known already, {@code q} each: a name, a phone, an e-mail. */
    @GetMapping("/new")
    String fresh(
            HttpServletRequest request, @RequestParam(required = false) @Nullable String card, By by, Model model) {
        ClientFace<?> face = faces.of(request);
        ClientAccess.needCreator(by);
        Form form = Form.EMPTY;
        String[] known = request.getParameterValues("q");
        for (String text : known == null ? new String[0] : known) {
            for (var field : face.begun(text.strip()).values().entrySet()) {
                form = form.with(field.getKey(), field.getValue().getFirst());
            }
        }
        if (card != null) {
            form = form.with("card", ClientLook.card(card).toString());
        }
        return dialog(face, form, null, false, model);
    }

    private static String dialog(
            ClientFace<?> face, Form form, Matches.@Nullable Match match, boolean confirmable, Model model) {
        ClientFace.Words words = face.words();
        model.addAttribute(
                "dialog",
                Dialog.of(words.fresh(), null, words.base(), words.create()).form(form));
        model.addAttribute("picked", face.picked(form));
        model.addAttribute("match", match);
        model.addAttribute("anyway", confirmable ? "Всё равно создать" : null);
        return "directory/dialogs :: " + face.form() + "(dialog=${dialog},match=${match},anyway=${anyway})";
    }

    /** Makes a card; entered inside a lead's or deal's card it is put on that card too. */
    @PostMapping
    Object create(
            HttpServletRequest request,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key,
            HttpServletResponse response,
            Model model) {
        ClientFace<?> face = faces.of(request);
        ClientCard<?> made;
        try {
            made = face.enter(typed, by, key);
        } catch (Refused refused) {
            Problem problem = problems.of(refused.refusal());
            if (problem.errors().isEmpty()) {
                throw refused;
            }
            Form form = Form.of(typed);
            for (Problem.Item item : problem.errors()) {
                form = form.wrong(face.typedInto(item.field()), item.message());
            }
            response.setStatus(422);
            return refused.refusal() instanceof Duplicate twin
                    ? dialog(face, form, twins.match(face, twin), twin.confirmable(), model)
                    : dialog(face, form, null, false, model);
        }
        String card = ClientLook.value(typed, "card");
        HxTrigger trigger;
        if (card.isEmpty()) {
            trigger = HxTrigger.changed(made.kind().code(), made.id())
                    .toast(face.words().made(), Link.page("Открыть", null, ClientKinds.page(made.kind(), made.id())));
        } else {
            CardRef ref = ClientLook.card(card);
            link(ref, made);
            trigger = HxTrigger.changed(ref.kind().code(), ref.id());
        }
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }

    private void link(CardRef card, ClientCard<?> made) {
        Remote owner = owners.get(card.kind().code());
        if (owner == null) {
            throw Refusals.invalid("card", "unknown");
        }
        String path = "/api/" + card.kind().code() + "s/{id}";
        owner.insist(client -> switch (made.kind()) {
                    case COMPANY ->
                        client.patch()
                                .uri(path, card.id())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(Map.of("companyId", made.id()))
                                .retrieve()
                                .body(JsonNode.class);
                    default ->
                        client.post()
                                .uri(path + "/contacts", card.id())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(Map.of("contactId", made.id()))
                                .retrieve()
                                .body(JsonNode.class);
                })
                .orElseThrow(Refusals::notFound);
    }
}
