package crm.platform.signal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card's picture of its activities, kept by events beside the card's own fields; it does not count as a change.
 *
 * @param next the open activity that is due first
 * @param open how many are open
 * @param attempts failed attempts to reach the client on this card (for a deal, on its lead too)
 * @param participants employees asked into open activities
 * @param rev guards the picture against two that compute it at once
 */
public record Seen(@Nullable Next next, int open, int attempts, List<String> participants, long rev) {
    public static final Seen NOTHING = new Seen(null, 0, 0, List.of(), 0);

    /** @param dueAt null when no time was set */
    public record Next(
            String activityId, String type, @Nullable Instant dueAt) {}

    public Seen {
        participants = participants == null ? List.of() : List.copyOf(participants);
    }
}
