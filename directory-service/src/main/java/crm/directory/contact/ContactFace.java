package crm.directory.contact;

import crm.directory.client.ClientAccess;
import crm.directory.client.ClientCards;
import crm.directory.client.ClientFace;
import crm.directory.client.ClientLook;
import crm.directory.client.ClientRow;
import crm.directory.client.Colleagues;
import crm.directory.client.Masks;
import crm.directory.client.Phone;
import crm.directory.company.Company;
import crm.platform.list.Column;
import crm.platform.list.Columns;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.form.Form;
import crm.ui.form.Input;
import crm.ui.form.Option;
import crm.ui.record.Row;
import crm.ui.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** How contacts look on pages, and what people type into them. */
@Component
class ContactFace implements ClientFace<Contact> {
    private static final Words WORDS = new Words(
            Section.CONTACTS,
            "/contacts",
            "address-book",
            "Контакты",
            "Контакт",
            "Новый контакт",
            "Создать контакт",
            "новый контакт",
            "Контакт создан",
            "внесён");
    private static final List<String> FIELDS =
            List.of("fullName", "phones", "emails", "position", "decisionMaker", "companyIds", "comment");
    private static final Set<String> ADDED_TO = Set.of("phones", "emails", "companyIds");

    private final Contacts contacts;
    private final ClientCards<Contact> cards;
    private final ClientCards<Company> companies;
    private final Colleagues colleagues;
    private final Ru ru;

    ContactFace(
            Contacts contacts,
            ClientCards<Contact> cards,
            ClientCards<Company> companies,
            Colleagues colleagues,
            Ru ru) {
        this.contacts = contacts;
        this.cards = cards;
        this.companies = companies;
        this.colleagues = colleagues;
        this.ru = ru;
    }

    @Override
    public ClientCards<Contact> cards() {
        return cards;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public Person avatar(Contact card) {
        return Person.of(card.id(), card.title());
    }

    @Override
    public List<Badge> badges(Contact card) {
        return card.data().decisionMaker() ? List.of(Badge.decisionMaker()) : List.of();
    }

    @Override
    public String note(Contact card) {
        return card.data().position();
    }

    @Override
    public List<Phone> phones(Contact card) {
        return card.data().phones();
    }

    @Override
    public List<ClientRow<Contact>> rows(List<Contact> cards, By by) {
        Set<String> ids = new LinkedHashSet<>();
        cards.forEach(card -> ids.addAll(card.data().companyIds()));
        Map<String, Company> known = companies.known(ids);
        return cards.stream()
                .map(card -> new ClientRow<>(
                        card,
                        by,
                        card.data().companyIds().stream()
                                .map(known::get)
                                .filter(Objects::nonNull)
                                .map(Company::title)
                                .collect(Collectors.joining(", "))))
                .toList();
    }

    @Override
    public Columns<ClientRow<Contact>> columns() {
        List<Column<ClientRow<Contact>>> columns = new ArrayList<>(List.of(
                Column.<ClientRow<Contact>>words(
                                "position",
                                "Должность",
                                row -> row.card().data().position())
                        .byDefault(),
                Column.of(
                        "decisionMaker",
                        "ЛПР",
                        row -> Table.Cell.badge(row.card().data().decisionMaker() ? Badge.decisionMaker() : null),
                        row -> row.card().data().decisionMaker() ? "да" : null),
                ClientLook.<Contact>phone(
                                card -> card.data().phones().isEmpty()
                                        ? null
                                        : card.data().phones().getFirst(),
                                ru)
                        .byDefault(),
                Column.words("emails", "Почта", ContactFace::emails),
                Column.words("companies", "Компании", ClientRow::related),
                Column.words("comment", "Комментарий", row -> row.card().data().comment())));
        columns.addAll(ClientLook.last("Внесён", colleagues, ru));
        return new Columns<>(Column.words("title", "ФИО", row -> row.card().title()), columns);
    }

    private static String emails(ClientRow<Contact> row) {
        return row.card().data().emails().stream()
                .map(email -> row.masked() ? Masks.email(email) : email)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, List<String>> groups() {
        return Map.of("Контакт", FIELDS);
    }

    @Override
    public Field field(String name, Contact card, By by) {
        ContactData data = card.data();
        Row row = switch (name) {
            case "fullName" -> Row.of(name, "ФИО", data.fullName());
            case "position" -> Row.of(name, "Должность", data.position());
            case "decisionMaker" -> Row.of(name, "ЛПР", data.decisionMaker() ? "да" : "нет");
            case "phones" -> Row.of(name, "Телефон", shown(data.phones())).hint("добавить телефон");
            case "emails" ->
                Row.of(name, "Почта", String.join(", ", data.emails())).hint("добавить почту");
            case "companyIds" -> Row.of(name, "Компании", names(linked(data))).hint("выбрать компанию");
            case "comment" -> Row.of(name, "Комментарий", data.comment()).hint("добавить комментарий");
            default -> throw Refusals.notFound();
        };
        Row ruled = mayEdit(name, card, by)
                ? row.edit("/contacts/" + card.id() + "/fields/" + name)
                : row.locked("Меняет ответственный или руководитель");
        return new Field(ruled, values(name, data));
    }

    private List<Value> values(String name, ContactData data) {
        return switch (name) {
            case "phones" ->
                data.phones().stream()
                        .map(phone -> new Value(
                                ru.phone(phone.number(), phone.extension()), ru.tel(phone.number(), phone.extension())))
                        .toList();
            case "emails" ->
                data.emails().stream()
                        .map(email -> new Value(email, "mailto:" + email))
                        .toList();
            case "companyIds" ->
                linked(data).stream()
                        .map(company -> new Value(company.title(), "/companies/" + company.id()))
                        .toList();
            default -> List.of();
        };
    }

    private Collection<Company> linked(ContactData data) {
        return companies.known(data.companyIds()).values();
    }

    private static String names(Collection<Company> linked) {
        return String.join(", ", linked.stream().map(Company::title).toList());
    }

    private String shown(List<Phone> phones) {
        return String.join(
                ", ",
                phones.stream()
                        .map(phone -> ru.phone(phone.number(), phone.extension()))
                        .toList());
    }

    @Override
    public boolean mayEdit(String name, Contact card, By by) {
        return (ADDED_TO.contains(name) && ClientAccess.adds(by)) || ClientAccess.changes(by, card.responsibleId());
    }

    @Override
    public Input input(String name, Contact card) {
        ContactData data = card.data();
        return switch (name) {
            case "fullName" -> Input.of(name, "ФИО").value(data.fullName()).required();
            case "position" ->
                Input.of(name, "Должность").value(data.position()).required();
            case "decisionMaker" ->
                Input.of(name, "ЛПР")
                        .value(String.valueOf(data.decisionMaker()))
                        .options(List.of(Option.of("true", "да"), Option.of("false", "нет")));
            case "phones" ->
                Input.of(name, "Телефон")
                        .value(shown(data.phones()))
                        .hint("несколько — через запятую, добавочный — «доб. 12»");
            case "emails" ->
                Input.of(name, "Почта").value(String.join(", ", data.emails())).hint("несколько — через запятую");
            case "companyIds" ->
                Input.of(name, "Компании").url("/companies/suggest").picked(options(linked(data)));
            case "comment" ->
                Input.of(name, "Комментарий").type("textarea").rows(4).value(data.comment());
            default -> throw Refusals.notFound();
        };
    }

    @Override
    public Contact save(Contact card, String name, MultiValueMap<String, String> typed, By by) {
        boolean confirmed = ClientLook.value(typed, "confirmDuplicate").equals("true");
        return contacts.edit(card.id(), data -> with(data, name, typed), confirmed, by, Expected.ANY);
    }

    private ContactData with(ContactData data, String name, MultiValueMap<String, String> typed) {
        String value = ClientLook.value(typed, name);
        return new ContactData(
                name.equals("fullName") ? value : data.fullName(),
                name.equals("phones") ? phones(value, data.phones()) : data.phones(),
                name.equals("emails") ? split(value) : data.emails(),
                name.equals("position") ? value : data.position(),
                name.equals("decisionMaker") ? Boolean.parseBoolean(value) : data.decisionMaker(),
                name.equals("comment") ? value : data.comment(),
                name.equals("companyIds") ? ids(typed.get(name)) : data.companyIds());
    }

    private static List<String> ids(@Nullable List<String> picked) {
        return picked == null
                ? List.of()
                : picked.stream().filter(id -> !id.isBlank()).toList();
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split("[,;\\n]"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** @param known numbers as they are stored; what is shown of them is not judged again */
    private List<Phone> phones(String value, List<Phone> known) {
        Map<String, Phone> byText = new LinkedHashMap<>();
        known.forEach(phone -> byText.put(ru.phone(phone.number(), phone.extension()), phone));
        List<Phone> phones = new ArrayList<>();
        for (String part : split(value)) {
            Phone stored = byText.get(part);
            phones.add(
                    stored != null ? stored : Phone.parse("phones[" + phones.size() + "].number", part, null, known));
        }
        return phones;
    }

    @Override
    public Contact enter(MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        ContactData data = new ContactData(
                ClientLook.value(typed, "fullName"),
                phones(ClientLook.value(typed, "phone"), List.of()),
                split(ClientLook.value(typed, "email")),
                ClientLook.value(typed, "position"),
                ClientLook.value(typed, "decisionMaker").equals("true"),
                ClientLook.value(typed, "comment"),
                ids(typed.get("companyIds")));
        boolean confirmed = ClientLook.value(typed, "confirmDuplicate").equals("true");
        return contacts.enter(data, confirmed, by, key);
    }

    @Override
    public String typedInto(String apiField) {
        return apiField.startsWith("phones") ? "phone" : apiField.startsWith("emails") ? "email" : apiField;
    }

    @Override
    public String form() {
        return "contact";
    }

    /** What was searched for in vain begins the form where it belongs: a number is a phone, an address an e-mail. */
    @Override
    public Form begun(String text) {
        String field = text.contains("@") ? "email" : text.matches("[\\d+() -]{5,}") ? "phone" : "fullName";
        return text.isEmpty() ? Form.EMPTY : Form.EMPTY.with(field, text);
    }

    @Override
    public List<Option> picked(Form form) {
        return options(companies.known(form.all("companyIds")).values());
    }

    private static List<Option> options(Collection<Company> picked) {
        return picked.stream()
                .map(company -> Option.of(company.id(), company.title()))
                .toList();
    }

    @Override
    public String relatedTitle() {
        return "Компании";
    }

    @Override
    public List<Related> related(Contact card, By by) {
        return linked(card.data()).stream()
                .map(company -> new Related(
                        Person.company(company.id(), company.title()),
                        "/companies/" + company.id(),
                        company.data().kindOfActivity()
                                + (company.data().requisites().inn() == null
                                        ? ""
                                        : " · ИНН "
                                                + company.data().requisites().inn()),
                        List.of()))
                .toList();
    }
}
