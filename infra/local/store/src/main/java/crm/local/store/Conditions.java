package crm.local.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every document that matches a query must fulfil, as far as an index can look it up. What it cannot is left out: the
 * documents found are matched against the whole query anyway.
 */
final class Conditions {

    /** Something a field's value must be. */
    sealed interface Lookup {

        /** One of these values. */
        record Points(List<@Nullable Object> values) implements Lookup {}

        /** A value between these two, both included. */
        record Range(Object low, Object high) implements Lookup {}
    }

    private static final Lookup.Range ANYTHING = new Lookup.Range(BsonOrder.Edge.BOTTOM, BsonOrder.Edge.TOP);

    private final Map<String, List<Lookup>> lookups = new HashMap<>();
    private final List<List<Conditions>> alternatives = new ArrayList<>();

    private Conditions() {}

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.take("", query);
        return conditions;
    }

    /** What is known of a field, the narrowest of it when that is several things. */
    @Nullable
    Lookup on(String field) {
        return lookups.getOrDefault(field, List.of()).stream()
                .reduce(Conditions::narrower)
                .orElse(null);
    }

    /** All that must hold for a field; where that has several values, each may hold for another one. */
    List<Lookup> all(String field) {
        return lookups.getOrDefault(field, List.of());
    }

    /** For each {@code $or} of the query the conditions of its branches, one of which must hold. */
    List<List<Conditions>> alternatives() {
        return alternatives;
    }

    private void take(String prefix, Document query) {
        query.forEach((field, condition) -> {
            switch (field) {
                case "$and" -> documents(condition).forEach(part -> take(prefix, part));
                case "$or" -> {
                    if (prefix.isEmpty()) {
                        alternatives.add(documents(condition).stream()
                                .map(Conditions::of)
                                .toList());
                    }
                }
                default -> {
                    if (!field.startsWith("$")) {
                        takeField(prefix + field, condition);
                    }
                }
            }
        });
    }

    private void takeField(String field, @Nullable Object condition) {
        if (condition instanceof Document operators && operators.get("$elemMatch") instanceof Document element) {
            if (element.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
                take(field + ".", element);
            }
            return;
        }
        lookup(condition)
                .ifPresent(lookup -> lookups.computeIfAbsent(field, unknown -> new ArrayList<>())
                        .add(lookup));
    }

    private static Lookup narrower(Lookup a, Lookup b) {
        return a instanceof Lookup.Points || b == ANYTHING ? a : b;
    }

    private static Optional<Lookup> lookup(@Nullable Object condition) {
        if (BsonRegularExpression.isRegularExpression(condition)) {
            return prefix(BsonRegularExpression.convertToRegularExpression(condition));
        }
        if (condition instanceof Document operators) {
            return lookup(operators);
        }
        return isPlain(condition) ? Optional.of(points(Arrays.asList(condition))) : Optional.empty();
    }

    private static Optional<Lookup> lookup(Document operators) {
        if (operators.containsKey("$eq")) {
            Object value = operators.get("$eq");
            return isPlain(value) ? Optional.of(points(Arrays.asList(value))) : Optional.empty();
        }
        if (operators.get("$in") instanceof Collection<?> values) {
            return values.stream().allMatch(Conditions::isPlain) ? Optional.of(points(values)) : Optional.empty();
        }
        Object low = bound(operators, "$gt", "$gte");
        Object high = bound(operators, "$lt", "$lte");
        if (low != null || high != null) {
            Object type = low != null ? low : high;
            return Optional.of(new Lookup.Range(
                    low != null ? low : BsonOrder.Edge.below(type), high != null ? high : BsonOrder.Edge.above(type)));
        }
        return Boolean.TRUE.equals(operators.get("$exists")) ? Optional.of(ANYTHING) : Optional.empty();
    }

    private static @Nullable Object bound(Document operators, String... names) {
        for (String name : names) {
            Object value = operators.get(name);
            if (value != null && isPlain(value)) {
                return BsonOrder.normal(value);
            }
        }
        return null;
    }

    private static Lookup points(Collection<?> values) {
        TreeSet<@Nullable Object> distinct = new TreeSet<>(BsonOrder::compare);
        values.forEach(value -> distinct.add(BsonOrder.normal(value)));
        return new Lookup.Points(new ArrayList<>(distinct));
    }

    /** Whether the value is compared as it stands, element by element where the document has an array. */
    private static boolean isPlain(@Nullable Object value) {
        return !(value instanceof Document
                || value instanceof Collection
                || value instanceof MinKey
                || value instanceof MaxKey
                || BsonRegularExpression.isRegularExpression(value));
    }

    /** {@code ^text} and {@code ^\Qtext\E} without options: everything that begins so. */
    private static Optional<Lookup> prefix(BsonRegularExpression regex) {
        String pattern = regex.getPattern();
        boolean plainOptions = regex.getOptions() == null || regex.getOptions().isEmpty();
        if (!plainOptions || !pattern.startsWith("^")) {
            return Optional.empty();
        }
        String text = literal(pattern.substring(1));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Lookup.Range(text, text + Character.MAX_VALUE));
    }

    private static String literal(String pattern) {
        if (pattern.startsWith("\\Q")) {
            int end = pattern.indexOf("\\E");
            return end < 0 || pattern.indexOf('|', end) >= 0 ? "" : pattern.substring(2, end);
        }
        int end = 0;
        while (end < pattern.length() && "\\^$.|?*+()[]{}".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        boolean optionalLast = end < pattern.length() && "?*{".indexOf(pattern.charAt(end)) >= 0;
        boolean alternative = pattern.indexOf('|') >= 0;
        return alternative ? "" : pattern.substring(0, Math.max(0, optionalLast ? end - 1 : end));
    }

    private static List<Document> documents(@Nullable Object list) {
        return list instanceof Collection<?> elements
                ? elements.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList()
                : List.of();
    }
}
