package crm.directory.employee;

import crm.directory.client.Colleagues;
import crm.directory.client.Colleagues.Colleague;
import crm.platform.security.Role;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells contacts and companies who may be responsible for them. */
@Configuration(proxyBeanMethods = false)
class StaffNames {
    @Bean
    Colleagues colleagues(Staff staff, Clock clock) {
        return new Colleagues(
                () -> staff.all().stream().map(StaffNames::colleague).toList(), clock);
    }

    private static Colleague colleague(Employee employee) {
        var account = employee.account();
        return new Colleague(
                employee.id(),
                account.fullName(),
                account.roles().stream().flatMap(code -> Role.of(code).stream()).collect(Collectors.toSet()),
                employee.isActive());
    }
}
