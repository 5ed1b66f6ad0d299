package crm.directory.client;

import crm.platform.security.Role;
import crm.ui.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Our people as those who may be responsible for a card, by name; held for a second, a page asks for many of them. */
public final class Colleagues {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<List<Colleague>> read;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, Colleague> byId, Instant at) {}

    /** One of us; {@code active} until he is dismissed. */
    public record Colleague(String id, String name, Set<Role> roles, boolean active) {
        boolean sells() {
            return active
                    && (roles.contains(Role.SALES_MANAGER)
                            || roles.contains(Role.SALES_HEAD)
                            || roles.contains(Role.DIRECTOR));
        }
    }

    /** @param read all of them as they are now */
    public Colleagues(Supplier<List<Colleague>> read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    public Optional<Colleague> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /** Who can be made responsible. */
    List<Colleague> sellers() {
        return all().values().stream().filter(Colleague::sells).toList();
    }

    /** Whether he was one of us and is no more; of somebody never heard of this is not said. */
    boolean hasLeft(String id) {
        return find(id).filter(colleague -> !colleague.active()).isPresent();
    }

    public String nameOf(String id) {
        return find(id).map(Colleague::name)
                .filter(name -> !name.isEmpty())
                .orElse(id.equals("system") ? "Система" : "Сотрудник");
    }

    public @Nullable Person person(@Nullable String id) {
        return id == null ? null : Person.of(id, nameOf(id));
    }

    private Map<String, Colleague> all() {
        Known now = known;
        if (now.at().isBefore(clock.instant().minus(FRESH))) {
            Map<String, Colleague> byId = new LinkedHashMap<>();
            read.get().forEach(colleague -> byId.put(colleague.id(), colleague));
            now = new Known(byId, clock.instant());
            known = now;
        }
        return now.byId();
    }
}
