package crm.directory.contact;

import crm.directory.company.Companies;
import crm.directory.company.Company;
import crm.directory.reference.DirectoryAccess;
import crm.directory.reference.DirectoryPage;
import crm.directory.reference.Phone;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Query;
import crm.ui.Badge;
import crm.ui.Hit;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import crm.ui.form.Form;
import crm.ui.form.Input;
import crm.ui.form.Option;
import crm.ui.record.Head;
import crm.ui.record.Row;
import crm.ui.table.Table;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The pages of contacts: list, record, the form inside other cards, suggestions as one types (D-1). */
@Controller
@RequestMapping("/contacts")
class ContactPages {
    private static final int SUGGESTED = 8;

    private final Contacts contacts;
    private final Companies companies;
    private final DirectoryPage staff;
    private final Map<String, Remote> owners;
    private final Ru ru;

    ContactPages(Contacts contacts, Companies companies, DirectoryPage staff, Remotes remotes, Ru ru) {
        this.contacts = contacts;
        this.companies = companies;
        this.staff = staff;
        this.owners = Map.of("lead", remotes.asCaller("leads"), "deal", remotes.asCaller("deals"));
        this.ru = ru;
    }

    @GetMapping
    String list(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of("/contacts", request.getParameterMap());
        var page = contacts.list(query, by);
        model.addAttribute("page", Page.of("Контакты", Section.CONTACTS).create("Контакт", "/contacts/new"));
        model.addAttribute("filter", DirectoryPage.filter(address, page.total()));
        model.addAttribute("table", table(page, address));
        return "directory/list";
    }

    @GetMapping("/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of("/contacts", request.getParameterMap());
        model.addAttribute("table", table(contacts.list(query, by), address));
        return "kit/table :: rows(table=${table})";
    }

    private Table table(crm.platform.web.Page<Contact> page, Address address) {
        List<Table.Head> heads = List.of(
                new Table.Head("ФИО", null, null, false),
                new Table.Head("Должность", null, null, false),
                new Table.Head("Телефон", null, null, false),
                new Table.Head("Ответственный", null, null, false),
                new Table.Head("Внесён", null, null, true));
        List<Table.Row> rows = page.items().stream()
                .map(contact -> {
                    ContactData data = contact.data();
                    Phone phone = data.phones().isEmpty() ? null : data.phones().getFirst();
                    return new Table.Row(
                            contact.id(),
                            "/contacts/" + contact.id(),
                            data.fullName(),
                            List.of(
                                    Table.Cell.text(data.position()),
                                    phone == null
                                            ? Table.Cell.text(null)
                                            : Table.Cell.phone(phone.number(), phone.extension()),
                                    Table.Cell.owner(staff.person(contact.responsibleId())),
                                    Table.Cell.right(ru.date(contact.createdAt()))));
                })
                .toList();
        String next = page.nextCursor() == null
                ? null
                : address.at("/contacts/more").with("cursor", page.nextCursor()).url();
        return new Table("contact", heads, rows, page.total(), page.totalIsLowerBound(), next, List.of());
    }

    @GetMapping("/{id}")
    String record(@PathVariable String id, By by, Model model) {
        Contact contact = contacts.card(id, by);
        ContactData data = contact.data();
        Phone phone = data.phones().isEmpty() ? null : data.phones().getFirst();
        model.addAttribute(
                "page",
                Page.of(data.fullName(), Section.CONTACTS)
                        .crumb("Контакты", "/contacts")
                        .crumb(data.fullName(), null));
        model.addAttribute(
                "head",
                new Head(
                        data.fullName(),
                        Person.of(id, data.fullName()),
                        data.decisionMaker() ? List.of(Badge.decisionMaker()) : List.of(),
                        null,
                        true,
                        staff.person(contact.responsibleId()),
                        null,
                        List.of("внесён " + ru.date(contact.createdAt())),
                        phone == null ? null : phone.number(),
                        phone == null ? null : phone.extension(),
                        List.of(),
                        List.of()));
        model.addAttribute("subject", "contact/" + id);
        model.addAttribute("url", "/contacts/" + id);
        model.addAttribute("group", "О контакте");
        model.addAttribute("rows", rows(contact, by));
        return "directory/record";
    }

    private List<Row> rows(Contact contact, By by) {
        return List.of(
                row("fullName", contact, by),
                row("position", contact, by),
                row("decisionMaker", contact, by),
                row("phones", contact, by),
                row("emails", contact, by),
                row("companyIds", contact, by),
                row("comment", contact, by));
    }

    private Row row(String name, Contact contact, By by) {
        ContactData data = contact.data();
        Row row = switch (name) {
            case "fullName" -> Row.of(name, "ФИО", data.fullName());
            case "position" -> Row.of(name, "Должность", data.position());
            case "decisionMaker" -> Row.of(name, "ЛПР", data.decisionMaker() ? "да" : "нет");
            case "phones" -> Row.of(name, "Телефоны", shown(data.phones())).hint("добавить телефон");
            case "emails" ->
                Row.of(name, "Почта", String.join(", ", data.emails())).hint("добавить почту");
            case "companyIds" -> Row.of(name, "Компания", companyNames(data)).hint("выбрать компанию");
            case "comment" -> Row.of(name, "Комментарий", data.comment()).hint("добавить комментарий");
            default -> throw Refusals.notFound();
        };
        return mayEdit(name, contact, by)
                ? row.edit("/contacts/" + contact.id() + "/fields/" + name)
                : row.locked("Меняет ответственный или руководитель");
    }

    private static boolean mayEdit(String name, Contact contact, By by) {
        boolean adds = List.of("phones", "emails", "companyIds").contains(name) && DirectoryAccess.adds(by);
        return adds || DirectoryAccess.changes(by, contact.responsibleId());
    }

    private String shown(List<Phone> phones) {
        return String.join(
                ", ",
                phones.stream()
                        .map(phone -> ru.phone(phone.number(), phone.extension()))
                        .toList());
    }

    private String companyNames(ContactData data) {
        return String.join(
                ", ",
                companies.known(data.companyIds()).stream()
                        .map(company -> company.data().name())
                        .toList());
    }

    @GetMapping("/{id}/fields/{name}")
    String field(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean shown,
            By by,
            Model model) {
        Contact contact = contacts.card(id, by);
        if (shown) {
            model.addAttribute("row", row(name, contact, by));
            return "kit/record :: row(row=${row})";
        }
        if (!mayEdit(name, contact, by)) {
            throw Refusals.forbidden();
        }
        model.addAttribute("input", input(name, contact.data()));
        model.addAttribute("url", "/contacts/" + id + "/fields/" + name);
        return "kit/record :: editor(input=${input},saveUrl=${url},rowUrl=${url + '?shown=true'})";
    }

    private Input input(String name, ContactData data) {
        return switch (name) {
            case "fullName" -> Input.of(name, "ФИО").value(data.fullName()).required();
            case "position" ->
                Input.of(name, "Должность").value(data.position()).required();
            case "decisionMaker" ->
                Input.of(name, "ЛПР")
                        .value(String.valueOf(data.decisionMaker()))
                        .options(List.of(Option.of("true", "да"), Option.of("false", "нет")));
            case "phones" ->
                Input.of(name, "Телефоны").value(shown(data.phones())).hint("через запятую, с доб. если есть");
            case "emails" ->
                Input.of(name, "Почта").value(String.join(", ", data.emails())).hint("через запятую");
            case "companyIds" -> {
                List<Company> linked = companies.known(data.companyIds());
                Input input = Input.of(name, "Компания").url("/companies/suggest");
                yield linked.isEmpty()
                        ? input
                        : input.value(linked.getFirst().id())
                                .shown(linked.getFirst().data().name());
            }
            case "comment" ->
                Input.of(name, "Комментарий").type("textarea").rows(4).value(data.comment());
            default -> throw Refusals.notFound();
        };
    }

    @PostMapping("/{id}/fields/{name}")
    ResponseEntity<Void> save(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> typed,
            By by) {
        String value = DirectoryPage.value(typed, name);
        contacts.edit(id, data -> with(data, name, value), by, Expected.ANY);
        return changed("contact", id, null);
    }

    private static ContactData with(ContactData data, String name, String value) {
        return new ContactData(
                name.equals("fullName") ? value : data.fullName(),
                name.equals("phones") ? phones("phones", value) : data.phones(),
                name.equals("emails") ? split(value) : data.emails(),
                name.equals("position") ? value : data.position(),
                name.equals("decisionMaker") ? Boolean.parseBoolean(value) : data.decisionMaker(),
                name.equals("comment") ? value : data.comment(),
                name.equals("companyIds") ? (value.isEmpty() ? List.of() : List.of(value)) : data.companyIds());
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split("[,;\\n]"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<Phone> phones(String field, String value) {
        List<Phone> phones = new ArrayList<>();
        for (String part : split(value)) {
            String[] halves = part.split("доб\\.?");
            phones.add(Phone.parse(field, halves[0], halves.length > 1 ? halves[1].strip() : null));
        }
        return phones;
    }

    static ResponseEntity<Void> changed(String kind, String id, @Nullable HxTrigger more) {
        HxTrigger trigger = more == null ? HxTrigger.changed(kind, id) : more;
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }

    /** D-1: matches as one types; when a card is named, a new contact can be made for it. */
    @GetMapping("/suggest")
    String suggest(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String card,
            By by,
            Model model) {
        model.addAttribute(
                "options",
                found(q, by).stream()
                        .map(contact -> new Option(
                                contact.id(),
                                contact.data().fullName(),
                                contact.data().position()))
                        .toList());
        if (card == null) {
            return "kit/form :: options(options=${options})";
        }
        model.addAttribute("url", "/contacts/new?card=" + DirectoryPage.card(card));
        return "kit/form :: options-or-new(options=${options},label='Создать новый контакт',url=${url})";
    }

    private List<Contact> found(String q, By by) {
        Query query = new Query(Map.of("q", List.of(q), "limit", List.of(String.valueOf(SUGGESTED))));
        return contacts.list(query, by).items();
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, By by, Model model) {
        List<Hit> hits = q.isBlank() || !DirectoryAccess.reads(by)
                ? List.of()
                : found(q, by).stream()
                        .limit(6)
                        .map(contact -> new Hit(
                                "/contacts/" + contact.id(),
                                "address-book",
                                contact.data().fullName(),
                                contact.data().position(),
                                null,
                                null,
                                staff.person(contact.responsibleId())))
                        .toList();
        model.addAttribute("hits", hits);
        return hits.isEmpty() ? "directory/nothing" : "kit/search :: hits(group='Контакты',hits=${hits})";
    }

    @GetMapping("/new")
    String fresh(
            @RequestParam(required = false) @Nullable String card,
            @RequestParam(defaultValue = "") String q,
            By by,
            Model model) {
        DirectoryAccess.needCreator(by);
        Form form = q.isBlank() ? Form.EMPTY : Form.EMPTY.with("fullName", q);
        if (card != null) {
            form = form.with("card", DirectoryPage.card(card).toString());
        }
        model.addAttribute(
                "dialog",
                Dialog.of("Новый контакт", null, "/contacts", "Создать контакт").form(form));
        return "directory/dialogs :: contact(dialog=${dialog})";
    }

    /** Makes a contact; entered inside a lead's or deal's card it is put on that card too. */
    @PostMapping
    ResponseEntity<Void> create(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        String company = DirectoryPage.value(typed, "companyId");
        ContactData data = new ContactData(
                DirectoryPage.value(typed, "fullName"),
                phones("phone", DirectoryPage.value(typed, "phone")),
                split(DirectoryPage.value(typed, "email")),
                DirectoryPage.value(typed, "position"),
                DirectoryPage.value(typed, "decisionMaker").equals("true"),
                null,
                company.isEmpty() ? List.of() : List.of(company));
        Contact contact = contacts.enter(data, by, key);
        String card = DirectoryPage.value(typed, "card");
        if (card.isEmpty()) {
            return changed(
                    "contact",
                    contact.id(),
                    HxTrigger.changed("contact", contact.id())
                            .toast("Контакт создан", Link.page("Открыть", null, "/contacts/" + contact.id())));
        }
        CardRef ref = DirectoryPage.card(card);
        link(ref, contact.id());
        return changed(ref.kind().code(), ref.id(), null);
    }

    private void link(CardRef card, String contactId) {
        Remote owner = owners.get(card.kind().code());
        if (owner == null) {
            throw Refusals.invalid("card", "unknown");
        }
        owner.ask(client -> client.post()
                        .uri("/api/" + card.kind().code() + "s/{id}/contacts", card.id())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("contactId", contactId))
                        .retrieve()
                        .body(JsonNode.class))
                .orElseThrow(Refusals::notFound);
    }
}
