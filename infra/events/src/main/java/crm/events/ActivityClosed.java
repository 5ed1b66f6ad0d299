package crm.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An activity was done. {@code outcome}: reached or missed for calls; {@code nextStep}: activity, stage, rejection or none. */
public record ActivityClosed(
        String activityType,
        CardRef card,
        String responsibleId,
        @Nullable String direction,
        @Nullable String outcome,
        int attempts,
        int commentLength,
        String nextStep,
        @Nullable Instant wasDueAt)
        implements ActivityEvent {}
