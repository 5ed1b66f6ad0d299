package crm.platform.store;

import org.jspecify.annotations.Nullable;

/**
 * An immutable record that is stored as one document. Components named {@code id}, {@code version}, {@code sequence} and
 * {@code news} belong to the store, one named {@code seen} to projections; all others are the aggregate's own fields.
 */
public interface Aggregate {
    String id();

    /** What people and rules changed so often; null before the first write. */
    @Nullable
    Long version();

    /** The number of the last event of this aggregate; 0 before the first. */
    long sequence();

    News<?> news();
}
