package crm.platform.store;

import crm.events.CrmEvent;
import crm.events.EventJson;
import crm.events.EventTypes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A CloudEvents 1.0 event in structured mode: what the value of a Kafka record is. */
public record Envelope(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        long sequence,
        String actor,
        @Nullable String causationid,
        @Nullable String correlationid,
        @Nullable String traceparent,
        JsonNode data) {

    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    static Envelope of(
            CrmEvent event,
            String source,
            String subject,
            String aggregateId,
            long sequence,
            String actor,
            Instant at) {
        Trail trail = Trail.current();
        return new Envelope(
                aggregateId + "/" + sequence,
                EventTypes.nameOf(event),
                source,
                subject,
                at.truncatedTo(ChronoUnit.MILLIS),
                sequence,
                actor,
                trail.causationId(),
                trail.correlationId(),
                trail.traceparent(),
                EventJson.MAPPER.valueToTree(event));
    }

    /** The id of the aggregate the event is about. */
    public String aggregateId() {
        return subject.substring(subject.indexOf('/') + 1);
    }

    String toJson() {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("type", type);
        json.put("source", source);
        json.put("subject", subject);
        json.put("time", MILLIS.format(time));
        json.put("datacontenttype", "application/json");
        json.put("dataschema", EventTypes.schemaOf(type));
        json.put("sequence", sequence);
        json.put("actor", actor);
        // CloudEvents: an attribute without a value is left out, never null
        putIfPresent(json, "causationid", causationid);
        putIfPresent(json, "correlationid", correlationid);
        putIfPresent(json, "traceparent", traceparent);
        json.set("data", data);
        return json.toString();
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** @throws IllegalArgumentException if the text is not an event of ours */
    public static Envelope parse(String text) {
        JsonNode json = EventJson.MAPPER.readTree(text);
        return new Envelope(
                required(json, "id"),
                required(json, "type"),
                required(json, "source"),
                required(json, "subject"),
                Instant.parse(required(json, "time")),
                json.path("sequence").asLong(0),
                required(json, "actor"),
                json.path("causationid").asString(null),
                json.path("correlationid").asString(null),
                json.path("traceparent").asString(null),
                json.path("data"));
    }

    private static String required(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("an event without " + name);
        }
        return value.asString();
    }
}
