package crm.platform.list;

import crm.platform.employee.Employees;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Query;
import crm.ui.Badge;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.dialog.Dialog;
import crm.ui.filter.Address;
import crm.ui.form.Form;
import crm.ui.form.Option;
import crm.ui.table.Table;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Files, their record, columns and saved filters of one list as pages; mapped below the list's own address. */
final class ListPages {
    private final CardList<?, ?> list;
    private final Exports exports;
    private final SavedFilters filters;
    private final Employees employees;
    private final Ru ru;

    ListPages(CardList<?, ?> list, Exports exports, SavedFilters filters, Employees employees, Ru ru) {
        this.list = list;
        this.exports = exports;
        this.filters = filters;
        this.employees = employees;
        this.ru = ru;
    }

    @GetMapping("/export.{format}")
    void export(@PathVariable String format, Query query, By by, HttpServletResponse response) throws IOException {
        exports.send(list, Format.of(format), query, by, response);
    }

    @GetMapping("/exports")
    String exports(Query query, By by, Model model) {
        var page = exports.of(list.names().code(), query, by);
        CardList.Names names = list.names();
        model.addAttribute(
                "page",
                Page.of("Журнал выгрузок", names.section())
                        .crumb(names.title(), names.address())
                        .crumb("Журнал выгрузок", null));
        model.addAttribute("table", table(page, by));
        return "list/exports";
    }

    @GetMapping("/exports/more")
    String moreExports(Query query, By by, Model model) {
        model.addAttribute("table", table(exports.of(list.names().code(), query, by), by));
        return "kit/table :: rows(table=${table})";
    }

    private Table table(crm.platform.web.Page<Export> page, By by) {
        String more = page.nextCursor() == null
                ? null
                : new Address(list.names().base() + "/exports/more", Map.of("cursor", List.of(page.nextCursor())))
                        .url();
        return new Table(
                list.names().code(),
                Stream.of("Когда", "Кто", "Что показывал фильтр", "Файл", "Сколько", "")
                        .map(label -> new Table.Head(label, null, null, false))
                        .toList(),
                page.items().stream().map(export -> row(export, by)).toList(),
                page.total(),
                page.totalIsLowerBound(),
                more,
                List.of());
    }

    private Table.Row row(Export export, By by) {
        String name = employees.nameOf(export.by());
        return new Table.Row(
                export.id(),
                new Address(list.names().address(), export.filter()).url(),
                ru.dateTime(export.at()),
                List.of(
                        Table.Cell.owner(Person.of(export.by(), name.isBlank() ? "Сотрудник" : name)),
                        Table.Cell.text(words(export.filter(), by)),
                        Table.Cell.text(export.format()),
                        Table.Cell.text(ru.plural(export.rows(), "строка", "строки", "строк")),
                        Table.Cell.badge(
                                switch (export.state()) {
                                    case DONE -> null;
                                    case RUNNING -> Badge.of("идёт");
                                    case BROKEN -> new Badge("оборвалась", "alert-triangle", "warn");
                                })));
    }

    @GetMapping("/columns")
    String columns(By by, Model model) {
        List<String> chosen = filters.columns(by);
        model.addAttribute(
                "dialog",
                Dialog.of("Столбцы", list.names().title(), list.names().base() + "/columns", "Показать"));
        model.addAttribute(
                "options",
                list.columns().others().stream()
                        .map(column -> Option.of(column.code(), column.label()))
                        .toList());
        model.addAttribute("chosen", chosen);
        return "list/dialogs :: columns(dialog=${dialog},options=${options},chosen=${chosen})";
    }

    @PostMapping("/columns")
    ResponseEntity<Void> choose(@RequestParam MultiValueMap<String, String> sent, By by) {
        if (sent.containsKey("usual")) {
            filters.chooseUsual(by);
        } else {
            filters.choose(sent.getOrDefault("columns", List.of()), by);
        }
        return anew();
    }

    /** The filter comes as the address it was asked with, and goes along to where the form is sent. */
    @GetMapping("/views/new")
    String newView(HttpServletRequest request, By by, Model model) {
        Address address = filter(request);
        filters.check(address.parameters(), by);
        model.addAttribute(
                "dialog", Dialog.of("Сохранить вид", words(address.parameters(), by), address.url(), "Сохранить"));
        return "list/dialogs :: view(dialog=${dialog},saved=${false})";
    }

    private Address filter(HttpServletRequest request) {
        return Address.of(list.names().base() + "/views", request.getParameterMap())
                .without("name");
    }

    private String words(Map<String, List<String>> filter, By by) {
        String words = list.words(new Query(filter), by);
        return words.isEmpty() ? "без фильтра" : words;
    }

    @PostMapping("/views")
    ResponseEntity<Void> save(
            HttpServletRequest request, @RequestParam(defaultValue = "") String name, By by, @Nullable RequestKey key) {
        filters.save(name, filter(request).parameters(), by, key);
        return anew();
    }

    @GetMapping("/views/{view}")
    String view(@PathVariable String view, By by, Model model) {
        Views.Saved saved = filters.one(view, by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Сохранённый вид",
                                words(saved.filter(), by),
                                list.names().base() + "/views/" + saved.id(),
                                "Сохранить")
                        .form(Form.EMPTY.with("name", saved.name())));
        return "list/dialogs :: view(dialog=${dialog},saved=${true})";
    }

    @PostMapping("/views/{view}")
    ResponseEntity<Void> change(@PathVariable String view, @RequestParam MultiValueMap<String, String> sent, By by) {
        if (sent.containsKey("delete")) {
            filters.delete(view, by);
        } else {
            filters.rename(view, sent.getFirst("name"), by);
        }
        return anew();
    }

    /** Board and list have their filters and columns all over them: the page is loaded again. */
    private static ResponseEntity<Void> anew() {
        return ResponseEntity.noContent().header("HX-Refresh", "true").build();
    }
}
