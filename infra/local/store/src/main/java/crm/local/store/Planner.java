package crm.local.store;

import crm.local.store.Conditions.Lookup;
import crm.local.store.Ordered.Span;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses how the documents for a query are found: by the spans of an index that hold fewest, or already in order. */
final class Planner {

    /** Combinations of several fields' values, each a span of its own. */
    private static final int MAX_SPANS = 400;
    /** Spans read side by side, so that their entries come in one order. */
    private static final int MAX_MERGED = 40;
    /** Reading in order, which stops at the limit, may pass by this many times more entries than the best index has. */
    private static final int IN_ORDER_FACTOR = 4;

    private static final long IN_ORDER_ALWAYS = 200;

    /** An entry costs a fraction of what its document does: so many are read to spare one document. */
    private static final int SIEVE_FACTOR = 8;

    private static final long SIEVE_FROM = 200;
    private static final long SIEVE_MOST = 50_000;
    private static final int SIEVES = 2;

    /**
     * Which entries to read, and in what order.
     *
     * @param sorted whether they come in the order the query asks for
     * @param prefix how many of the index's first fields have one value within each span, when sorted
     * @param sieves what else a document has to have an entry in: looked at before it is fetched
     */
    record Plan(List<Step> steps, boolean down, boolean sorted, int prefix, List<Step> sieves) {

        private static Plan unsorted(List<Step> steps) {
            return new Plan(steps, false, false, 0, List.of());
        }

        static Plan unsorted(Step step) {
            return unsorted(List.of(step));
        }

        long count() {
            return steps.stream().mapToLong(Step::count).sum();
        }

        /** Whether one document can turn up twice: it may have several entries, or get another while we read. */
        boolean repeats() {
            return steps.size() > 1 || !(steps.getFirst().index() instanceof IdIndex);
        }
    }

    /** Spans of one index. */
    record Step(Ordered index, List<Span> spans) {

        long count() {
            return spans.stream().mapToLong(index::count).sum();
        }

        /** The same for steps that find the same documents by different indexes, or nearly. */
        private Object about() {
            String field = index.fields().getFirst();
            return spans.size() == 1 && spans.getFirst().from().length > 0
                    ? List.of(field, String.valueOf(spans.getFirst().from()[0]))
                    : field;
        }
    }

    private final IdIndex all;
    private final List<? extends Ordered> indexes;

    /** Plans over a collection's documents, {@code all}, and its indexes, that one included. */
    Planner(IdIndex all, List<? extends Ordered> indexes) {
        this.all = all;
        this.indexes = indexes;
    }

    Plan plan(Document query, @Nullable Document orderBy) {
        Conditions conditions = Conditions.of(query);
        Step everything = new Step(all, List.of(new Span(new Object[0], new Object[] {BsonOrder.Edge.TOP})));
        long total = everything.count();
        Plan fewest = Plan.unsorted(everything);
        long count = total;
        for (Plan plan : candidates(conditions, total)) {
            long found = plan.count();
            // Fetching one by one what is most of the collection is dearer than reading through it.
            if (found < count && found < total - total / 4) {
                fewest = plan;
                count = found;
            }
        }
        if (orderBy == null || orderBy.isEmpty()) {
            return fewest;
        }
        long reach = Math.max(IN_ORDER_ALWAYS, count * IN_ORDER_FACTOR);
        return indexes.stream()
                .flatMap(index -> inOrder(index, conditions, orderBy).stream())
                .filter(plan -> plan.count() <= reach)
                .min(Comparator.comparingLong(Plan::count))
                .orElse(fewest);
    }

    private List<Plan> candidates(Conditions conditions, long total) {
        List<Plan> plans = new ArrayList<>();
        step(conditions).ifPresent(step -> plans.add(sieved(step, conditions, total)));
        for (List<Conditions> branches : conditions.alternatives()) {
            List<Step> steps =
                    branches.stream().flatMap(branch -> step(branch).stream()).toList();
            if (!steps.isEmpty() && steps.size() == branches.size()) {
                plans.add(Plan.unsorted(steps));
            }
        }
        return plans;
    }

    private Optional<Step> step(Conditions conditions) {
        return steps(conditions).min(Comparator.comparingLong(Step::count));
    }

    private Stream<Step> steps(Conditions conditions) {
        return indexes.stream()
                .flatMap(index -> Stream.concat(spans(index, conditions).stream(), ranges(index, conditions)));
    }

    /** Each of several ranges of one field: the words of a search, say. */
    private static Stream<Step> ranges(Ordered index, Conditions conditions) {
        List<Lookup> all = conditions.all(index.fields().getFirst());
        return all.size() < 2
                ? Stream.empty()
                : all.stream()
                        .flatMap(lookup -> lookup instanceof Lookup.Range(Object low, Object high)
                                ? Stream.of(new Step(index, List.of(between(new Object[0], low, high))))
                                : Stream.empty());
    }

    /**
     * Adds what can spare documents of this step: by other fields, or by another range of the same one. What most of the
     * collection has spares few.
     */
    private Plan sieved(Step step, Conditions conditions, long total) {
        long count = step.count();
        if (count < SIEVE_FROM) {
            return Plan.unsorted(step);
        }
        Set<Object> taken = new HashSet<>(List.of(step.about()));
        List<Step> sieves = steps(conditions)
                .filter(other -> {
                    long has = Math.min(other.count(), total);
                    long spared = count - count * has / total;
                    return other.count() <= Math.min(SIEVE_MOST, spared * SIEVE_FACTOR);
                })
                .sorted(Comparator.comparingLong(Step::count))
                .filter(other -> taken.add(other.about()))
                .limit(SIEVES)
                .toList();
        return new Plan(List.of(step), false, false, 0, sieves);
    }

    private static Optional<Step> spans(Ordered index, Conditions conditions) {
        List<String> fields = index.fields();
        List<@Nullable Object[]> prefixes = Collections.singletonList(new Object[0]);
        int depth = 0;
        while (depth < fields.size()
                && conditions.on(fields.get(depth)) instanceof Lookup.Points(List<@Nullable Object> values)
                && (depth == 0 || prefixes.size() * values.size() <= MAX_SPANS)) {
            if (depth == 0 && !index.complete() && values.contains(null)) {
                return Optional.empty();
            }
            prefixes = extend(prefixes, values);
            depth++;
        }
        Lookup next = depth < fields.size() ? conditions.on(fields.get(depth)) : null;
        if (next instanceof Lookup.Range(Object low, Object high)) {
            return Optional.of(new Step(
                    index,
                    prefixes.stream().map(prefix -> between(prefix, low, high)).toList()));
        }
        return depth == 0
                ? Optional.empty()
                : Optional.of(new Step(
                        index, prefixes.stream().map(Planner::startingWith).toList()));
    }

    /** Reads an index in the wanted order, if that is the order of its entries for given values of its first fields. */
    private Optional<Plan> inOrder(Ordered index, Conditions conditions, Document orderBy) {
        List<String> fields = index.fields();
        List<@Nullable Object[]> prefixes = Collections.singletonList(new Object[0]);
        int depth = 0;
        while (depth < fields.size()
                && conditions.on(fields.get(depth)) instanceof Lookup.Points(List<@Nullable Object> values)
                && prefixes.size() * values.size() <= MAX_MERGED) {
            if (depth == 0 && !index.complete() && values.contains(null)) {
                return Optional.empty();
            }
            prefixes = extend(prefixes, values);
            depth++;
        }
        Lookup range = depth < fields.size() ? conditions.on(fields.get(depth)) : null;
        if (!index.complete() && depth == 0 && !(range instanceof Lookup.Range)) {
            return Optional.empty();
        }
        Boolean down = null;
        int field = depth;
        boolean ended = false;
        for (Map.Entry<String, Object> order : orderBy.entrySet()) {
            if (!(order.getValue() instanceof Number direction) || ended) {
                return Optional.empty();
            }
            boolean descending = direction.intValue() < 0;
            if (down != null && down != descending) {
                return Optional.empty();
            }
            if (field < fields.size() && order.getKey().equals(fields.get(field)) && !index.multikey(field)) {
                field++;
            } else if (field == fields.size() && order.getKey().equals("_id")) {
                ended = true;
            } else {
                return Optional.empty();
            }
            down = descending;
        }
        List<Span> spans = prefixes.stream()
                .map(prefix -> range instanceof Lookup.Range(Object low, Object high)
                        ? between(prefix, low, high)
                        : startingWith(prefix))
                .toList();
        return Optional.of(
                new Plan(List.of(new Step(index, spans)), Boolean.TRUE.equals(down), true, depth, List.of()));
    }

    private static Span between(@Nullable Object[] prefix, Object low, Object high) {
        return new Span(with(prefix, low), with(prefix, high, BsonOrder.Edge.TOP));
    }

    private static Span startingWith(@Nullable Object[] prefix) {
        return new Span(prefix, with(prefix, BsonOrder.Edge.TOP));
    }

    private static List<@Nullable Object[]> extend(List<@Nullable Object[]> prefixes, List<@Nullable Object> values) {
        List<@Nullable Object[]> longer = new ArrayList<>(prefixes.size() * values.size());
        for (@Nullable Object[] prefix : prefixes) {
            for (Object value : values) {
                longer.add(with(prefix, value));
            }
        }
        return longer;
    }

    private static @Nullable Object[] with(@Nullable Object[] values, @Nullable Object... more) {
        @Nullable Object[] joined = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, joined, values.length, more.length);
        return joined;
    }
}
