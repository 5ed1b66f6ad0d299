package crm.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something is to be done on a card. {@code by}: person or system; {@code purpose}: first-call or return, else null. */
public record ActivityPlanned(
        String activityType,
        CardRef card,
        String responsibleId,
        List<String> participants,
        @Nullable Instant dueAt,
        @Nullable String direction,
        String by,
        @Nullable String purpose)
        implements ActivityEvent {}
