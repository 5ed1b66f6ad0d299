package crm.documents.document;

import crm.documents.document.Documents.Shown;
import crm.documents.document.Documents.Wish;
import crm.documents.number.Register;
import crm.events.CardRef;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Query;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.dialog.Blocked;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import crm.ui.table.Table;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/** The pages of documents: list, register of numbers, one document with its preview, and the part of a deal's card. */
@Controller
@RequestMapping("/documents")
class DocumentPages {
    private static final String LIST = "/documents";
    private static final String NUMBERS = "/documents/numbers";
    private static final int SHOWN_ON_CARD = 5;

    private final Documents documents;
    private final Register register;
    private final Employees employees;
    private final Problems words;
    private final Ru ru;

    DocumentPages(Documents documents, Register register, Employees employees, Problems words, Ru ru) {
        this.documents = documents;
        this.register = register;
        this.employees = employees;
        this.words = words;
        this.ru = ru;
    }

    /** A document as its lines and its page show it. */
    public record Face(String url, String name, String made, List<VersionFace> versions) {
        public VersionFace latest() {
            return versions.getFirst();
        }
    }

    /** @param label «версия 2» */
    public record VersionFace(String label, String made, String docx, String pdf) {}

    private Face face(Paper paper) {
        return new Face(
                LIST + "/" + paper.id(),
                name(paper),
                made(paper.createdAt(), paper.createdBy()),
                paper.versions().reversed().stream()
                        .map(version -> new VersionFace(
                                "версия " + version.version(),
                                made(version.at(), version.by()),
                                DocumentView.file(paper, version, "docx"),
                                DocumentView.file(paper, version, "pdf")))
                        .toList());
    }

    private String made(java.time.Instant at, String by) {
        String who = employees.find(by).map(Employee::fullName).orElse("");
        return who.isEmpty() ? ru.dateTime(at) : ru.dateTime(at) + ", " + who;
    }

    private String name(Paper paper) {
        return words.words("document.name." + paper.kind(), paper.number());
    }

    private @Nullable Person person(String id) {
        return employees
                .find(id)
                .map(employee -> Person.of(employee.id(), employee.fullName()))
                .orElse(null);
    }

    @GetMapping
    String list(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of(LIST, request.getParameterMap());
        var found = documents.list(query, by);
        model.addAttribute("page", page("Документы", by, false));
        model.addAttribute(
                "filter",
                Filter.of(address)
                        .choice("kind", "Вид", kinds())
                        .text("q", "Номер или клиент")
                        .total("Всего", found.total(), null));
        model.addAttribute("table", table(found, address));
        model.addAttribute("empty", "Документы создаются на карточке сделки, в разделе «Документы».");
        return "document/list";
    }

    private static Page page(String title, By by, boolean numbers) {
        Page page = Page.of(title, Section.DOCUMENTS);
        return Register.isShownTo(by)
                ? page.view("Документы", "file-text", LIST, !numbers)
                        .view("Номера", "list-details", NUMBERS + "?state=VOID", numbers)
                : page;
    }

    @GetMapping("/more")
    String more(HttpServletRequest request, Query query, By by, Model model) {
        model.addAttribute("table", table(documents.list(query, by), Address.of(LIST, request.getParameterMap())));
        return "kit/table :: rows(table=${table})";
    }

    private Table table(crm.platform.web.Page<Paper> found, Address address) {
        List<Table.Head> heads = List.of(
                new Table.Head("Документ", null, null, false),
                new Table.Head("Клиент", null, null, false),
                new Table.Head("Сделка", null, null, false),
                new Table.Head("Сумма", null, null, true),
                new Table.Head("Версий", null, null, true),
                new Table.Head("Создан", null, null, true),
                new Table.Head("Кем", null, null, false));
        List<Table.Row> rows = found.items().stream()
                .map(paper -> new Table.Row(
                        paper.id(),
                        LIST + "/" + paper.id(),
                        name(paper),
                        List.of(
                                Table.Cell.text(paper.client()),
                                Table.Cell.text(
                                        paper.seen() == null ? "" : paper.seen().title()),
                                Table.Cell.sum(paper.total()),
                                Table.Cell.right(String.valueOf(paper.versions().size())),
                                Table.Cell.right(ru.date(paper.createdAt())),
                                Table.Cell.owner(person(paper.createdBy())))))
                .toList();
        return new Table(
                "document",
                heads,
                rows,
                found.total(),
                found.totalIsLowerBound(),
                next(address.at(LIST + "/more"), found.nextCursor()),
                List.of());
    }

    private static @Nullable String next(Address more, @Nullable String cursor) {
        return cursor == null ? null : more.with("cursor", cursor).url();
    }

    private List<Option> kinds() {
        return Arrays.stream(Kind.values())
                .filter(Kind::isAvailable)
                .map(kind -> new Option(kind.name(), words.words("document." + kind), null))
                .toList();
    }

    @GetMapping("/numbers")
    String numbers(HttpServletRequest request, Query query, By by, Model model) {
        Address address = Address.of(NUMBERS, request.getParameterMap());
        var found = entries(query, by);
        model.addAttribute("page", page("Номера документов", by, true));
        model.addAttribute(
                "filter",
                Filter.of(address)
                        .toggle("state", "Аннулированные", Register.State.VOID.name())
                        .total("Всего", found.total(), null));
        model.addAttribute("table", numbers(found, address));
        model.addAttribute("empty", "Таких номеров нет.");
        return "document/list";
    }

    @GetMapping("/numbers/more")
    String moreNumbers(HttpServletRequest request, Query query, By by, Model model) {
        model.addAttribute("table", numbers(entries(query, by), Address.of(NUMBERS, request.getParameterMap())));
        return "kit/table :: rows(table=${table})";
    }

    private crm.platform.web.Page<Register.Entry> entries(Query query, By by) {
        if (!Register.isShownTo(by)) {
            throw Refusals.forbidden();
        }
        return register.list(
                query.one("state", Register.State::valueOf).orElse(null),
                query.one("cursor").orElse(null),
                query.limit());
    }

    private Table numbers(crm.platform.web.Page<Register.Entry> found, Address address) {
        List<Table.Head> heads = List.of(
                new Table.Head("Номер", null, null, false),
                new Table.Head("Вид", null, null, false),
                new Table.Head("Состояние", null, null, false),
                new Table.Head("Взят", null, null, true),
                new Table.Head("Кем", null, null, false));
        List<Table.Row> rows = found.items().stream()
                .map(entry -> new Table.Row(
                        entry.kind() + "-" + entry.year() + "-" + entry.serial(),
                        entry.state() == Register.State.USED
                                ? LIST + "/" + entry.documentId()
                                : "/deals/" + CardRef.of(entry.card()).id(),
                        entry.number(),
                        List.of(
                                Table.Cell.text(words.words("document." + entry.kind())),
                                Table.Cell.badge(badge(entry.state())),
                                Table.Cell.right(ru.dateTime(entry.at())),
                                Table.Cell.owner(person(entry.by())))))
                .toList();
        return new Table(
                "number",
                heads,
                rows,
                found.total(),
                found.totalIsLowerBound(),
                next(address.at(NUMBERS + "/more"), found.nextCursor()),
                List.of());
    }

    private static Badge badge(Register.State state) {
        return switch (state) {
            case RESERVED -> Badge.line("готовится");
            case USED -> new Badge("выдан", "circle-check", "ok");
            case VOID -> new Badge("аннулирован", "ban", null);
        };
    }

    /** The part of a deal's card. */
    @GetMapping("/of")
    String ofCard(@RequestParam String card, By by, Model model) {
        CardRef ref = card(card);
        boolean may = documents.mayGenerate(ref, by);
        Query query = new Query(Map.of("card", List.of(card), "limit", List.of(String.valueOf(SHOWN_ON_CARD))));
        var found = documents.list(query, by);
        model.addAttribute("card", card);
        model.addAttribute("papers", found.items().stream().map(this::face).toList());
        model.addAttribute(
                "all",
                found.nextCursor() == null
                        ? null
                        : Link.page("Все документы: " + found.total(), null, LIST + "?card=" + card));
        model.addAttribute("create", may ? "/documents/new?card=" + card : null);
        return "document/part :: of(card=${card},papers=${papers},all=${all},create=${create})";
    }

    private static CardRef card(String card) {
        try {
            return CardRef.of(card);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("card", card);
        }
    }

    @GetMapping("/new")
    String fresh(@RequestParam String card, By by, Model model) {
        if (!documents.mayGenerate(card(card), by)) {
            throw Refusals.forbidden();
        }
        model.addAttribute(
                "dialog",
                Dialog.of("Новый документ", null, LIST, "Создать документ")
                        .hint("DOCX и PDF с реквизитами компании и составом сделки"));
        model.addAttribute("card", card);
        model.addAttribute("kinds", kinds());
        return "document/part :: new(dialog=${dialog},card=${card},kinds=${kinds})";
    }

    @PostMapping
    String generate(
            @RequestParam String card,
            @RequestParam Kind kind,
            By by,
            @Nullable RequestKey key,
            Model model,
            HttpServletResponse response) {
        Paper paper;
        try {
            paper = documents.generate(new Wish(card, kind, null), by, key);
        } catch (Refused refused) {
            if (refused.refusal() instanceof DocumentRefusal.Incomplete incomplete) {
                response.setStatus(422);
                model.addAttribute("blocked", blocked(incomplete, card(card)));
                return "kit/dialog :: blocked(blocked=${blocked})";
            }
            throw refused;
        }
        String deal = CardRef.of(paper.card()).id();
        response.setStatus(204);
        response.setHeader(
                HxTrigger.HEADER,
                HxTrigger.changed("deal", deal)
                        .toast(name(paper) + " создан", Link.page("Открыть", null, LIST + "/" + paper.id()))
                        .value());
        return "document/nothing";
    }

    /** G-2: each missing thing with the way to fill it in. */
    private Blocked blocked(DocumentRefusal.Incomplete incomplete, CardRef card) {
        List<Blocked.Condition> conditions = new ArrayList<>();
        for (Refusals.FieldError error : incomplete.errors()) {
            String field = error.field().replaceFirst("^company\\.", "");
            String url = error.field().startsWith("company.requisites.")
                    ? "/companies/" + incomplete.companyId() + "#row-" + field
                    : "/deals/" + card.id() + (field.equals("lines") ? "#deal-lines" : "#row-companyId");
            conditions.add(new Blocked.Condition(
                    words.words("field." + error.code(), error.args().toArray()),
                    false,
                    Link.page("Заполнить", null, url)));
        }
        return new Blocked(
                Dialog.of("Документ не создан", "Не хватает данных: заполните их и повторите", null, "Понятно"),
                conditions);
    }

    @GetMapping("/{id}")
    String document(@PathVariable String id, By by, Model model) {
        Shown shown = documents.shown(id, by);
        Paper paper = shown.paper();
        String title = name(paper);
        model.addAttribute(
                "page",
                Page.of(title, Section.DOCUMENTS).crumb("Документы", LIST).crumb(paper.number(), null));
        model.addAttribute("paper", paper);
        model.addAttribute("face", face(paper));
        model.addAttribute("deal", "/deals/" + CardRef.of(paper.card()).id());
        model.addAttribute("dealTitle", shown.deal().title());
        model.addAttribute("upload", shown.served() ? LIST + "/" + id + "/versions" : null);
        return "document/document";
    }

    /** The next version from the document's page. */
    @PostMapping(path = "/{id}/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Void> revise(
            @PathVariable String id,
            @RequestPart(name = "file", required = false) @Nullable MultipartFile file,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        byte[] bytes = DocumentApi.bytes(file);
        documents.revise(id, bytes, by, expected, DocumentApi.withFile(key, bytes));
        return ResponseEntity.noContent().header("HX-Refresh", "true").build();
    }
}
