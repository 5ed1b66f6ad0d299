package crm.directory.employee;

import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.HxTrigger;
import crm.ui.Ru;
import java.time.LocalDate;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Я в офисе»: everybody's own line in the menu, and the head's word for somebody else (L-1). */
@Controller
@RequestMapping("/employees")
class PresencePages {
    private final Staff staff;
    private final Ru ru;

    PresencePages(Staff staff, Ru ru) {
        this.staff = staff;
        this.ru = ru;
    }

    @GetMapping("/me/presence")
    String presence(By by, Model model) {
        boolean sells = by.leads() || by.is(Role.SALES_MANAGER);
        Employee himself = sells ? staff.known(by.id()).orElse(null) : null;
        if (himself == null || !himself.isActive()) {
            return "directory/nothing";
        }
        return line(himself, model);
    }

    @PostMapping("/me/presence")
    String presence(@RequestParam boolean present, By by, Model model) {
        return line(staff.present(by.id(), present, by), model);
    }

    /** The head says of somebody else that he has come or left. */
    @PostMapping("/{id}/presence")
    ResponseEntity<Void> presence(@PathVariable String id, @RequestParam boolean present, By by) {
        Employee employee = staff.present(id, present, by);
        String name = employee.account().fullName();
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed("employee", id)
                                .toast(name + (present ? ": в офисе" : ": не в офисе"))
                                .value())
                .build();
    }

    private String line(Employee himself, Model model) {
        LocalDate today = staff.today();
        model.addAttribute("here", himself.isPresent(today));
        model.addAttribute(
                "away", himself.isOnLeave(today) ? ru.date(himself.leave().to()) : null);
        return "directory/employee-parts :: presence(here=${here},away=${away})";
    }
}
