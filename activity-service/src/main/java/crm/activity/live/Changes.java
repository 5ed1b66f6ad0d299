package crm.activity.live;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.EventJson;
import crm.events.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a message of Kafka changes for those who look at pages. */
final class Changes {
    private static final Set<String> KINDS =
            Arrays.stream(CardKind.values()).map(CardKind::code).collect(Collectors.toUnmodifiableSet());
    private static final String ACTIVITY = "activity/";
    private static final String EMPLOYEE = "employee/";

    private Changes() {}

    /** Nothing for messages that are about no card, or cannot be read: those are parked, and shown, elsewhere. */
    static Moment of(ConsumerRecord<String, String> message, int place) {
        return new Moment(
                place,
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                message.value() == null ? List.of() : changes(message.topic(), message.value()));
    }

    private static List<Change> changes(String topic, String value) {
        JsonNode event;
        try {
            event = EventJson.MAPPER.readTree(value);
        } catch (JacksonException unreadable) {
            return List.of();
        }
        String subject = event.path("subject").asString("");
        String type = event.path("type").asString("");
        JsonNode data = event.path("data");
        long sequence = event.path("sequence").asLong(0);
        if (topic.equals(Topics.SIGNALS) && subject.startsWith(EMPLOYEE)) {
            Set<String> himself = Set.of(subject.substring(EMPLOYEE.length()));
            return List.of(new Change(subject, type, sequence, false, himself));
        }
        if (topic.equals(Topics.SIGNALS)) {
            return isCard(subject)
                    ? List.of(new Change(subject, type, sequence, type.equals("SignalsChanged"), Set.of()))
                    : List.of();
        }
        if (topic.equals(Topics.DOCUMENTS)) {
            return List.of(); // told by a hint, once it is on the timeline
        }
        Set<String> concerned = ids(data, "from", "to", "employeeId", "responsibleId");
        List<Change> changes = new ArrayList<>();
        if (isCard(subject)) {
            boolean handedOver = type.equals("ResponsibleAssigned") || type.equals("ResponsibleReleased");
            changes.add(new Change(subject, type, sequence, true, handedOver ? concerned : Set.of()));
        }
        for (String field : List.of("card", "fromCard", "toCard")) {
            String card = data.path(field).asString("");
            if (isCard(card)) {
                changes.add(new Change(card, type, sequence, false, Set.of()));
            }
        }
        if (subject.startsWith(ACTIVITY)) {
            changes.add(new Change(subject, type, sequence, false, concerned));
        }
        return changes;
    }

    private static Set<String> ids(JsonNode data, String... fields) {
        return Stream.of(fields)
                .map(field -> data.path(field).asString(""))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isCard(String subject) {
        int slash = subject.indexOf('/');
        return slash > 0 && KINDS.contains(subject.substring(0, slash)) && isReference(subject);
    }

    private static boolean isReference(String subject) {
        try {
            CardRef.of(subject);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
