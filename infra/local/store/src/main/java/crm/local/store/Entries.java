package crm.local.store;

import crm.local.store.Ordered.Span;
import crm.local.store.Planner.Plan;
import crm.local.store.Planner.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The index entries of a plan, some at a time: span after span or, where their order is asked for, merged. */
final class Entries {

    private static final int MERGED_BATCH = 24;

    private final boolean down;
    private final List<Reader> readers = new ArrayList<>();
    private final @Nullable PriorityQueue<Reader> merged;
    private int current;

    Entries(Plan plan) {
        this.down = plan.down();
        for (Step step : plan.steps()) {
            step.spans().forEach(span -> readers.add(new Reader(step.index(), span)));
        }
        this.merged = plan.sorted() && readers.size() > 1 ? new PriorityQueue<>(order(plan.prefix())) : null;
    }

    /** By what follows the first fields, which have one value within each span. */
    private Comparator<Reader> order(int prefix) {
        return (a, b) -> {
            @Nullable Object[] left = a.head();
            @Nullable Object[] right = b.head();
            for (int i = prefix; i < left.length; i++) {
                int order = BsonOrder.compare(left[i], right[i]);
                if (order != 0) {
                    return down ? -order : order;
                }
            }
            return 0;
        };
    }

    /** The next entries, at most {@code max}; none at the end. */
    List<@Nullable Object[]> next(int max) {
        if (merged != null) {
            return nextMerged(merged, max);
        }
        while (current < readers.size()) {
            List<@Nullable Object[]> entries = readers.get(current).read(max);
            if (entries.size() < max) {
                current++;
            }
            if (!entries.isEmpty()) {
                return entries;
            }
        }
        return List.of();
    }

    private List<@Nullable Object[]> nextMerged(PriorityQueue<Reader> queue, int max) {
        if (current == 0) {
            readers.stream().filter(Reader::hasNext).forEach(queue::add);
            current = readers.size();
        }
        List<@Nullable Object[]> entries = new ArrayList<>(max);
        while (entries.size() < max && !queue.isEmpty()) {
            Reader first = queue.remove();
            entries.add(first.take());
            if (first.hasNext()) {
                queue.add(first);
            }
        }
        return entries;
    }

    /** Goes on where it ended, however the index has changed since. */
    private final class Reader {

        private final Ordered index;
        private final Span span;
        private List<@Nullable Object[]> read = List.of();
        private int next;
        private boolean ended;
        private @Nullable Object @Nullable [] last;

        private Reader(Ordered index, Span span) {
            this.index = index;
            this.span = span;
        }

        private List<@Nullable Object[]> read(int max) {
            List<@Nullable Object[]> entries = index.read(span, down, last, max);
            ended = entries.size() < max;
            if (!entries.isEmpty()) {
                last = entries.getLast();
            }
            return entries;
        }

        private boolean hasNext() {
            if (next == read.size() && !ended) {
                read = read(MERGED_BATCH);
                next = 0;
            }
            return next < read.size();
        }

        private @Nullable Object[] head() {
            return read.get(next);
        }

        private @Nullable Object[] take() {
            return read.get(next++);
        }
    }
}
