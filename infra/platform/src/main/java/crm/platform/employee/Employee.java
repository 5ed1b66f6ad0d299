package crm.platform.employee;

import crm.events.Leave;
import crm.platform.security.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An employee as other services know him; the id is his Keycloak user id.
 *
 * @param email his work address; null of one who was taken on before it was kept here and has not changed since
 * @param present at work now, as he or his head says
 * @param leave his present or next absence
 * @param dismissal null while he works here
 */
public record Employee(
        String id,
        String username,
        String fullName,
        @Nullable String email,
        Set<Role> roles,
        ZoneId zone,
        boolean present,
        @Nullable Leave leave,
        @Nullable Dismissal dismissal) {

    /** @param by who dismissed him */
    public record Dismissal(String id, String by) {}

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Nothing is assigned to one who is not. */
    public boolean isActive() {
        return dismissal == null;
    }

    /** Whether he is away on a day, both ends of the leave included. */
    public boolean isOnLeave(LocalDate day) {
        return leave != null && !day.isBefore(leave.from()) && !day.isAfter(leave.to());
    }

    /** Head or director: who gets what nobody has any more. */
    public boolean leads() {
        return is(Role.SALES_HEAD) || is(Role.DIRECTOR);
    }

    /** The first letters of his names, for the round badge: «АК». */
    public String initials() {
        StringBuilder initials = new StringBuilder();
        for (String word : fullName.strip().split("\\s+")) {
            if (initials.length() < 2 && !word.isEmpty()) {
                initials.append(Character.toUpperCase(word.charAt(0)));
            }
        }
        return initials.toString();
    }
}
