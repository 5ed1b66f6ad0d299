package crm.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An activity was put off. {@code kind}: noAnswer, clientPostponed or other; {@code attempts}: failed attempts of this activity so far. */
public record ActivityRescheduled(
        CardRef card, @Nullable Instant dueAt, @Nullable Instant previousDueAt, String kind, int attempts)
        implements ActivityEvent {}
