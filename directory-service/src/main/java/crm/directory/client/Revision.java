package crm.directory.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what of a card, and when; values are whole, which is why they are kept here and never in events.
 *
 * @param number counts with the card's versions
 */
public record Revision(long number, Instant at, String by, List<Change> changes) {

    public Revision {
        changes = List.copyOf(changes);
    }

    /** One field as it was and as it became, in words; null is nothing. */
    public record Change(
            String field, @Nullable String from, @Nullable String to) {

        /** Empty texts count as nothing; the list is for several of them. */
        public static Change of(String field, @Nullable Object from, @Nullable Object to) {
            return new Change(field, words(from), words(to));
        }

        private static @Nullable String words(@Nullable Object value) {
            String words = value instanceof List<?> several
                    ? String.join(", ", several.stream().map(Object::toString).toList())
                    : Objects.toString(value, "");
            return words.isEmpty() ? null : words;
        }
    }
}
