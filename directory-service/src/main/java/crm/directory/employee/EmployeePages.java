package crm.directory.employee;

import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.Badge;
import crm.ui.Page;
import crm.ui.Section;
import crm.ui.table.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who works here, for the head and the admin. */
@Controller
class EmployeePages {
    private final Staff staff;
    private final Problems words;

    EmployeePages(Staff staff, Problems words) {
        this.staff = staff;
        this.words = words;
    }

    @GetMapping("/employees")
    String list(By by, Model model) {
        if (!by.leads() && !by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        List<Table.Head> heads = List.of(
                new Table.Head("Сотрудник", null, null, false),
                new Table.Head("Имя для входа", null, null, false),
                new Table.Head("Роли", null, null, false),
                new Table.Head("Почта", null, null, false),
                new Table.Head("", null, null, false));
        List<Table.Row> rows = staff.all().stream().map(this::row).toList();
        model.addAttribute("page", Page.of("Сотрудники", Section.EMPLOYEES));
        model.addAttribute("table", new Table("employee", heads, rows, rows.size(), false, null, List.of()));
        return "directory/employees";
    }

    private Table.Row row(Employee employee) {
        var account = employee.account();
        String roles = account.roles().stream()
                .map(role -> words.words("role." + role))
                .collect(Collectors.joining(", "));
        return new Table.Row(
                employee.id(),
                "/employees",
                account.fullName(),
                List.of(
                        Table.Cell.text(account.username()),
                        Table.Cell.text(roles),
                        Table.Cell.text(account.email()),
                        account.enabled() ? Table.Cell.text(null) : Table.Cell.badge(Badge.of("отключён"))));
    }
}
