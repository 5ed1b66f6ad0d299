package crm.directory.employee;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Our people over HTTP; every employee may know who works here. */
@RestController
class EmployeeApi {
    private final Staff staff;

    EmployeeApi(Staff staff) {
        this.staff = staff;
    }

    record EmployeeView(
            String id,
            String username,
            String fullName,
            List<String> roles,
            @Nullable String department,
            boolean present,
            @Nullable Object leave,
            boolean active) {
        static EmployeeView of(Employee employee) {
            var account = employee.account();
            return new EmployeeView(
                    employee.id(),
                    account.username(),
                    account.fullName(),
                    account.roles(),
                    account.department(),
                    false,
                    null,
                    account.enabled());
        }
    }

    record Items(List<EmployeeView> items, @Nullable String nextCursor, int total, boolean totalIsLowerBound) {}

    @GetMapping("/api/employees")
    Items employees(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        List<EmployeeView> items = staff.all().stream().map(EmployeeView::of).toList();
        return new Items(items, null, items.size(), false);
    }
}
