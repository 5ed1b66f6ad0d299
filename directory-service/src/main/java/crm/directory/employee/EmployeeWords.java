package crm.directory.employee;

import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.Badge;
import crm.ui.Ru;
import crm.ui.form.Option;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the pages say what an employee is: his state, his roles, his zone. */
@Component
class EmployeeWords {
    private static final List<String> ZONES = List.of(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Novosibirsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka");

    private final Staff staff;
    private final Problems words;
    private final Ru ru;

    EmployeeWords(Staff staff, Problems words, Ru ru) {
        this.staff = staff;
        this.words = words;
        this.ru = ru;
    }

    /** Whether he works, is here or away; null for who is neither expected in the office nor away. */
    @Nullable
    Badge state(Employee employee) {
        if (employee.isDismissed()) {
            return new Badge("уволен", "user-off", "bad");
        }
        if (!employee.isActive()) {
            return new Badge("отключён", "lock", "bad");
        }
        LocalDate today = staff.today();
        if (employee.isOnLeave(today)) {
            return new Badge("отсутствует до " + ru.date(employee.leave().to()), "hourglass", "warn");
        }
        if (employee.isPresent(today)) {
            return new Badge("в офисе", "circle-check", "ok");
        }
        return employee.is(Role.SALES_MANAGER) ? Badge.line("не в офисе") : null;
    }

    String role(String code) {
        return words.words("role." + code);
    }

    String roles(List<String> codes) {
        return codes.stream().map(this::role).collect(Collectors.joining(", "));
    }

    String zoneName(String id) {
        String name = words.words("zone." + id);
        return name.startsWith("zone.") ? id : name;
    }

    List<Option> zones() {
        return ZONES.stream().map(id -> Option.of(id, zoneName(id))).toList();
    }

    /** @param open whether he who looks may give or take it */
    record Choice(String code, String label, boolean chosen, boolean open) {}

    /** All roles of people, those in {@code chosen} marked. */
    List<Choice> choices(List<String> chosen, By by) {
        return Accounts.PEOPLE.stream()
                .map(role -> new Choice(
                        role.code(),
                        role(role.code()),
                        chosen.contains(role.code()),
                        Employee.LEADING.contains(role) ? by.is(Role.DIRECTOR) : by.is(Role.ADMIN)))
                .toList();
    }
}
