package crm.platform.web;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query parameters of a list: only known names, every value checked, each fault named. */
public final class Query {
    private static final int LONGEST = 500;
    private final Map<String, List<String>> parameters;

    public Query(Map<String, List<String>> parameters) {
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** @throws Refused (400) naming the first parameter that is none of these */
    public Query only(Set<String> known) {
        for (var parameter : parameters.entrySet()) {
            if (!known.contains(parameter.getKey())) {
                throw Refusals.malformed(parameter.getKey(), "?");
            }
            if (parameter.getValue().stream().anyMatch(value -> value.length() > LONGEST)) {
                throw Refusals.malformed(parameter.getKey(), "> " + LONGEST);
            }
        }
        return this;
    }

    public Map<String, List<String>> asMap() {
        return parameters;
    }

    /** The values of a repeatable parameter; empty ones do not count. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    public Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw Refusals.malformed(name, "×" + values.size());
        }
        return values.stream().findFirst();
    }

    public <T> List<T> all(String name, Function<String, T> parse) {
        return all(name).stream().map(value -> parse(name, value, parse)).toList();
    }

    public <T> Optional<T> one(String name, Function<String, T> parse) {
        return one(name).map(value -> parse(name, value, parse));
    }

    public boolean flag(String name) {
        return one(name, value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(value);
                })
                .orElse(false);
    }

    public Optional<LocalDate> day(String name) {
        return one(name, LocalDate::parse);
    }

    /** Between 1 and 200, 50 when absent. */
    public int limit() {
        return one("limit", Integer::valueOf)
                .map(limit -> {
                    if (limit < 1 || limit > 200) {
                        throw Refusals.malformed("limit", "1-200");
                    }
                    return limit;
                })
                .orElse(50);
    }

    private static <T> T parse(String name, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw Refusals.malformed(name, value);
        }
    }
}
