package crm.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.aggregation.accumulator.Accumulator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $group} by simple expressions: fields, constants, comparisons, {@code $cond} and {@code $ifNull}. They are made
 * ready once and look into the bytes of a document, where the general stage decodes it and takes each path apart again.
 */
final class Grouping {

    /** An expression made ready: its value for a document. */
    private interface Term {
        @Nullable
        Object of(Stored document);
    }

    /** The names of an {@code _id} that is a document, in its order; none of one that is a value. */
    private final List<String> names;

    private final List<Term> id;
    private final List<Supplier<Accumulator>> accumulators;
    private final List<Term> added;
    private boolean simple = true;

    private Grouping(Document group) {
        Object by = group.get("_id");
        boolean compound = by instanceof Document parts
                && !parts.isEmpty()
                && parts.keySet().stream().noneMatch(name -> name.startsWith("$"));
        names = compound ? List.copyOf(((Document) by).keySet()) : List.of();
        id = compound ? ((Document) by).values().stream().map(this::term).toList() : List.of(term(by));
        accumulators = List.copyOf(Accumulator.parse(group).values());
        added = accumulators.stream()
                .map(accumulator -> term(accumulator.get().getExpression()))
                .toList();
    }

    /** The group, if all its expressions are simple. */
    static Optional<Grouping> of(Document group) {
        Grouping grouping = new Grouping(group);
        return grouping.simple ? Optional.of(grouping) : Optional.empty();
    }

    /** What the stage gives for these documents, in the order of {@code _id}. */
    List<Document> over(Stream<Stored> documents) {
        Map<@Nullable Object, List<Accumulator>> groups = new TreeMap<>(ValueComparator.asc());
        // Comparing documents is dear, and there are few different ones; 1 and 1.0 are two here, but of one group.
        Map<List<@Nullable Object>, List<Accumulator>> met = new HashMap<>();
        documents.forEach(document -> {
            List<@Nullable Object> parts =
                    id.stream().map(term -> term.of(document)).toList();
            List<Accumulator> group =
                    met.computeIfAbsent(parts, first -> groups.computeIfAbsent(key(first), key -> begun()));
            for (int i = 0; i < added.size(); i++) {
                group.get(i).aggregate(added.get(i).of(document));
            }
        });
        return groups.entrySet().stream()
                .map(group -> result(group.getKey(), group.getValue()))
                .toList();
    }

    private List<Accumulator> begun() {
        return accumulators.stream().map(Supplier::get).toList();
    }

    private @Nullable Object key(List<@Nullable Object> parts) {
        if (names.isEmpty()) {
            return parts.getFirst() instanceof Missing ? null : parts.getFirst();
        }
        Document key = new Document();
        for (int i = 0; i < names.size(); i++) {
            if (!(parts.get(i) instanceof Missing)) {
                key.put(names.get(i), parts.get(i));
            }
        }
        return key;
    }

    private static Document result(@Nullable Object key, List<Accumulator> group) {
        Document result = new Document("_id", key);
        group.forEach(sum -> result.append(sum.getField(), sum.getResult()));
        return result;
    }

    private Term term(@Nullable Object expression) {
        return switch (expression) {
            case String path when path.startsWith("$") -> path(path.substring(1));
            case Document operator
            when operator.size() == 1 ->
                operator(
                        operator.keySet().iterator().next(),
                        operator.values().iterator().next());
            case Document document -> other();
            case List<?> list -> other();
            case null, default -> document -> expression;
        };
    }

    private Term path(String path) {
        if (path.isEmpty()
                || path.startsWith("$")
                || path.startsWith(".")
                || path.endsWith(".")
                || path.contains("..")) {
            return other();
        }
        Stored.Path read = new Stored.Path(path);
        return document -> document.value(read);
    }

    private Term operator(String name, @Nullable Object operands) {
        List<Term> of =
                operands instanceof List<?> list ? list.stream().map(this::term).toList() : List.of(other());
        if (of.size() != (name.equals("$cond") ? 3 : 2)) {
            return other();
        }
        Term first = of.getFirst();
        Term last = of.getLast();
        return switch (name) {
            case "$cond" -> document -> (Utils.isTrue(first.of(document)) ? of.get(1) : last).of(document);
            case "$ifNull" ->
                document -> {
                    Object value = first.of(document);
                    return Missing.isNullOrMissing(value) ? last.of(document) : value;
                };
            case "$eq" -> comparison(first, last, order -> order == 0);
            case "$ne" -> comparison(first, last, order -> order != 0);
            case "$lt" -> comparison(first, last, order -> order < 0);
            case "$lte" -> comparison(first, last, order -> order <= 0);
            case "$gt" -> comparison(first, last, order -> order > 0);
            case "$gte" -> comparison(first, last, order -> order >= 0);
            default -> other();
        };
    }

    private static Term comparison(Term a, Term b, IntPredicate holds) {
        return document -> holds.test(ValueComparator.ascWithoutListHandling().compare(a.of(document), b.of(document)));
    }

    /** What only the general stage can do. */
    private Term other() {
        simple = false;
        return document -> null;
    }
}
