package crm.platform.card;

import crm.platform.signal.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts that the API shows of every card. */
public final class CardParts {
    private CardParts() {}

    /** @param role main or participant */
    public record Contact(String id, String role) {
        public static List<Contact> of(List<ContactLink> links) {
            return links.stream()
                    .map(link -> new Contact(link.id(), link.role().code()))
                    .toList();
        }
    }

    public record NextActivity(
            String id, String type, @Nullable Instant dueAt) {
        public static @Nullable NextActivity of(Seen seen) {
            Seen.Next next = seen.next();
            return next == null ? null : new NextActivity(next.activityId(), next.type(), next.dueAt());
        }
    }
}
