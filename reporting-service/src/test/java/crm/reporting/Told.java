package crm.reporting;

import crm.events.EventTypes;
import crm.events.Topics;
import crm.testing.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as the services tell it, at a time of the test's choice. */
public record Told(String subject, long sequence, Instant at, String type, Map<String, Object> data) {

    public String id() {
        return subject.substring(subject.indexOf('/') + 1);
    }

    public String topic() {
        return switch (subject.substring(0, subject.indexOf('/'))) {
            case "lead" -> Topics.LEADS;
            case "deal" -> Topics.DEALS;
            default -> Topics.DIRECTORY;
        };
    }

    public String json() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id() + "/" + sequence);
        event.put("type", type);
        event.put("source", "/test");
        event.put("subject", subject);
        event.put("time", at.toString());
        event.put("dataschema", EventTypes.schemaOf(type));
        event.put("sequence", sequence);
        event.put("actor", "system");
        event.put("data", data);
        return Caller.JSON.writeValueAsString(event);
    }

    /** Tells the life of one card. */
    public static final class Teller {
        private final String subject;
        private final java.util.function.Consumer<Told> to;
        private long sequence;

        public Teller(String subject, java.util.function.Consumer<Told> to) {
            this.subject = subject;
            this.to = to;
        }

        public Teller tell(Instant at, String type, @Nullable Object... namesAndValues) {
            Map<String, Object> data = new HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                data.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
            to.accept(new Told(subject, ++sequence, at, type, data));
            return this;
        }
    }
}
