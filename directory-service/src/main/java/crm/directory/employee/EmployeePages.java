package crm.directory.employee;

import crm.directory.client.ClientLook;
import crm.directory.employee.Employee.Account;
import crm.events.Leave;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.platform.web.Query;
import crm.ui.Badge;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.Page;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Section;
import crm.ui.filter.Address;
import crm.ui.filter.Filter;
import crm.ui.form.Input;
import crm.ui.form.Option;
import crm.ui.record.Head;
import crm.ui.record.Row;
import crm.ui.table.Table;
import crm.ui.table.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works here, and the page of each, for head, director and administrator. */
@Controller
@RequestMapping("/employees")
class EmployeePages {
    private static final List<String> FIELDS =
            List.of("fullName", "email", "department", "extension", "zone", "roles", "leave");

    private final Staff staff;
    private final EmployeeApi api;
    private final EmployeeTold told;
    private final EmployeeWords words;
    private final Ru ru;
    private final String zone;

    EmployeePages(
            Staff staff,
            EmployeeApi api,
            EmployeeTold told,
            EmployeeWords words,
            Ru ru,
            @Value("${crm.zone}") String zone) {
        this.staff = staff;
        this.api = api;
        this.told = told;
        this.words = words;
        this.ru = ru;
        this.zone = zone;
    }

    private static void needHead(By by) {
        if (!by.leads() && !by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
    }

    private Employee employee(String id, By by) {
        needHead(by);
        return staff.find(id, by);
    }

    @GetMapping
    String list(HttpServletRequest request, Query query, By by, Model model) {
        needHead(by);
        Address address = Address.of("/employees", request.getParameterMap());
        List<Employee> everybody = staff.all();
        List<Employee> shown = everybody.stream().filter(api.filter(query)).toList();
        Page page = Page.of("Сотрудники", Section.EMPLOYEES);
        model.addAttribute("page", by.is(Role.ADMIN) ? page.create("Сотрудник", "/employees/new") : page);
        List<Option> departments = everybody.stream()
                .map(employee -> employee.account().department())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .map(name -> Option.of(name, name))
                .toList();
        List<Option> roles = Accounts.PEOPLE.stream()
                .map(role -> Option.of(role.code(), words.role(role.code())))
                .toList();
        Filter filter = Filter.of(address)
                .toggle("present", "В офисе", "true")
                .choice("role", "Роль", roles)
                .choice("department", "Отдел", departments)
                .text("q", "Имя или почта")
                .total("Всего", shown.size(), null);
        model.addAttribute("filter", filter);
        model.addAttribute("views", views(address));
        model.addAttribute("table", table(shown));
        return "directory/employees";
    }

    private static List<View> views(Address address) {
        Map<String, List<String>> present = address.parameters();
        return Stream.of(
                        List.of("Все", "users", "/employees"),
                        List.of("Работают", "user-check", "/employees?active=true"),
                        List.of("Уволены", "user-off", "/employees?active=false"))
                .map(view -> new View(
                        view.get(0),
                        view.get(1),
                        view.get(2),
                        present.equals(
                                view.get(2).contains("=")
                                        ? Map.of("active", List.of(view.get(2).replaceAll(".*=", "")))
                                        : Map.of())))
                .toList();
    }

    private Table table(List<Employee> employees) {
        List<Table.Head> heads = Stream.of(
                        "Сотрудник", "Состояние", "Роли", "Отдел", "Добавочный", "Имя для входа", "Почта")
                .map(label -> new Table.Head(label, null, null, false))
                .toList();
        List<Table.Row> rows = employees.stream().map(this::row).toList();
        return new Table("employee", heads, rows, rows.size(), false, null, List.of());
    }

    private Table.Row row(Employee employee) {
        Account account = employee.account();
        return new Table.Row(
                employee.id(),
                "/employees/" + employee.id(),
                account.fullName(),
                List.of(
                        Table.Cell.badge(words.state(employee)),
                        Table.Cell.text(words.roles(account.roles())),
                        Table.Cell.text(account.department()),
                        Table.Cell.text(account.extension()),
                        Table.Cell.text(account.username()),
                        Table.Cell.text(account.email())));
    }

    @GetMapping("/{id}")
    String page(@PathVariable String id, By by, Model model) {
        Employee employee = employee(id, by);
        String name = employee.account().fullName();
        model.addAttribute(
                "page",
                Page.of(name, Section.EMPLOYEES)
                        .crumb("Сотрудники", "/employees")
                        .crumb(name, null));
        model.addAttribute("head", head(employee, by));
        model.addAttribute("subject", "employee/" + id);
        model.addAttribute("url", "/employees/" + id);
        model.addAttribute(
                "rows",
                Stream.concat(Stream.of("username", "reissued"), FIELDS.stream())
                        .map(field -> row(field, employee, by))
                        .toList());
        model.addAttribute("entries", told.of(employee));
        return "directory/employee";
    }

    private Head head(Employee employee, By by) {
        List<Link> actions = new ArrayList<>();
        String url = "/employees/" + employee.id();
        boolean himself = by.id().equals(employee.id());
        boolean leading = Employee.LEADING.stream().anyMatch(employee::is);
        boolean may = !himself && (!leading || by.is(Role.DIRECTOR));
        if (employee.dismissal() != null && employee.dismissal().at() != null) {
            actions.add(Link.page("Ход увольнения", "list-check", url + "/dismissal"));
        }
        if (may && employee.isDismissed()) {
            actions.add(Link.dialog("Принять снова", "user-check", url + "/rehire"));
        } else if (may) {
            actions.add(Link.dialog("Уволить…", "user-off", url + "/dismiss"));
        }
        Badge state = words.state(employee);
        return new Head(
                employee.account().fullName(),
                Person.of(employee.id(), employee.account().fullName()),
                state == null ? List.of() : List.of(state),
                null,
                false,
                null,
                null,
                List.of(words.roles(employee.account().roles())),
                null,
                null,
                actions,
                Staff.reissues(by, employee) && !employee.isDismissed()
                        ? List.of(Link.dialog("Выдать новый пароль", "lock", url + "/password"))
                        : List.of());
    }

    private Row row(String field, Employee employee, By by) {
        Account account = employee.account();
        Row row = switch (field) {
            case "username" -> Row.of(field, "Имя для входа", account.username());
            case "reissued" -> Row.of(field, "Новый пароль", reissued(employee.reissued()));
            case "fullName" -> Row.of(field, "ФИО", account.fullName());
            case "email" -> Row.of(field, "Почта", account.email());
            case "department" -> Row.of(field, "Отдел", account.department()).hint("добавить отдел");
            case "extension" -> Row.of(field, "Добавочный", account.extension()).hint("добавить номер");
            case "zone" -> Row.of(field, "Часовой пояс", words.zoneName(account.zone()));
            case "roles" -> Row.of(field, "Роли", words.roles(account.roles()));
            case "leave" -> Row.of(field, "Отсутствие", leave(employee.leave())).hint("запланировать");
            default -> throw Refusals.notFound();
        };
        if (field.equals("username")) {
            return row.locked("Имя для входа не меняется");
        }
        if (field.equals("reissued")) {
            return row.hint("не выдавали");
        }
        if (!mayEdit(field, employee, by)) {
            return row.locked(
                    employee.isDismissed()
                            ? "Сотрудник уволен"
                            : field.equals("roles") && by.id().equals(employee.id())
                                    ? "Свои роли никто себе не меняет"
                                    : "Меняет администратор");
        }
        return row.edit("/employees/" + employee.id() + "/fields/" + field);
    }

    private static boolean mayEdit(String field, Employee employee, By by) {
        boolean roles = field.equals("roles");
        boolean own = by.id().equals(employee.id());
        return !employee.isDismissed() && !(roles && own) && (by.is(Role.ADMIN) || (roles && by.is(Role.DIRECTOR)));
    }

    private String reissued(Employee.@Nullable Reissued last) {
        return last == null ? "" : "выдан " + ru.dateTime(last.at()) + ", " + staff.nameOf(last.by());
    }

    private String leave(@Nullable Leave leave) {
        if (leave == null) {
            return "";
        }
        String days = ru.date(leave.from()) + " – " + ru.date(leave.to());
        return leave.substitute() == null ? days : days + ", замещает " + staff.nameOf(leave.substitute());
    }

    @GetMapping("/{id}/fields/{field}")
    String field(
            @PathVariable String id,
            @PathVariable String field,
            @RequestParam(defaultValue = "false") boolean shown,
            By by,
            Model model) {
        Employee employee = employee(id, by);
        Row row = row(field, employee, by);
        if (shown) {
            model.addAttribute("row", row);
            return "kit/record :: row(row=${row})";
        }
        if (!FIELDS.contains(field) || !mayEdit(field, employee, by)) {
            throw Refusals.forbidden();
        }
        String url = "/employees/" + id + "/fields/" + field;
        model.addAttribute("url", url);
        Account account = employee.account();
        if (field.equals("roles")) {
            model.addAttribute("roles", words.choices(account.roles(), by));
            return "directory/employee-parts :: roles-editor(url=${url},roles=${roles})";
        }
        if (field.equals("leave")) {
            Leave leave = employee.leave();
            model.addAttribute("from", Input.of("from", "С").type("date").value(leave == null ? "" : leave.from()));
            model.addAttribute(
                    "to", Input.of("to", "По (включительно)").type("date").value(leave == null ? "" : leave.to()));
            model.addAttribute(
                    "substitute",
                    Input.of("substitute", "Замещает")
                            .options(colleagues(id))
                            .empty("Никто")
                            .value(leave == null ? "" : leave.substitute()));
            return "directory/employee-parts :: leave-editor(url=${url},from=${from},to=${to},substitute=${substitute})";
        }
        Input input = Input.of(field, row.label());
        model.addAttribute(
                "input",
                switch (field) {
                    case "zone" ->
                        input.options(words.zones()).value(account.zone()).required();
                    case "fullName", "email" -> input.value(row.value()).required();
                    default -> input.value(row.value());
                });
        return "kit/record :: editor(input=${input},saveUrl=${url},rowUrl=${url + '?shown=true'})";
    }

    private List<Option> colleagues(String id) {
        return staff.all().stream()
                .filter(Employee::isActive)
                .filter(other -> !other.id().equals(id))
                .map(other -> Option.of(other.id(), other.account().fullName()))
                .toList();
    }

    @PostMapping("/{id}/fields/{field}")
    ResponseEntity<Void> save(
            @PathVariable String id,
            @PathVariable String field,
            @RequestParam MultiValueMap<String, String> typed,
            By by) {
        Employee employee = employee(id, by);
        if (!FIELDS.contains(field)) {
            throw Refusals.notFound();
        }
        if (field.equals("leave")) {
            staff.plan(id, leave(typed), by, Expected.ANY);
        } else {
            List<String> kept = keptRoles(employee.account().roles(), typed, by);
            staff.change(id, account -> with(account, field, typed, kept), by, Expected.ANY);
        }
        return changed(id);
    }

    /** Roles that are not his to give or take stay as they are, whatever the form says. */
    private List<String> keptRoles(List<String> present, MultiValueMap<String, String> typed, By by) {
        List<String> wanted = typed.getOrDefault("roles", List.of());
        return words.choices(present, by).stream()
                .filter(choice -> choice.open() ? wanted.contains(choice.code()) : choice.chosen())
                .map(EmployeeWords.Choice::code)
                .toList();
    }

    private static @Nullable Leave leave(MultiValueMap<String, String> typed) {
        LocalDate from = day(typed, "from");
        LocalDate to = day(typed, "to");
        String substitute = ClientLook.value(typed, "substitute");
        return from == null && to == null ? null : new Leave(from, to, substitute.isEmpty() ? null : substitute);
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> typed, String name) {
        String text = ClientLook.value(typed, name);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw Refusals.malformed(name, text);
        }
    }

    private Account with(Account account, String field, MultiValueMap<String, String> typed, List<String> roles) {
        String value = EmployeeData.trimmed(ClientLook.value(typed, field));
        return new Account(
                account.username(),
                field.equals("fullName") ? value : account.fullName(),
                field.equals("email") ? value : account.email(),
                field.equals("department") ? value : account.department(),
                field.equals("extension") ? value : account.extension(),
                field.equals("zone") ? EmployeeData.zoneOr(value, zone) : account.zone(),
                field.equals("roles") ? roles : account.roles(),
                account.enabled());
    }

    private static ResponseEntity<Void> changed(String id) {
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.changed("employee", id).value())
                .build();
    }
}
