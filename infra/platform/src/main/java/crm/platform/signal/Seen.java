package crm.platform.signal;

import com.mongodb.client.model.Filters;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A card's picture of its activities, kept by events beside the card's own fields; it does not count as a change.
 *
 * @param next the open activity that is due first
 * @param open how many are open
 * @param attempts failed attempts to reach the client on this card (for a deal, on its lead too)
 * @param participants employees asked into open activities: to take part, or to do them
 * @param mentions who was mentioned in a comment, and until when that shows him the card
 * @param rev guards the picture against two that compute it at once
 */
public record Seen(
        @Nullable Next next, int open, int attempts, List<String> participants, List<Mention> mentions, long rev) {
    public static final Seen NOTHING = new Seen(null, 0, 0, List.of(), List.of(), 0);

    /** @param dueAt null when no time was set */
    public record Next(
            String activityId, String type, @Nullable Instant dueAt) {}

    public record Mention(String employeeId, Instant until) {}

    public Seen {
        participants = participants == null ? List.of() : List.copyOf(participants);
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }

    /** P-3: whether he is asked into the card now, and so sees it. */
    public boolean asks(By by, Instant now) {
        return canBeAsked(by)
                && (participants.contains(by.id())
                        || mentions.stream()
                                .anyMatch(mention ->
                                        mention.employeeId().equals(by.id()) && now.isBefore(mention.until())));
    }

    /**
     * P-3: the cards he is asked into now.
     *
     * @throws crm.platform.refusal.Refused 403 for who cannot be
     */
    public static Bson asking(By by, Instant now) {
        if (!by.leads() && !canBeAsked(by)) {
            throw Refusals.forbidden();
        }
        return Filters.or(
                Filters.eq("seen.participants", by.id()),
                Filters.elemMatch(
                        "seen.mentions",
                        Filters.and(Filters.eq("employeeId", by.id()), Filters.gt("until", Date.from(now)))));
    }

    /** Those who may work with clients; operators and administrators do what they are asked without seeing the card. */
    private static boolean canBeAsked(By by) {
        return by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE);
    }
}
