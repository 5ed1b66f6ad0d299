package crm.activity.activity;

import crm.activity.meeting.Rooms;
import crm.platform.refusal.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an activity is about, as it is entered; what does not fit is refused here, for page, API and closing form alike.
 *
 * @param participants employees asked to take part
 * @param contactIds the client's people who take part
 */
public record Plan(
        ActivityType type,
        @Nullable Instant dueAt,
        @Nullable String text,
        @Nullable String responsibleId,
        List<String> participants,
        List<String> contactIds,
        @Nullable String phone,
        @Nullable Direction direction,
        @Nullable Outcome outcome,
        @Nullable String place,
        @Nullable String link) {

    static final int TEXT = 10_000;
    private static final int SHORT = 500;
    private static final int LINK = 2000;
    private static final int PEOPLE = 50;

    public Plan {
        participants = participants == null ? List.of() : List.copyOf(participants);
        contactIds =
                contactIds == null ? List.of() : contactIds.stream().distinct().toList();
        text = text == null || text.isBlank() ? null : text.strip();
        new Fields()
                .text("text", text, TEXT)
                .text("phone", phone, SHORT)
                .text("place", place, SHORT)
                .text("link", link, LINK)
                .check(link == null || link.isBlank() || Rooms.isLink(link), "link", "invalid")
                .atMost("participants", participants, PEOPLE)
                .atMost("contactIds", contactIds, PEOPLE)
                .orRefuse();
    }

    /** The same with other people of the client's and another link. */
    Plan with(List<String> others, @Nullable String another) {
        return new Plan(
                type, dueAt, text, responsibleId, participants, others, phone, direction, outcome, place, another);
    }

    static Plan of(ActivityType type, Instant dueAt, @Nullable String text, String responsibleId) {
        return new Plan(type, dueAt, text, responsibleId, List.of(), List.of(), null, null, null, null, null);
    }
}
