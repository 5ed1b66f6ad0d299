package crm.platform.employee;

import crm.platform.security.Role;
import java.time.ZoneId;
import java.util.Set;

/** An employee as other services know him; the id is his Keycloak user id. */
public record Employee(String id, String username, String fullName, Set<Role> roles, ZoneId zone) {

    public boolean is(Role role) {
        return roles.contains(role);
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
