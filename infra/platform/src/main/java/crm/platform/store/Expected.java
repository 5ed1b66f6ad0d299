package crm.platform.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions a change was meant for (If-Match); {@link #ANY} takes the newest. */
public record Expected(@Nullable Set<Long> versions) {
    public static final Expected ANY = new Expected(null);

    public boolean matches(@Nullable Long version) {
        return versions == null || (version != null && versions.contains(version));
    }
}
