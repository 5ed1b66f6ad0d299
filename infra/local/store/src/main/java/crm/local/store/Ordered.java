package crm.local.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a collection's documents in the order of some of their fields. */
sealed interface Ordered permits IdIndex, ValueIndex {

    /** The entries from one bound to the other, both included; a bound may be shorter than an entry, or end in an edge. */
    record Span(@Nullable Object[] from, @Nullable Object[] to) {}

    /** The fields' paths, in order. */
    List<String> fields();

    /** Whether there is an entry for every document, also for one that has none of the fields. */
    boolean complete();

    /** Whether some document has, or had, more than one value for this field, so that order by it is not order of documents. */
    boolean multikey(int field);

    /** The number of entries within the span, near enough to choose by. */
    long count(Span span);

    /**
     * Up to {@code max} entries of the span, upwards or downwards, each ending in the document's key.
     *
     * @param after the last entry that was read before, null at the beginning
     */
    List<@Nullable Object[]> read(Span span, boolean down, @Nullable Object @Nullable [] after, int max);
}
