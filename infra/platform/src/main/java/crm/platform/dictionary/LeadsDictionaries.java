package crm.platform.dictionary;

import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The dictionaries of leads-service as other services know them: at most a minute old; while it is away what was known last
 * stays, and before anything is known there is nothing.
 */
public final class LeadsDictionaries {
    public static final String SOURCES = "sources";
    public static final String REASONS = "rejectionReasons";
    public static final String CITIES = "cities";

    private static final Logger log = LoggerFactory.getLogger(LeadsDictionaries.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final ParameterizedTypeReference<Map<String, List<Entry>>> BY_NAME =
            new ParameterizedTypeReference<>() {};

    private final Remote leads;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, List<Entry>> byName, Instant until) {}

    /** @param archived shown where it was chosen once, no longer offered */
    public record Entry(String code, String label, boolean archived) {}

    public LeadsDictionaries(Remotes remotes, Clock clock) {
        this.leads = remotes.asOurselves("leads");
        this.clock = clock;
    }

    /** The values in the dictionary's order, archived ones too. */
    public List<Entry> of(String name) {
        return known().byName().getOrDefault(name, List.of());
    }

    public Optional<String> label(String name, String code) {
        return of(name).stream()
                .filter(entry -> entry.code().equals(code))
                .map(Entry::label)
                .findFirst();
    }

    private Known known() {
        Known now = known;
        if (clock.instant().isBefore(now.until())) {
            return now;
        }
        // asked by one while the others go on with what was known
        known = new Known(now.byName(), clock.instant().plus(AGAIN));
        try {
            Optional<Map<String, List<Entry>>> told = leads.ask(client ->
                    client.get().uri("/api/leads/dictionaries").retrieve().body(BY_NAME));
            if (told.isPresent()) {
                known = new Known(told.get(), clock.instant().plus(FRESH));
            }
        } catch (Refused away) {
            log.debug("no dictionaries: {}", away.toString());
        }
        return known;
    }
}
