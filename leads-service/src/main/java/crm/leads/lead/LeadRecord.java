package crm.leads.lead;

import crm.leads.turn.NextResponsible;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.dialog.Blocked;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Reasons;
import crm.ui.form.Input;
import crm.ui.record.Contact;
import crm.ui.record.Head;
import crm.ui.record.Row;
import crm.ui.record.StageBar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one lead, its dialogs and its fields edited in place. */
@Controller
@RequestMapping("/leads")
class LeadRecord {
    private final Leads leads;
    private final LeadCards cards;
    private final LeadWords words;
    private final NextResponsible turn;
    private final References references;
    private final Ru ru;

    LeadRecord(Leads leads, LeadCards cards, LeadWords words, NextResponsible turn, References references, Ru ru) {
        this.leads = leads;
        this.cards = cards;
        this.words = words;
        this.turn = turn;
        this.references = references;
        this.ru = ru;
    }

    @GetMapping("/{id}")
    String record(@PathVariable String id, By by, Model model) {
        Lead lead = leads.card(id, by);
        boolean whole = !LeadAccess.seesTitleOnly(by, lead);
        model.addAttribute(
                "page",
                Page.of(lead.title(), Section.LEADS)
                        .crumb("Лиды", "/leads")
                        .crumb("Л-" + lead.number(), null)
                        .create("Лид", "/leads/new"));
        model.addAttribute("lead", lead);
        model.addAttribute("whole", whole);
        model.addAttribute("head", head(lead, by, whole));
        boolean works = LeadAccess.works(by, lead);
        model.addAttribute("stages", stages(lead, whole, works));
        model.addAttribute("rows", whole ? rows(lead, by) : List.of());
        model.addAttribute("contacts", whole ? contacts(lead, by) : List.of());
        model.addAttribute(
                "addPerson", works ? Link.dialog("Добавить человека", "plus", "/leads/" + id + "/people/new") : null);
        model.addAttribute("applicant", whole && lead.applicant() != null ? words(lead.applicant()) : null);
        model.addAttribute("consentAt", whole ? lead.enquiries().consentAt() : null);
        model.addAttribute("repeated", whole ? repeated(lead) : List.of());
        model.addAttribute("works", works);
        return "lead/record";
    }

    private Head head(Lead lead, By by, boolean whole) {
        if (!whole) {
            return new Head(
                    lead.title(),
                    null,
                    List.of(),
                    null,
                    false,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of());
        }
        List<String> facts = new ArrayList<>(List.of("создан " + ru.dateTime(lead.createdAt())));
        if (lead.acceptedAt() != null
                && lead.assignedAt() != null
                && lead.acceptedAt().isAfter(lead.assignedAt())) {
            facts.add("принят за " + ru.span(Duration.between(lead.assignedAt(), lead.acceptedAt())));
        }
        if (lead.rejection() != null) {
            facts.add(words.reason(lead.rejection().reason()));
        }
        List<Link> actions = new ArrayList<>();
        if (lead.dealId() != null) {
            actions.add(Link.page("Сделка", "briefcase", "/deals/" + lead.dealId()));
        }
        List<Link> menu = by.leads() && lead.stage() != Stage.CONVERTED
                ? List.of(Link.dialog("Назначить ответственного", "user-check", "/leads/" + lead.id() + "/responsible"))
                : List.of();
        return new Head(
                lead.title(),
                null,
                List.of(),
                null,
                true,
                cards.person(lead.responsibleId()),
                lead.stage().isOpen() ? LeadCards.signal(lead) : null,
                facts,
                phone(lead, by),
                null,
                actions,
                menu);
    }

    private @Nullable String phone(Lead lead, By by) {
        for (Label label : labels(lead, by).values()) {
            if (label.phone() != null) {
                return label.phone();
            }
        }
        return lead.applicant() == null ? null : lead.applicant().phone();
    }

    private Map<String, Label> labels(Lead lead, By by) {
        return references.labels(
                by.id(),
                ContactLink.ids(lead.contacts()),
                lead.companyId() == null ? List.of() : List.of(lead.companyId()));
    }

    private static StageBar stages(Lead lead, boolean whole, boolean works) {
        List<StageBar.Step> steps = new ArrayList<>();
        List<Stage> asking = LeadCards.asking(lead);
        for (Stage stage : Stage.values()) {
            boolean now = stage == lead.stage();
            boolean done = lead.stage() != Stage.REJECTED
                    && stage.ordinal() < lead.stage().ordinal();
            steps.add(new StageBar.Step(
                    stage.name(),
                    now ? StageBar.State.NOW : done ? StageBar.State.DONE : StageBar.State.AHEAD,
                    !stage.isOpen(),
                    now && whole ? Duration.between(lead.stageSince(), Instant.now()) : null,
                    works && lead.stage().next().contains(stage),
                    asking.contains(stage)));
        }
        return new StageBar("lead", "/leads/" + lead.id() + "/stage", steps);
    }

    private List<Row> rows(Lead lead, By by) {
        return List.of(
                row("title", lead, by),
                row("source", lead, by),
                row("sourceDetails", lead, by),
                row("city", lead, by),
                row("comment", lead, by),
                row("companyId", lead, by),
                row("responsible", lead, by));
    }

    private Row row(String name, Lead lead, By by) {
        String url = "/leads/" + lead.id() + "/fields/" + name;
        Row row = switch (name) {
            case "title" -> Row.of(name, "Название", lead.title()).edit(url);
            case "source" -> {
                Row source = Row.of(name, "Источник", lead.source() == null ? null : words.source(lead.source()));
                yield lead.sourceLocked()
                        ? source.locked("Источник определила система, изменить нельзя")
                        : source.hint("выбрать источник").edit(url);
            }
            case "sourceDetails" ->
                Row.of(name, "Об источнике", lead.sourceDetails())
                        .hint("добавить")
                        .edit(url);
            case "city" ->
                Row.of(name, "Город", words.city(lead.city()))
                        .hint("выбрать город")
                        .edit(url);
            case "comment" ->
                Row.of(name, "Комментарий", lead.comment())
                        .hint("добавить комментарий")
                        .edit(url);
            case "companyId" -> {
                Label company =
                        lead.companyId() == null ? null : labels(lead, by).get(lead.companyId());
                Row of = Row.of(name, "Компания", company == null ? null : company.label())
                        .hint("выбрать компанию")
                        .edit(url);
                yield lead.companyId() == null ? of : of.to("/companies/" + lead.companyId());
            }
            case "responsible" -> {
                Person who = cards.person(lead.responsibleId());
                yield Row.of(name, "Ответственный", who == null ? "не назначен" : who.name())
                        .locked(
                                lead.duty().why() == null
                                        ? "Ответственного назначает руководитель"
                                        : "Почему он: " + lead.duty().why());
            }
            default -> throw Refusals.notFound();
        };
        if (lead.stage() == Stage.CONVERTED) {
            return row.locked("Лид сконвертирован, меняйте сделку");
        }
        return LeadAccess.works(by, lead) ? row : row.locked("Меняет ответственный или руководитель");
    }

    private List<Contact> contacts(Lead lead, By by) {
        Map<String, Label> labels = labels(lead, by);
        return lead.contacts().stream()
                .map(link -> {
                    Label label = labels.getOrDefault(link.id(), new Label("Контакт", null));
                    return new Contact(
                            Person.of(link.id(), label.label()),
                            "/contacts/" + link.id(),
                            link.role() == ContactLink.Role.MAIN ? List.of(Badge.line("основной")) : List.of(),
                            null,
                            label.phone() == null ? List.of() : List.of(new Contact.Phone(label.phone(), null)),
                            List.of(),
                            LeadAccess.works(by, lead)
                                    ? List.of(Link.dialog(
                                            "Убрать из карточки",
                                            "user-minus",
                                            "/leads/" + lead.id() + "/people/" + link.id() + "/remove"))
                                    : List.of());
                })
                .toList();
    }

    /** What he said then, one line for each time he asked again (L-20). */
    private List<String> repeated(Lead lead) {
        return lead.enquiries().repeated().reversed().stream()
                .map(enquiry -> {
                    List<String> said = new ArrayList<>(List.of(ru.dateTime(enquiry.at())));
                    if (enquiry.applicant() != null) {
                        said.addAll(words(enquiry.applicant()));
                    }
                    Stream.of(enquiry.comment(), enquiry.details())
                            .filter(Objects::nonNull)
                            .forEach(said::add);
                    return String.join(" · ", said);
                })
                .toList();
    }

    private List<String> words(Applicant applicant) {
        List<String> said = new ArrayList<>();
        if (applicant.name() != null) {
            said.add(applicant.name());
        }
        if (applicant.phone() != null) {
            said.add(ru.phone(applicant.phone()));
        }
        if (applicant.email() != null) {
            said.add(applicant.email());
        }
        return said;
    }

    @GetMapping("/{id}/fields/{name}")
    String field(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean shown,
            By by,
            Model model) {
        Lead lead = leads.card(id, by);
        if (LeadAccess.seesTitleOnly(by, lead)) {
            throw Refusals.forbidden();
        }
        if (!shown) {
            leads.changeable(id, by);
        }
        String url = "/leads/" + id + "/fields/" + name;
        if (shown) {
            model.addAttribute("row", row(name, lead, by));
            return "kit/record :: row(row=${row})";
        }
        model.addAttribute("input", input(name, lead, by));
        model.addAttribute("url", url);
        return "kit/record :: editor(input=${input},saveUrl=${url},rowUrl=${url + '?shown=true'})";
    }

    private Input input(String name, Lead lead, By by) {
        return switch (name) {
            case "title" ->
                Input.of(name, "Название").value(lead.title()).required().max(LeadData.TITLE);
            case "source" ->
                Input.of(name, "Источник")
                        .value(lead.source() == null ? "" : lead.source().name())
                        .options(words.sourcesByHand(lead.source()));
            case "sourceDetails" ->
                Input.of(name, "Об источнике")
                        .type("textarea")
                        .value(lead.sourceDetails())
                        .rows(3)
                        .max(LeadData.DETAILS);
            case "city" ->
                Input.of(name, "Город")
                        .value(lead.city())
                        .options(words.cities(lead.city()))
                        .empty("Не выбран");
            case "comment" ->
                Input.of(name, "Комментарий")
                        .type("textarea")
                        .value(lead.comment())
                        .rows(4)
                        .max(LeadData.COMMENT);
            case "companyId" -> {
                Label company =
                        lead.companyId() == null ? null : labels(lead, by).get(lead.companyId());
                yield Input.of(name, "Компания")
                        .value(lead.companyId())
                        .shown(company == null ? null : company.label())
                        .url("/companies/suggest");
            }
            default -> throw Refusals.notFound();
        };
    }

    @PostMapping("/{id}/fields/{name}")
    ResponseEntity<Void> save(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> typed,
            By by) {
        String value = typed.getFirst(name);
        leads.edit(id, data -> data.withField(name, value), by, Expected.ANY);
        return changed(id, null);
    }

    private static ResponseEntity<Void> changed(String id, @Nullable String said) {
        HxTrigger trigger = HxTrigger.changed("lead", id);
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, (said == null ? trigger : trigger.toast(said)).value())
                .build();
    }

    @GetMapping("/{id}/stage")
    String ask(@PathVariable String id, @RequestParam Stage to, By by, Model model) {
        Lead lead = leads.changeable(id, by);
        if (to == Stage.CONVERTED) {
            List<Blocked.Condition> missing = lead.missingForConversion().stream()
                    .map(refusal -> new Blocked.Condition(words.of(refusal), false, null))
                    .toList();
            model.addAttribute(
                    "blocked",
                    new Blocked(Dialog.of("Пока нельзя сконвертировать", lead.title(), null, "Понятно"), missing));
            return "kit/dialog :: blocked(blocked=${blocked})";
        }
        model.addAttribute(
                "reasons",
                new Reasons(
                        Dialog.of("Отказ лида", lead.title(), "/leads/" + id + "/stage", "Отказать")
                                .hint("отмена вернёт карточку на место"),
                        words.reasons(lead.seen().attempts()),
                        by.leads(),
                        "В этот день у ответственного появится задача «Вернуться к лиду»."));
        return "kit/dialog :: reasons(reasons=${reasons})";
    }

    @PostMapping("/{id}/stage")
    ResponseEntity<Void> move(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        Stage before = leads.card(id, by).stage();
        Lead lead = leads.move(id, move(typed), by, expected, key);
        HxTrigger trigger = HxTrigger.changed("lead", id);
        String where = words.stage(lead.stage());
        if (lead.stage() == Stage.CONVERTED) {
            trigger = trigger.toast("Сделка создана", Link.page("Открыть", null, "/deals/" + lead.dealId()));
        } else if (lead.stage().next().contains(before)) {
            trigger = trigger.toast(
                    "«" + lead.title() + "»: " + where,
                    "/leads/" + id + "/stage",
                    Map.of("to", before.name()),
                    lead.version());
        } else {
            trigger = trigger.toast("«" + lead.title() + "»: " + where);
        }
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }

    /** What a form asks for; of a field that its address has too, the form's is the last. */
    static Move move(MultiValueMap<String, String> typed) {
        return new Move(
                parse("to", typed, Stage::valueOf),
                parse("reason", typed, Reason::valueOf),
                last("comment", typed),
                parse("returnOn", typed, LocalDate::parse),
                0);
    }

    private static @Nullable String last(String name, MultiValueMap<String, String> typed) {
        List<String> values = typed.get(name);
        return values == null || values.isEmpty() ? null : values.getLast();
    }

    /** A chosen value; the field it came from is named when it is none. */
    static <T> @Nullable T parse(
            String name, MultiValueMap<String, String> typed, java.util.function.Function<String, T> parse) {
        String value = last(name, typed);
        if (value == null || value.isBlank()) {
            if (name.equals("to")) {
                throw Refusals.invalid("to", "required");
            }
            return null;
        }
        try {
            return parse.apply(value.strip());
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw Refusals.invalid(name, "unknown");
        }
    }

    @GetMapping("/{id}/people/new")
    String newPerson(@PathVariable String id, By by, Model model) {
        Lead lead = leads.changeable(id, by);
        model.addAttribute(
                "dialog", Dialog.of("Добавить человека", lead.title(), "/leads/" + id + "/people", "Добавить"));
        model.addAttribute("suggest", "/contacts/suggest?card=lead/" + id);
        return "lead/dialogs :: person(dialog=${dialog},suggest=${suggest})";
    }

    @PostMapping("/{id}/people")
    ResponseEntity<Void> addPerson(@PathVariable String id, @RequestParam(defaultValue = "") String contactId, By by) {
        if (contactId.isBlank()) {
            throw Refusals.invalid("contactId", "required");
        }
        ContactLink link = new ContactLink(contactId, ContactLink.Role.PARTICIPANT);
        leads.edit(id, data -> data.withContacts(ContactLink.with(data.contacts(), link)), by, Expected.ANY);
        return changed(id, null);
    }

    @GetMapping("/{id}/people/{contactId}/remove")
    String removing(@PathVariable String id, @PathVariable String contactId, By by, Model model) {
        Lead lead = leads.changeable(id, by);
        String name = labels(lead, by)
                .getOrDefault(contactId, new Label("Контакт", null))
                .label();
        model.addAttribute(
                "dialog",
                Dialog.of(
                        "Убрать из карточки",
                        lead.title(),
                        "/leads/" + id + "/people/" + contactId + "/remove",
                        "Убрать"));
        model.addAttribute("text", name + " останется в контактах, но не будет участником лида.");
        return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
    }

    @PostMapping("/{id}/people/{contactId}/remove")
    ResponseEntity<Void> remove(@PathVariable String id, @PathVariable String contactId, By by) {
        leads.edit(id, data -> data.withContacts(ContactLink.without(data.contacts(), contactId)), by, Expected.ANY);
        return changed(id, null);
    }
}
