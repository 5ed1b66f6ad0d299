package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.platform.card.ContactLink;
import crm.platform.card.ContactLink.Role;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.ui.dialog.Dialog;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** People of the client's side on a deal (D-7): added, made the main one, taken away. */
@Controller
class PeoplePages {
    private final Deals deals;
    private final Faces faces;

    PeoplePages(Deals deals, Faces faces) {
        this.deals = deals;
        this.faces = faces;
    }

    @GetMapping("/deals/{id}/contacts/new")
    String adding(@PathVariable String id, By by, Model model) {
        Deal deal = changed(id, by);
        model.addAttribute(
                "dialog",
                Dialog.of("Добавить человека", deal.title(), "/deals/" + id + "/contacts", "Добавить человека"));
        return "deal/dialogs :: person(dialog=${dialog})";
    }

    @PostMapping("/deals/{id}/contacts")
    ResponseEntity<Void> add(@PathVariable String id, @RequestParam MultiValueMap<String, String> sent, By by) {
        String contact = new Typed(sent).text("contactIds");
        if (contact == null) {
            throw Refusals.invalid("contactIds", "required");
        }
        return edit(id, people -> ContactLink.with(people, new ContactLink(contact, Role.PARTICIPANT)), by);
    }

    @GetMapping("/deals/{id}/contacts/{contact}/remove")
    String removing(@PathVariable String id, @PathVariable String contact, By by, Model model) {
        return confirm(
                id,
                contact,
                "Убрать человека из сделки?",
                "Контакт останется в справочнике, разговоры с ним — на ленте.",
                "remove",
                "Убрать из сделки",
                by,
                model);
    }

    @PostMapping("/deals/{id}/contacts/{contact}/remove")
    ResponseEntity<Void> remove(@PathVariable String id, @PathVariable String contact, By by) {
        return edit(id, people -> ContactLink.without(people, contact), by);
    }

    @GetMapping("/deals/{id}/contacts/{contact}/main")
    String promoting(@PathVariable String id, @PathVariable String contact, By by, Model model) {
        return confirm(
                id,
                contact,
                "Сделать основным?",
                "Его имя и телефон будут на доске и в шапке сделки.",
                "main",
                "Сделать основным",
                by,
                model);
    }

    @PostMapping("/deals/{id}/contacts/{contact}/main")
    ResponseEntity<Void> promote(@PathVariable String id, @PathVariable String contact, By by) {
        return edit(
                id,
                people -> {
                    present(people, contact);
                    return ContactLink.with(people, new ContactLink(contact, Role.MAIN));
                },
                by);
    }

    private String confirm(
            String id, String contact, String title, String text, String action, String submit, By by, Model model) {
        Deal deal = changed(id, by);
        present(deal.contacts(), contact);
        Map<String, Label> names = faces.names(List.of(deal), by);
        Label label = names.get(contact);
        model.addAttribute(
                "dialog",
                Dialog.of(
                        title,
                        label == null ? null : label.label(),
                        "/deals/" + id + "/contacts/" + contact + "/" + action,
                        submit));
        model.addAttribute("text", text);
        return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
    }

    private static void present(List<ContactLink> people, String contact) {
        if (people.stream().noneMatch(link -> link.id().equals(contact))) {
            throw Refusals.notFound();
        }
    }

    /** The deal, for one who may change its people. */
    private Deal changed(String id, By by) {
        Deal deal = deals.card(id, by);
        if (!deals.rights(deal, by).change()) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    private ResponseEntity<Void> edit(String id, UnaryOperator<List<ContactLink>> edit, By by) {
        deals.edit(
                id,
                data -> new Deal.Data(data.title(), data.city(), edit.apply(data.contacts()), data.companyId()),
                by,
                Expected.ANY);
        return Answers.changed(id);
    }
}
