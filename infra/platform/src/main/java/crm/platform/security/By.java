package crm.platform.security;

import java.util.Set;

/** The one who acts: an employee (his Keycloak id), a machine, or the system itself. */
public record By(String id, String name, Set<Role> roles) {

    /** What the system does by itself, as the consequence of an event or of time. */
    public static final By SYSTEM = new By("system", "system", Set.of());

    public By {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Role... any) {
        for (Role role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    public boolean isSystem() {
        return id.equals(SYSTEM.id);
    }

    /** A person with any role of ours, not a machine. */
    public boolean isEmployee() {
        return roles.stream().anyMatch(Role::isHeldByPeople);
    }

    /** Head or director: sees and may everything in sales. */
    public boolean leads() {
        return isAny(Role.SALES_HEAD, Role.DIRECTOR);
    }
}
