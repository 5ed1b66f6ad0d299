package crm.reporting.funnel;

import crm.platform.employee.Employees;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Words for what the figures are of. Sources and cities are the leads-service's dictionaries: asked for with the caller's token
 * and held for five minutes; while it is away the last known words stay, or the codes.
 */
@Component
class Labels {
    private static final Logger log = LoggerFactory.getLogger(Labels.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Remote leads;
    private final Employees employees;
    private final Problems words;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Map.of(), Instant.MIN);

    private record Known(Map<String, String> sources, Map<String, String> cities, Instant until) {}

    private record Entry(String code, String label) {}

    private record Dictionaries(List<Entry> cities, List<Entry> sources) {}

    Labels(Remotes remotes, Employees employees, Problems words, Clock clock) {
        this.leads = remotes.asCaller("leads");
        this.employees = employees;
        this.words = words;
        this.clock = clock;
    }

    /** Codes and words in the dictionary's order; empty while nothing is known. */
    Map<String, String> sources() {
        return known().sources();
    }

    Map<String, String> cities() {
        return known().cities();
    }

    private Known known() {
        Known now = known;
        if (clock.instant().isBefore(now.until())) {
            return now;
        }
        try {
            Optional<Dictionaries> asked = leads.ask(client ->
                    client.get().uri("/api/leads/dictionaries").retrieve().body(Dictionaries.class));
            if (asked.isPresent()) {
                now = new Known(
                        byCode(asked.get().sources()),
                        byCode(asked.get().cities()),
                        clock.instant().plus(FRESH));
                known = now;
                return now;
            }
        } catch (Refused away) {
            log.debug("no dictionaries: {}", away.toString());
        }
        now = new Known(now.sources(), now.cities(), clock.instant().plus(AGAIN));
        known = now;
        return now;
    }

    private static Map<String, String> byCode(List<Entry> entries) {
        Map<String, String> byCode = new LinkedHashMap<>();
        entries.forEach(entry -> byCode.put(entry.code(), entry.label()));
        return byCode;
    }

    String of(Stage stage) {
        return words.words(stage.kind().code() + ".stage." + stage.code());
    }

    String of(Stage.Kind kind) {
        return words.words("report.kind." + kind.code());
    }

    /** The words of a row. */
    String of(GroupBy by, String key) {
        if (key.equals(Filter.NONE)) {
            return words.words("report.none." + by.code());
        }
        return switch (by) {
            case EMPLOYEE -> employee(key);
            case DEPARTMENT -> key;
            case SOURCE -> source(key);
            case CITY -> cities().getOrDefault(key, key);
            case MONTH -> month(YearMonth.parse(key));
        };
    }

    String employee(String id) {
        String name = employees.nameOf(id);
        return name.isEmpty() ? id : name;
    }

    String source(String code) {
        String label = sources().get(code);
        if (label != null) {
            return label;
        }
        String key = "source." + code;
        String word = words.words(key);
        return word.equals(key) ? code : word;
    }

    private String month(YearMonth month) {
        return words.words("report.month." + month.getMonthValue()) + " " + month.getYear();
    }

    String of(GroupBy by) {
        return words.words("report.by." + by.code());
    }

    String word(String key, Object... args) {
        return words.words(key, args);
    }
}
