package crm.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A piece of a list; {@code total} is exact up to 1,000, beyond it a lower bound. */
public record Page<T>(List<T> items, @Nullable String nextCursor, long total, boolean totalIsLowerBound) {
    /** Totals are counted exactly up to here. */
    public static final int COUNTED = 1000;

    public static <T> Page<T> of(List<T> items, @Nullable String nextCursor, long countedUpTo) {
        boolean more = countedUpTo > COUNTED;
        return new Page<>(items, nextCursor, more ? COUNTED : countedUpTo, more);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor, total, totalIsLowerBound);
    }
}
