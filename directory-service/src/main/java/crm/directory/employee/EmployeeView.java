package crm.directory.employee;

import crm.events.Leave;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An employee as the API shows him. */
record EmployeeView(
        String id,
        @Nullable Long version,
        String username,
        String fullName,
        String email,
        List<String> roles,
        @Nullable String department,
        @Nullable String extension,
        String zone,
        boolean present,
        @Nullable Leave leave,
        boolean active) {

    static EmployeeView of(Employee employee, LocalDate today) {
        var account = employee.account();
        return new EmployeeView(
                employee.id(),
                employee.version(),
                account.username(),
                account.fullName(),
                account.email(),
                account.roles(),
                account.department(),
                account.extension(),
                account.zone(),
                employee.isPresent(today),
                employee.leave(),
                employee.isActive());
    }
}
