package crm.directory.company;

import static com.mongodb.client.model.Filters.in;

import crm.directory.client.ClientCards;
import crm.directory.client.ClientFace;
import crm.directory.client.ClientLook;
import crm.directory.client.ClientRow;
import crm.directory.client.Colleagues;
import crm.directory.client.Phone;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** How companies look on pages, and what people type into them. */
@Component
class CompanyFace implements ClientFace<Company> {
    private static final Words WORDS = new Words(
            Section.COMPANIES,
            "/companies",
            "building",
            "Компании",
            "Компания",
            "Новая компания",
            "Создать компанию",
            "новую компанию",
            "Компания создана",
            "внесена");
    private static final List<String> FIELDS = List.of("name", "kindOfActivity", "phone", "address");

    private static final Map<String, String> REQUISITES = Map.ofEntries(
            Map.entry("legalName", "Полное юридическое название"),
            Map.entry("inn", "ИНН"),
            Map.entry("kpp", "КПП"),
            Map.entry("ogrn", "ОГРН"),
            Map.entry("address", "Юридический адрес"),
            Map.entry("bank", "Банк"),
            Map.entry("bik", "БИК"),
            Map.entry("account", "Расчётный счёт"),
            Map.entry("correspondentAccount", "Корр. счёт"),
            Map.entry("signatory", "Подписант"),
            Map.entry("signatoryGenitive", "Подписант в родительном падеже"),
            Map.entry("signatoryPosition", "Должность подписанта"),
            Map.entry("signatoryPositionGenitive", "Должность в родительном падеже"),
            Map.entry("actsOnBasis", "Действует на основании"));

    private static final Map<String, String> HINTS = Map.of(
            "kpp", "добавить (у ИП его нет)",
            "signatory", "добавить ФИО",
            "signatoryGenitive", "добавить: в лице кого",
            "signatoryPosition", "добавить должность",
            "signatoryPositionGenitive", "если по правилам не просклонять",
            "actsOnBasis", "добавить: Устава, доверенности №…");

    private final Companies companies;
    private final ClientCards<Company> cards;
    private final People people;
    private final Colleagues colleagues;
    private final Ru ru;

    CompanyFace(Companies companies, ClientCards<Company> cards, People people, Colleagues colleagues, Ru ru) {
        this.companies = companies;
        this.cards = cards;
        this.people = people;
        this.colleagues = colleagues;
        this.ru = ru;
    }

    @Override
    public ClientCards<Company> cards() {
        return cards;
    }

    @Override
    public Words words() {
        return WORDS;
    }

    @Override
    public Person avatar(Company card) {
        return Person.company(card.id(), card.title());
    }

    @Override
    public List<Badge> badges(Company card) {
        return List.of();
    }

    @Override
    public String note(Company card) {
        return card.data().kindOfActivity();
    }

    @Override
    public List<Phone> phones(Company card) {
        Phone phone = card.data().phone();
        return phone == null ? List.of() : List.of(phone);
    }

    @Override
    public List<ClientRow<Company>> rows(List<Company> cards, By by) {
        return cards.stream().map(card -> new ClientRow<>(card, by, "")).toList();
    }

    @Override
    public Columns<ClientRow<Company>> columns() {
        List<Column<ClientRow<Company>>> columns = new ArrayList<>(List.of(
                Column.<ClientRow<Company>>words(
                                "kindOfActivity",
                                "Вид деятельности",
                                row -> row.card().data().kindOfActivity())
                        .byDefault(),
                Column.<ClientRow<Company>>words(
                                "inn",
                                "ИНН",
                                row -> row.card().data().requisites().inn())
                        .byDefault(),
                Column.words("kpp", "КПП", row -> row.card().data().requisites().kpp()),
                Column.words(
                        "legalName",
                        "Юридическое название",
                        row -> row.card().data().requisites().legalName()),
                ClientLook.<Company>phone(card -> card.data().phone(), ru).byDefault(),
                Column.words("address", "Адрес", row -> row.card().data().address())));
        columns.addAll(ClientLook.last("Внесена", colleagues, ru));
        return new Columns<>(Column.words("title", "Название", row -> row.card().title()), columns);
    }

    @Override
    public Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Компания", FIELDS);
        groups.put(
                "Реквизиты",
                Requisites.names().stream()
                        .map(name -> Companies.REQUISITE + name)
                        .toList());
        return groups;
    }

    @Override
    public Field field(String name, Company card, By by) {
        CompanyData data = card.data();
        Phone phone = data.phone();
        Row row = switch (name) {
            case "name" -> Row.of(name, "Название", data.name());
            case "kindOfActivity" -> Row.of(name, "Вид деятельности", data.kindOfActivity());
            case "phone" ->
                Row.of(name, "Телефон", phone == null ? null : ru.phone(phone.number(), phone.extension()))
                        .hint("добавить телефон");
            case "address" -> Row.of(name, "Адрес", data.address()).hint("добавить адрес");
            default -> requisite(name, data.requisites());
        };
        Row ruled = mayEdit(name, card, by)
                ? row.edit("/companies/" + card.id() + "/fields/" + name)
                : row.locked("Меняет ответственный или руководитель");
        return name.equals("phone") && phone != null
                ? new Field(
                        ruled,
                        List.of(new Value(
                                ru.phone(phone.number(), phone.extension()),
                                ru.tel(phone.number(), phone.extension()))))
                : Field.of(ruled);
    }

    private static Row requisite(String name, Requisites requisites) {
        String bare = name.substring(Math.min(name.length(), Companies.REQUISITE.length()));
        String label = name.startsWith(Companies.REQUISITE) ? REQUISITES.get(bare) : null;
        if (label == null) {
            throw Refusals.notFound();
        }
        return Row.of(name, label, requisites.get(bare)).hint(HINTS.getOrDefault(bare, "добавить"));
    }

    @Override
    public boolean mayEdit(String name, Company card, By by) {
        return Companies.mayEdit(by, card, name);
    }

    @Override
    public Input input(String name, Company card) {
        Row row = field(name, card, By.SYSTEM).row();
        Input input = Input.of(name, row.label()).value(row.value());
        return name.equals("name") || name.equals("kindOfActivity") ? input.required() : input;
    }

    @Override
    public Company save(Company card, String name, MultiValueMap<String, String> typed, By by) {
        String value = ClientLook.value(typed, name);
        boolean confirmed = ClientLook.value(typed, "confirmDuplicate").equals("true");
        return companies.edit(card.id(), data -> with(data, name, value), confirmed, by, Expected.ANY);
    }

    private CompanyData with(CompanyData data, String name, String value) {
        String filled = value.isEmpty() ? null : value;
        return new CompanyData(
                name.equals("name") ? value : data.name(),
                name.equals("kindOfActivity") ? value : data.kindOfActivity(),
                name.equals("phone") ? CompanyApi.phone(filled, data.phone()) : data.phone(),
                name.equals("address") ? filled : data.address(),
                name.startsWith(Companies.REQUISITE)
                        ? data.requisites().with(name.substring(Companies.REQUISITE.length()), filled)
                        : data.requisites());
    }

    @Override
    public Company enter(MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        String inn = ClientLook.value(typed, "inn");
        CompanyData data = new CompanyData(
                ClientLook.value(typed, "name"),
                ClientLook.value(typed, "kindOfActivity"),
                CompanyApi.phone(ClientLook.value(typed, "phone"), null),
                ClientLook.value(typed, "address"),
                Requisites.NONE.with("inn", inn));
        boolean confirmed = ClientLook.value(typed, "confirmDuplicate").equals("true");
        return companies.enter(data, confirmed, by, key);
    }

    @Override
    public String typedInto(String apiField) {
        return apiField.startsWith(Companies.REQUISITE) ? apiField.substring(Companies.REQUISITE.length()) : apiField;
    }

    @Override
    public String form() {
        return "company";
    }

    /** What was searched for in vain begins the form where it belongs: ten or twelve digits are an ИНН. */
    @Override
    public Form begun(String text) {
        String field = text.matches("\\d{10}|\\d{12}") ? "inn" : "name";
        return text.isEmpty() ? Form.EMPTY : Form.EMPTY.with(field, text);
    }

    @Override
    public List<Option> picked(Form form) {
        return List.of();
    }

    @Override
    public String relatedTitle() {
        return "Люди";
    }

    @Override
    public List<Related> related(Company card, By by) {
        List<String> ids = new ArrayList<>(card.life().absorbed());
        ids.add(card.id());
        return people.of(in("data.companyIds", ids));
    }
}
