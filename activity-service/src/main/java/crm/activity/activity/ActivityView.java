package crm.activity.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An entry of a timeline as the API shows it; {@code event} and {@code data} are of what the system did. */
public record ActivityView(
        String id,
        long version,
        String type,
        State state,
        String card,
        @Nullable String responsibleId,
        List<String> participants,
        List<String> contactIds,
        @Nullable Instant dueAt,
        @Nullable String text,
        @Nullable String phone,
        @Nullable Direction direction,
        @Nullable Outcome outcome,
        @Nullable String place,
        @Nullable String link,
        @Nullable Instant closedAt,
        @Nullable String comment,
        int attempts,
        List<Reschedule> reschedules,
        @Nullable String purpose,
        List<String> mentions,
        List<String> fileIds,
        Instant createdAt,
        String createdBy,
        @Nullable String event,
        @Nullable JsonNode data) {

    public static ActivityView of(Activity activity) {
        return new ActivityView(
                activity.id(),
                activity.version() == null ? 0 : activity.version(),
                activity.type().name(),
                activity.state(),
                activity.card(),
                activity.responsibleId(),
                activity.participants(),
                activity.contactIds(),
                activity.dueAt(),
                activity.text(),
                activity.phone(),
                activity.direction(),
                activity.outcome(),
                activity.place(),
                activity.link(),
                activity.closedAt(),
                activity.comment(),
                activity.attempts(),
                activity.reschedules(),
                activity.purpose(),
                activity.mentions(),
                activity.fileIds(),
                activity.createdAt(),
                activity.createdBy(),
                null,
                null);
    }
}
