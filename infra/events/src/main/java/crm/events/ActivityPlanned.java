package crm.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something is to be done on a card. {@code by}: person or system; {@code purpose}: first-call or return, else null; {@code
 * contactIds}: the client's people who take part.
 */
public record ActivityPlanned(
        String activityType,
        CardRef card,
        String responsibleId,
        List<String> participants,
        List<String> contactIds,
        @Nullable Instant dueAt,
        @Nullable String direction,
        String by,
        @Nullable String purpose)
        implements ActivityEvent {

    public ActivityPlanned {
        // older events have none
        contactIds = contactIds == null ? List.of() : List.copyOf(contactIds);
    }

    /** Without people of the client's. */
    public ActivityPlanned(
            String activityType,
            CardRef card,
            String responsibleId,
            List<String> participants,
            @Nullable Instant dueAt,
            @Nullable String direction,
            String by,
            @Nullable String purpose) {
        this(activityType, card, responsibleId, participants, List.of(), dueAt, direction, by, purpose);
    }
}
