package crm.directory.company;

import crm.directory.reference.DirectoryAccess;
import crm.directory.reference.DirectoryPage;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Query;
import crm.ui.Hit;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import crm.ui.form.Input;
import crm.ui.form.Option;
import crm.ui.record.Head;
import crm.ui.record.Row;
import crm.ui.table.Table;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
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

/** The pages of companies: list, record, new one, suggestions as one types (D-1). */
@Controller
@RequestMapping("/companies")
class CompanyPages {
    private static final int SUGGESTED = 8;

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
    private final DirectoryPage staff;
    private final Ru ru;

    CompanyPages(Companies companies, DirectoryPage staff, Ru ru) {
        this.companies = companies;
        this.staff = staff;
        this.ru = ru;
    }

    @GetMapping
    String list(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of("/companies", request.getParameterMap());
        var page = companies.list(query, by);
        model.addAttribute("page", Page.of("Компании", Section.COMPANIES).create("Компания", "/companies/new"));
        model.addAttribute("filter", DirectoryPage.filter(address, page.total()));
        model.addAttribute("table", table(page, address));
        return "directory/list";
    }

    @GetMapping("/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of("/companies", request.getParameterMap());
        model.addAttribute("table", table(companies.list(query, by), address));
        return "kit/table :: rows(table=${table})";
    }

    private Table table(crm.platform.web.Page<Company> page, Address address) {
        List<Table.Head> heads = List.of(
                new Table.Head("Название", null, null, false),
                new Table.Head("Вид деятельности", null, null, false),
                new Table.Head("ИНН", null, null, false),
                new Table.Head("Ответственный", null, null, false),
                new Table.Head("Внесена", null, null, true));
        List<Table.Row> rows = page.items().stream()
                .map(company -> new Table.Row(
                        company.id(),
                        "/companies/" + company.id(),
                        company.data().name(),
                        List.of(
                                Table.Cell.text(company.data().kindOfActivity()),
                                Table.Cell.text(company.data().requisites().inn()),
                                Table.Cell.owner(staff.person(company.responsibleId())),
                                Table.Cell.right(ru.date(company.createdAt())))))
                .toList();
        String next = page.nextCursor() == null
                ? null
                : address.at("/companies/more")
                        .with("cursor", page.nextCursor())
                        .url();
        return new Table("company", heads, rows, page.total(), page.totalIsLowerBound(), next, List.of());
    }

    @GetMapping("/{id}")
    String record(@PathVariable String id, By by, Model model) {
        Company company = companies.card(id, by);
        CompanyData data = company.data();
        model.addAttribute(
                "page",
                Page.of(data.name(), Section.COMPANIES)
                        .crumb("Компании", "/companies")
                        .crumb(data.name(), null));
        model.addAttribute(
                "head",
                new Head(
                        data.name(),
                        Person.company(id, data.name()),
                        List.of(),
                        null,
                        true,
                        staff.person(company.responsibleId()),
                        null,
                        List.of("внесена " + ru.date(company.createdAt())),
                        data.phone() == null ? null : data.phone().number(),
                        data.phone() == null ? null : data.phone().extension(),
                        List.of(),
                        List.of()));
        model.addAttribute("subject", "company/" + id);
        model.addAttribute("url", "/companies/" + id);
        model.addAttribute("group", "О компании");
        model.addAttribute("rows", rows(company, by));
        model.addAttribute("requisites", requisites(company, by));
        return "directory/record";
    }

    private List<Row> rows(Company company, By by) {
        return List.of(
                row("name", company, by),
                row("kindOfActivity", company, by),
                row("phone", company, by),
                row("address", company, by));
    }

    private List<Row> requisites(Company company, By by) {
        return Requisites.names().stream()
                .map(name -> row(Companies.REQUISITE + name, company, by))
                .toList();
    }

    private Row row(String name, Company company, By by) {
        CompanyData data = company.data();
        Row row = switch (name) {
            case "name" -> Row.of(name, "Название", data.name());
            case "kindOfActivity" -> Row.of(name, "Вид деятельности", data.kindOfActivity());
            case "phone" ->
                Row.of(
                                name,
                                "Телефон",
                                data.phone() == null
                                        ? null
                                        : ru.phone(
                                                data.phone().number(),
                                                data.phone().extension()))
                        .hint("добавить телефон");
            case "address" -> Row.of(name, "Адрес", data.address()).hint("добавить адрес");
            default -> requisite(name, data.requisites());
        };
        return Companies.mayEdit(by, company, name)
                ? row.edit("/companies/" + company.id() + "/fields/" + name)
                : row.locked("Меняет ответственный или руководитель");
    }

    private static Row requisite(String name, Requisites requisites) {
        String bare = name.substring(Math.min(name.length(), Companies.REQUISITE.length()));
        String label = name.startsWith(Companies.REQUISITE) ? REQUISITES.get(bare) : null;
        if (label == null) {
            throw Refusals.notFound();
        }
        return Row.of(name, label, requisites.get(bare)).hint(HINTS.getOrDefault(bare, "добавить"));
    }

    @GetMapping("/{id}/fields/{name}")
    String field(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean shown,
            By by,
            Model model) {
        Company company = companies.card(id, by);
        Row row = row(name, company, by);
        if (shown) {
            model.addAttribute("row", row);
            return "kit/record :: row(row=${row})";
        }
        if (!Companies.mayEdit(by, company, name)) {
            throw Refusals.forbidden();
        }
        Input input = Input.of(name, row.label()).value(row.value());
        model.addAttribute("input", name.equals("name") || name.equals("kindOfActivity") ? input.required() : input);
        model.addAttribute("url", "/companies/" + id + "/fields/" + name);
        return "kit/record :: editor(input=${input},saveUrl=${url},rowUrl=${url + '?shown=true'})";
    }

    @PostMapping("/{id}/fields/{name}")
    ResponseEntity<Void> save(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> typed,
            By by) {
        String value = DirectoryPage.value(typed, name);
        companies.edit(id, data -> with(data, name, value), by, Expected.ANY);
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.changed("company", id).value())
                .build();
    }

    private static CompanyData with(CompanyData data, String name, String value) {
        String filled = value.isEmpty() ? null : value;
        return new CompanyData(
                name.equals("name") ? value : data.name(),
                name.equals("kindOfActivity") ? value : data.kindOfActivity(),
                name.equals("phone") ? CompanyApi.phone(filled) : data.phone(),
                name.equals("address") ? filled : data.address(),
                name.startsWith(Companies.REQUISITE)
                        ? data.requisites().with(name.substring(Companies.REQUISITE.length()), filled)
                        : data.requisites());
    }

    @GetMapping("/suggest")
    String suggest(@RequestParam(defaultValue = "") String q, By by, Model model) {
        model.addAttribute(
                "options",
                found(q, by).stream()
                        .map(company -> new Option(
                                company.id(),
                                company.data().name(),
                                company.data().kindOfActivity()))
                        .toList());
        return "kit/form :: options-or-new(options=${options},label='Создать новую компанию',url='/companies/new')";
    }

    private List<Company> found(String q, By by) {
        Query query = new Query(Map.of("q", List.of(q), "limit", List.of(String.valueOf(SUGGESTED))));
        return companies.list(query, by).items();
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String q, By by, Model model) {
        List<Hit> hits = q.isBlank() || !DirectoryAccess.reads(by)
                ? List.of()
                : found(q, by).stream()
                        .limit(6)
                        .map(company -> new Hit(
                                "/companies/" + company.id(),
                                "building",
                                company.data().name(),
                                company.data().kindOfActivity(),
                                null,
                                null,
                                staff.person(company.responsibleId())))
                        .toList();
        model.addAttribute("hits", hits);
        return hits.isEmpty() ? "directory/nothing" : "kit/search :: hits(group='Компании',hits=${hits})";
    }

    @GetMapping("/new")
    String fresh(By by, Model model) {
        DirectoryAccess.needCreator(by);
        model.addAttribute("dialog", Dialog.of("Новая компания", null, "/companies", "Создать компанию"));
        return "directory/dialogs :: company(dialog=${dialog})";
    }

    @PostMapping
    ResponseEntity<Void> create(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        String inn = DirectoryPage.value(typed, "inn");
        Company company = companies.enter(
                new CompanyData(
                        DirectoryPage.value(typed, "name"),
                        DirectoryPage.value(typed, "kindOfActivity"),
                        CompanyApi.phone(DirectoryPage.value(typed, "phone")),
                        null,
                        inn.isEmpty() ? Requisites.NONE : Requisites.NONE.with("inn", inn)),
                by,
                key);
        HxTrigger trigger = HxTrigger.changed("company", company.id())
                .toast("Компания создана", Link.page("Открыть", null, "/companies/" + company.id()));
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, trigger.value())
                .build();
    }
}
