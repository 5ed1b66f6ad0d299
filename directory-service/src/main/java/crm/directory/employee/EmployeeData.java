package crm.directory.employee;

import crm.directory.employee.Employee.Account;
import crm.events.Leave;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is entered of an employee, and how it has to look. */
final class EmployeeData {
    static final int NAME = 200;
    static final int DEPARTMENT = 200;
    private static final int EMAIL = 200;
    private static final int PASSWORD = 200;
    private static final int LONGEST_LEAVE_DAYS = 366;
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,59}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}");
    private static final Pattern EXTENSION = Pattern.compile("\\d{1,10}");
    private static final List<String> ROLES =
            Accounts.PEOPLE.stream().map(crm.platform.security.Role::code).toList();

    private EmployeeData() {}

    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip().replaceAll("\\s+", " ");
    }

    static String zoneOr(@Nullable String zone, String ours) {
        return zone == null || zone.isBlank() ? ours : zone.strip();
    }

    /** @throws Refused 422 naming every field at fault */
    static void check(Account account) {
        fields(account).orRefuse();
    }

    /** The same for one who is new. */
    static void check(Account account, @Nullable String password) {
        fields(account)
                .required("username", account.username())
                .check(
                        account.username() == null
                                || USERNAME.matcher(account.username()).matches(),
                        "username",
                        "username")
                .text("password", password, PASSWORD)
                .orRefuse();
    }

    private static Fields fields(Account account) {
        return new Fields()
                .required("fullName", account.fullName())
                .text("fullName", account.fullName(), NAME)
                .required("email", account.email())
                .text("email", account.email(), EMAIL)
                .check(
                        account.email() == null
                                || ADDRESS.matcher(account.email()).matches(),
                        "email",
                        "email")
                .check(!account.roles().isEmpty(), "roles", "required")
                .check(ROLES.containsAll(account.roles()), "roles", "unknown")
                .text("department", account.department(), DEPARTMENT)
                .check(
                        account.extension() == null
                                || EXTENSION.matcher(account.extension()).matches(),
                        "extension",
                        "extension")
                .check(isZone(account.zone()), "zone", "unknown");
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return zone.contains("/") || zone.equals("UTC");
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** @throws Refused 422 at the field */
    static void check(Leave leave, boolean substituteWorksHere) {
        boolean days = leave.from() != null && leave.to() != null;
        new Fields()
                .required("leave.from", leave.from())
                .required("leave.to", leave.to())
                .check(!days || !leave.to().isBefore(leave.from()), "leave.to", "before-start")
                .check(
                        !days || !leave.to().isAfter(leave.from().plusDays(LONGEST_LEAVE_DAYS)),
                        "leave.to",
                        "too-long-leave")
                .check(leave.substitute() == null || substituteWorksHere, "leave.substitute", "not-found")
                .orRefuse();
    }
}
