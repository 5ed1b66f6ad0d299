package crm.activity.notification;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A notification as the API shows it.
 *
 * @param cause ASSIGNED, TASK, INVITED, MENTIONED, DUE, ACCEPTED, OVERDUE, ENQUIRY or RELEASED
 * @param card {@code lead/…}
 * @param title the card's; null when the reader does not see the card any more
 * @param activity what is to be done, if it is about an activity of a card he sees
 * @param dueAt when that is due
 * @param actor the employee who did it, or {@code system}
 */
record NoticeView(
        String id,
        Cause cause,
        @Nullable String card,
        @Nullable String title,
        @Nullable String activityId,
        @Nullable String activityType,
        @Nullable String activity,
        @Nullable Instant dueAt,
        String actor,
        Instant at,
        boolean read) {

    /** What is to be done. */
    record Activity(
            String type, @Nullable String text, @Nullable Instant dueAt) {}

    static NoticeView of(Notice notice, @Nullable String title, @Nullable Activity activity) {
        return new NoticeView(
                notice.id(),
                notice.cause(),
                notice.card() == null ? null : notice.card().toString(),
                title,
                notice.activityId(),
                activity == null ? null : activity.type(),
                activity == null ? null : activity.text(),
                activity == null ? null : activity.dueAt(),
                notice.actor(),
                notice.at().truncatedTo(ChronoUnit.MILLIS),
                notice.read());
    }
}
