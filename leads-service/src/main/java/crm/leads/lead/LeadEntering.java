package crm.leads.lead;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.board.QuickAdd;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A lead entered by hand (L-3): on top of a column, or in the full form. */
@Controller
@RequestMapping("/leads")
class LeadEntering {
    static final String NEW = "/leads/new";
    private static final String QUICK = "/leads/quick";

    private final Leads leads;
    private final LeadWords words;
    private final References references;

    LeadEntering(Leads leads, LeadWords words, References references) {
        this.leads = leads;
        this.words = words;
        this.references = references;
    }

    @GetMapping("/quick")
    String quick(By by, Model model) {
        Leads.needEntering(by);
        model.addAttribute("quick", new QuickAdd(QUICK, NEW, Form.EMPTY, words.sourcesByHand(null), null));
        return "kit/board :: quick(quick=${quick})";
    }

    @PostMapping("/quick")
    ResponseEntity<Void> addQuickly(
            @RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        return entered(typed, by, key);
    }

    /**
     * The full form.
     *
     * @param client whom it is about, where it is begun with a contact or company
     * @param title what was typed elsewhere already
     */
    @GetMapping("/new")
    String fresh(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String title,
            By by,
            Model model) {
        Leads.needEntering(by);
        Form form = client == null ? Form.EMPTY : begun(client, by);
        model.addAttribute(
                "dialog",
                Dialog.of("Новый лид", null, "/leads", "Создать лид")
                        .form(form.with("title", title))
                        .inWide());
        model.addAttribute("sources", words.sourcesByHand(null));
        model.addAttribute("cities", words.cities(null));
        return "lead/dialogs :: fresh(dialog=${dialog},sources=${sources},cities=${cities})";
    }

    private Form begun(String client, By by) {
        CardRef card = client(client);
        References.Label label = references.label(by.id(), card);
        boolean company = card.kind() == CardKind.COMPANY;
        return Form.EMPTY
                .with(company ? "companyId" : "contactId", card.id())
                .with(company ? "company" : "contact", label == null ? null : label.label());
    }

    private static CardRef client(String text) {
        try {
            return CardRef.of(text);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("client", text);
        }
    }

    @PostMapping
    ResponseEntity<Void> create(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        return entered(typed, by, key);
    }

    private ResponseEntity<Void> entered(MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        List<ContactLink> contacts = ContactLink.of(
                List.of(),
                typed.getOrDefault("contactId", List.of()).stream()
                        .filter(id -> !id.isBlank())
                        .toList());
        LeadData data = new LeadData(
                typed.getFirst("title"),
                LeadRecord.parse("source", typed, Source::valueOf),
                typed.getFirst("sourceDetails"),
                typed.getFirst("city"),
                typed.getFirst("comment"),
                contacts,
                typed.getFirst("companyId"),
                new Applicant(text(typed, "name"), text(typed, "phone"), text(typed, "email")));
        Lead lead = leads.enter(data, null, by, key).lead();
        if (lead == null) {
            return answer(HxTrigger.said("Клиент уже обращался: обращение передано его менеджеру"));
        }
        return answer(HxTrigger.changed("lead", lead.id())
                .toast("Лид Л-" + lead.number() + " создан", Link.page("Открыть", null, "/leads/" + lead.id())));
    }

    private static ResponseEntity<Void> answer(HxTrigger trigger) {
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }

    private static @Nullable String text(MultiValueMap<String, String> typed, String name) {
        String value = typed.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
