package crm.deals.page;

import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.ui.form.Option;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The cities one chooses from; the list is the leads' service's. While it is away a city is shown by its code. */
@Component
class Cities {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(20);

    private final Remote leads;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    private record City(Option option, boolean archived) {}

    private record Known(List<City> cities, Instant until) {}

    Cities(Remotes remotes, Clock clock) {
        this.leads = remotes.asCaller("leads");
        this.clock = clock;
    }

    /** Those to choose from, and what is chosen already; empty while nobody tells. */
    List<Option> options(@Nullable String present) {
        return all().stream()
                .filter(city -> !city.archived() || city.option().value().equals(present))
                .map(City::option)
                .toList();
    }

    private List<City> all() {
        Known now = known;
        if (now.until().isBefore(clock.instant())) {
            List<City> asked = ask();
            // what was known is better than nothing
            now = new Known(
                    asked.isEmpty() ? now.cities() : asked, clock.instant().plus(asked.isEmpty() ? RETRY : FRESH));
            known = now;
        }
        return now.cities();
    }

    private List<City> ask() {
        try {
            return leads
                    .ask(client -> client.get()
                            .uri("/api/leads/dictionaries")
                            .retrieve()
                            .body(JsonNode.class))
                    .stream()
                    .flatMap(told -> told.path("cities").valueStream())
                    .map(city -> new City(
                            Option.of(
                                    city.path("code").asString(),
                                    city.path("label").asString()),
                            city.path("archived").asBoolean(false)))
                    .toList();
        } catch (Refused away) {
            return List.of();
        }
    }

    @Nullable
    String name(@Nullable String code) {
        return all().stream()
                .map(City::option)
                .filter(city -> city.value().equals(code))
                .findFirst()
                .map(Option::label)
                .orElse(code);
    }
}
