package crm.activity.notification;

import crm.events.CardRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing an employee is told of.
 *
 * @param card what it is about; null where it is about many
 * @param activityId the activity it is about, if it is one
 * @param actor who did it, or {@code system}
 */
record Notice(
        String id,
        String employeeId,
        Cause cause,
        @Nullable CardRef card,
        @Nullable String activityId,
        String actor,
        Instant at,
        boolean read) {}
