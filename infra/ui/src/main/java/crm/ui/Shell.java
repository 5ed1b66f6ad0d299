package crm.ui;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows of its user: who he is, what he sees, his theme and zone, and the token his unsafe requests carry.
 * Templates have it as {@code shell}.
 */
public record Shell(
        @Nullable String userId,
        String name,
        Set<String> roles,
        @Nullable String csrf,
        String theme,
        ZoneId zone) {

    /** The department's zone, until a user has his own. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    /** Someone who is not logged in. */
    public static Shell anonymous(String theme) {
        return new Shell(null, "", Set.of(), null, theme, ZONE);
    }

    /** The user as a person with initials. */
    public Person person() {
        return Person.of(userId, name.isBlank() ? "?" : name);
    }

    /** The sections of his rail. */
    public List<Section> sections() {
        return Section.seenBy(roles);
    }

    /** Where «/» leads him. */
    public String home() {
        return sections().isEmpty() ? "/" : sections().getFirst().url();
    }

    /** Whether he has one of the realm roles. */
    public boolean any(String... wanted) {
        for (String role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the page is drawn dark. */
    public boolean dark() {
        return theme.equals("dark");
    }
}
