package crm.platform.signal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a card's activities, in a form two sides can compare.
 *
 * @param card {@code lead/…} or {@code deal/…}
 * @param next the open activity that is due first
 * @param open how many are open
 * @param attempts failed attempts to reach the client (for a deal, on its lead too)
 * @param asked employees asked into open activities, in the order of their ids
 * @param mentioned employees ever mentioned on the card itself, likewise
 */
public record Picture(
        String card, @Nullable Next next, int open, int attempts, List<String> asked, List<String> mentioned) {

    /** @param dueAt null when no time was set */
    public record Next(
            String activityId, String type, @Nullable Instant dueAt) {}

    /**
     * An activity as far as it counts for pictures.
     *
     * @param card where it stands now
     */
    public record Part(
            String id,
            String card,
            String type,
            boolean open,
            @Nullable Instant dueAt,
            @Nullable String responsibleId,
            Collection<String> participants,
            Collection<String> mentions,
            int attempts) {}

    /** Of one card, from all activities that ever stood on it or on the lead it came of. */
    public static Picture of(String card, Collection<Part> ever) {
        List<Part> open = ever.stream()
                .filter(part -> part.open() && part.card().equals(card))
                .toList();
        Set<String> asked = new TreeSet<>();
        open.forEach(part -> {
            asked.addAll(part.participants());
            if (part.responsibleId() != null) {
                asked.add(part.responsibleId());
            }
        });
        Set<String> mentioned = new TreeSet<>();
        ever.stream().filter(part -> part.card().equals(card)).forEach(part -> mentioned.addAll(part.mentions()));
        return new Picture(
                card,
                open.stream()
                        .min(Comparator.comparing(Part::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparing(Part::id))
                        .map(part -> new Next(part.id(), part.type(), part.dueAt()))
                        .orElse(null),
                open.size(),
                ever.stream().mapToInt(Part::attempts).sum(),
                List.copyOf(asked),
                List.copyOf(mentioned));
    }
}
