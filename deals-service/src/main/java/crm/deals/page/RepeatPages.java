package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealRefusal.NewClient;
import crm.deals.deal.Deals;
import crm.deals.deal.NewDeal;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.board.QuickAdd;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import crm.ui.form.Form;
import crm.ui.form.Option;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Repeat deals made by hand (S-1): on top of the first column, or in the full form. */
@Controller
class RepeatPages {
    static final String NEW = "/deals/new";
    static final String QUICK = "/deals/quick";
    private static final String CLIENTS = "/directory/clients/suggest";

    private final Deals deals;
    private final Cities cities;
    private final Faces faces;

    RepeatPages(Deals deals, Cities cities, Faces faces) {
        this.deals = deals;
        this.cities = cities;
        this.faces = faces;
    }

    @GetMapping(QUICK)
    String quick(By by, Model model) {
        Deals.needRepeating(by);
        model.addAttribute("quick", new QuickAdd(QUICK, NEW, Form.EMPTY, List.of(), CLIENTS));
        return "kit/board :: quick(quick=${quick})";
    }

    @PostMapping(QUICK)
    ResponseEntity<Void> addQuickly(
            @RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        Deals.needRepeating(by);
        CardRef client = client(new Typed(typed).text("client"));
        boolean company = client.kind() == CardKind.COMPANY;
        return made(
                new NewDeal(
                        typed.getFirst("title"),
                        null,
                        company ? client.id() : null,
                        company ? List.of() : List.of(client.id()),
                        null),
                "client",
                by,
                key);
    }

    private static CardRef client(@Nullable String picked) {
        if (picked == null) {
            throw Refusals.invalid("client", "client-required");
        }
        try {
            return CardRef.of(picked);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.invalid("client", "client-required");
        }
    }

    /** @param client whom it is made with, when it is begun on his page */
    @GetMapping(NEW)
    String fresh(@RequestParam(required = false) @Nullable String client, By by, Model model) {
        Deals.needRepeating(by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Повторная сделка",
                                "для тех, кто уже покупал; новый клиент начинается с лида",
                                "/deals",
                                "Создать сделку")
                        .form(client == null ? Form.EMPTY : begun(client(client), by))
                        .inWide());
        model.addAttribute("cities", cities.options(null));
        model.addAttribute(
                "sellers",
                by.leads()
                        ? deals.sellers().stream()
                                .map(who -> Option.of(who.id(), who.fullName()))
                                .toList()
                        : null);
        return "deal/dialogs :: repeat(dialog=${dialog},cities=${cities},sellers=${sellers})";
    }

    private Form begun(CardRef client, By by) {
        boolean company = client.kind() == CardKind.COMPANY;
        Label label = faces.label(client, by);
        return Form.EMPTY
                .with(company ? "companyId" : "contactIds", client.id())
                .with(company ? "company" : "contact", label == null ? null : label.label());
    }

    @PostMapping("/deals")
    ResponseEntity<Void> create(@RequestParam MultiValueMap<String, String> sent, By by, @Nullable RequestKey key) {
        Typed typed = new Typed(sent);
        return made(
                new NewDeal(
                        typed.text("title"),
                        typed.text("city"),
                        typed.text("companyId"),
                        Stream.ofNullable(typed.text("contactIds")).toList(),
                        typed.text("responsibleId")),
                null,
                by,
                key);
    }

    /** @param field where the client is chosen; null where that is the field the rule names */
    private ResponseEntity<Void> made(NewDeal wanted, @Nullable String field, By by, @Nullable RequestKey key) {
        Deal deal;
        try {
            deal = deals.repeat(wanted, by, key);
        } catch (Refused no) {
            throw no.refusal() instanceof NewClient fresh
                    ? new Refused(new ThroughLead(fresh, field == null ? fresh.field() : field, way(wanted, by)))
                    : no;
        }
        HxTrigger trigger = HxTrigger.changed("deal", deal.id());
        String said = "Сделка С-" + deal.number() + " создана";
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        (deals.isSeen(deal, by)
                                        ? trigger.toast(said, Link.page("Открыть", null, "/deals/" + deal.id()))
                                        : trigger.toast(said + ", её назначит руководитель"))
                                .value())
                .build();
    }

    /** How such a deal begins: a lead with the client on it; null for who enters none. */
    private static @Nullable Link way(NewDeal wanted, By by) {
        if (!by.leads() && !by.is(Role.SALES_MANAGER)) {
            return null;
        }
        CardRef client = wanted.companyId() == null
                ? new CardRef(CardKind.CONTACT, wanted.contactIds().getFirst())
                : new CardRef(CardKind.COMPANY, wanted.companyId());
        Address form = new Address("/leads/new", Map.of())
                .with("client", client.toString())
                .with("title", Objects.toString(wanted.title(), ""));
        return Link.dialog("Создать лид", "plus", form.url());
    }

    /** S-1: said at the field where the client was chosen, with the way there is for him. */
    private record ThroughLead(
            NewClient refused, String field, @Nullable Link way) implements Refusal {
        @Override
        public String code() {
            return refused.code();
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }

        @Override
        public Map<String, Object> more() {
            return way == null ? Map.of() : Map.of("link", way);
        }
    }
}
