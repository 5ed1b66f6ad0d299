package crm.activity.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of an activity's history of dates (T-3). */
public record Reschedule(
        @Nullable Instant from,
        Instant to,
        RescheduleKind kind,
        @Nullable String comment,
        String by,
        Instant at) {}
