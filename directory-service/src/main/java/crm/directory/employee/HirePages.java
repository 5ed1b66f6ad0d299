package crm.directory.employee;

import crm.directory.client.ClientLook;
import crm.directory.employee.Employee.Account;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.RequestKey;
import crm.ui.HxTrigger;
import crm.ui.dialog.Dialog;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An employee is taken on, or gets a new password: either is shown once, to who did it. */
@Controller
@RequestMapping("/employees")
class HirePages {
    private final Staff staff;
    private final EmployeeWords look;
    private final Problems words;
    private final String zone;

    HirePages(Staff staff, EmployeeWords look, Problems words, @Value("${crm.zone}") String zone) {
        this.staff = staff;
        this.look = look;
        this.words = words;
        this.zone = zone;
    }

    @GetMapping("/new")
    String fresh(By by, Model model) {
        Staff.needHiring(by);
        model.addAttribute(
                "dialog",
                Dialog.of("Принять сотрудника", null, "/employees", "Принять")
                        .hint("Временный пароль будет показан один раз"));
        model.addAttribute("roles", look.choices(List.of(Role.SALES_MANAGER.code()), by));
        model.addAttribute("zones", look.zones());
        model.addAttribute("zone", zone);
        return "directory/employee-parts :: hire(dialog=${dialog},roles=${roles},zones=${zones},zone=${zone})";
    }

    @PostMapping
    String hire(
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key,
            HttpServletResponse response,
            Model model) {
        EmployeeApi.NewEmployee wanted = new EmployeeApi.NewEmployee(
                ClientLook.value(typed, "username"),
                ClientLook.value(typed, "fullName"),
                ClientLook.value(typed, "email"),
                typed.getOrDefault("roles", List.of()),
                ClientLook.value(typed, "department"),
                ClientLook.value(typed, "extension"),
                ClientLook.value(typed, "zone"),
                null);
        Staff.Hired hired = staff.hire(wanted.account(zone), null, by, key);
        Account account = hired.employee().account();
        response.setHeader(HxTrigger.HEADER, HxTrigger.changedList().value());
        model.addAttribute("dialog", Dialog.of("Сотрудник принят", account.fullName(), null, "Готово"));
        model.addAttribute("hired", hired);
        return "directory/employee-parts :: hired(dialog=${dialog},hired=${hired})";
    }

    @GetMapping("/{id}/password")
    String askForPassword(@PathVariable String id, By by, Model model) {
        Employee employee = staff.reissuing(id, by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                        "Выдать новый пароль?",
                        employee.account().fullName(),
                        "/employees/" + id + "/password",
                        "Выдать пароль"));
        model.addAttribute("text", words.words("employee.reissue"));
        return "kit/dialog :: confirm(dialog=${dialog},text=${text})";
    }

    @PostMapping("/{id}/password")
    String reissue(
            @PathVariable String id, By by, @Nullable RequestKey key, Model model, HttpServletResponse response) {
        Staff.Reissued reissued = staff.reissue(id, by, key);
        Account account = reissued.employee().account();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(HxTrigger.HEADER, HxTrigger.changed("employee", id).value());
        model.addAttribute("dialog", Dialog.of("Новый пароль", account.fullName(), null, "Готово"));
        model.addAttribute("username", account.username());
        model.addAttribute("password", reissued.password());
        return "directory/employee-parts :: reissued(dialog=${dialog},username=${username},password=${password})";
    }
}
