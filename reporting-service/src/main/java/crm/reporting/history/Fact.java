package crm.reporting.history;

import crm.platform.store.Envelope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one event says of a card from its moment on: what it names changes, with null to nothing; what it does not name stays.
 *
 * @param sequence the event's number in its card's life
 * @param at when it happened: {@code occurredAt} of an imported fact, else when it was recorded
 */
public record Fact(long sequence, Instant at, Map<String, @Nullable String> says) {
    public static final String STAGE = "stage";
    public static final String RESPONSIBLE = "responsible";
    public static final String SOURCE = "source";
    public static final String CITY = "city";
    public static final String TITLE = "title";
    /** Of a lead: the deal it became. */
    public static final String DEAL = "deal";
    /** Of an employee. */
    public static final String DEPARTMENT = "department";

    private static final Set<String> SUBJECTS = Set.of("lead", "deal", "employee");
    private static final int LONGEST = 500;

    /**
     * Empty when the event is of no interest here: an unknown type, a contact's responsible.
     *
     * @throws IllegalArgumentException if it is of interest and cannot be read
     */
    static Optional<Fact> of(Envelope event) {
        if (!SUBJECTS.contains(event.subject().replaceFirst("/.*", ""))) {
            return Optional.empty();
        }
        JsonNode data = event.data();
        Map<String, @Nullable String> says = new HashMap<>();
        switch (event.type()) {
            case "LeadCreated" -> {
                says.put(STAGE, "NEW");
                say(says, data, Map.of("responsibleId", RESPONSIBLE, SOURCE, SOURCE, CITY, CITY, TITLE, TITLE));
            }
            case "DealCreated" -> {
                says.put(STAGE, "PREPARING_OFFER");
                say(says, data, Map.of("responsibleId", RESPONSIBLE, SOURCE, SOURCE, CITY, CITY, TITLE, TITLE));
            }
            case "LeadUpdated", "DealUpdated" -> {
                say(says, data, Map.of(SOURCE, SOURCE, CITY, CITY));
                for (JsonNode change : data.path("changes")) {
                    if (TITLE.equals(change.path("field").asString(""))) {
                        says.put(TITLE, text(change, "to"));
                    }
                }
            }
            case "LeadConverted" -> says.put(DEAL, required(data, "dealId"));
            case "StageChanged" -> says.put(STAGE, required(data, "to"));
            case "ResponsibleAssigned" -> says.put(RESPONSIBLE, required(data, "to"));
            case "ResponsibleReleased" -> says.put(RESPONSIBLE, null);
            case "EmployeeHired", "EmployeeUpdated" -> says.put(DEPARTMENT, text(data, DEPARTMENT));
            default -> {
                return Optional.empty();
            }
        }
        if (event.sequence() < 1) {
            throw new IllegalArgumentException("an event without sequence");
        }
        String occurred = text(data, "occurredAt");
        Instant at = occurred == null ? event.time() : Instant.parse(occurred);
        return Optional.of(new Fact(event.sequence(), at.truncatedTo(ChronoUnit.MILLIS), says));
    }

    private static void say(Map<String, @Nullable String> says, JsonNode data, Map<String, String> names) {
        names.forEach((field, name) -> says.put(name, text(data, field)));
    }

    private static String required(JsonNode data, String field) {
        String value = text(data, field);
        if (value == null) {
            throw new IllegalArgumentException("an event without " + field);
        }
        return value;
    }

    private static @Nullable String text(JsonNode data, String field) {
        String value = data.path(field).asString(null);
        return value == null || value.isBlank() ? null : value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
