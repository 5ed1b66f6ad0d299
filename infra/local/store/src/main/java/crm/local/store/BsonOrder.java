package crm.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of BSON values: types first, in MongoDB's order, then values within a type. */
final class BsonOrder {

    private static final int LOWEST = -1;
    private static final int MIN_KEY = 0;
    private static final int NULL = 1;
    private static final int UNKNOWN = 50;
    private static final int HIGHEST = 100;

    /** A bound beside values: below or above every value of one type, or of all types. */
    record Edge(int type, boolean above) {

        static final Edge BOTTOM = new Edge(LOWEST, false);
        static final Edge TOP = new Edge(HIGHEST, true);
        static final Edge BELOW_NULL = new Edge(MIN_KEY, true);

        /** The bound below every value of the type that {@code value} has. */
        static Edge below(Object value) {
            return new Edge(rank(value), false);
        }

        /** The bound above every value of the type that {@code value} has. */
        static Edge above(Object value) {
            return new Edge(rank(value), true);
        }
    }

    private BsonOrder() {}

    /** The value as equality and order see it: one kind of number, and null for a field that is not there. */
    static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Missing missing -> null;
            case String text -> text;
            default -> new KeyValue(value).normalized().get(0);
        };
    }

    /** Compares two values of which numbers are either normal or of whatever kind they came in. */
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof String left && b instanceof String right) {
            return left.compareTo(right);
        }
        int rankA = rank(a);
        int rankB = rank(b);
        if (rankA != rankB) {
            return Integer.compare(rankA, rankB);
        }
        if (a instanceof Edge || b instanceof Edge) {
            return Integer.compare(side(a), side(b));
        }
        return a == null || b == null ? 0 : compareSameType(a, b);
    }

    /** Compares field by field; of two that are equal as far as they go the shorter comes first. */
    static int compare(@Nullable Object[] a, @Nullable Object[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            int order = compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int side(@Nullable Object value) {
        return value instanceof Edge(int type, boolean above) ? (above ? 1 : -1) : 0;
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Edge edge -> edge.type();
            case MinKey key -> MIN_KEY;
            case Missing missing -> NULL;
            case Number number -> 2;
            case String text -> 3;
            case Document document -> 4;
            case Collection<?> list -> 5;
            case BinData data -> 6;
            case LegacyUUID uuid -> 7;
            case UUID uuid -> 8;
            case ObjectId id -> 9;
            case Boolean flag -> 10;
            case Instant instant -> 11;
            case BsonTimestamp timestamp -> 12;
            case BsonRegularExpression regex -> 13;
            case MaxKey key -> 90;
            default -> UNKNOWN;
        };
    }

    private static int compareSameType(Object a, Object b) {
        return switch (a) {
            case Number number -> compareNumbers(number, (Number) b);
            case Instant instant -> instant.compareTo((Instant) b);
            case ObjectId id -> id.compareTo((ObjectId) b);
            case Boolean flag -> flag.compareTo((Boolean) b);
            case UUID uuid -> uuid.toString().compareTo(b.toString());
            case Collection<?> list -> compareLists(list, (Collection<?>) b);
            case BsonRegularExpression regex -> regex.toString().compareTo(b.toString());
            case MinKey key -> 0;
            case MaxKey key -> 0;
            case Document document -> ValueComparator.asc().compare(document, b);
            case BinData data -> ValueComparator.asc().compare(data, b);
            case LegacyUUID uuid -> ValueComparator.asc().compare(uuid, b);
            case BsonTimestamp timestamp -> ValueComparator.asc().compare(timestamp, b);
            default -> a.toString().compareTo(b.toString());
        };
    }

    private static int compareNumbers(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        double left = a.doubleValue();
        double right = b.doubleValue();
        // A double cannot tell apart the longs beyond 2^53; such a long is kept as it is and compared exactly.
        if (left == right && !Double.isInfinite(left) && (isWhole(a) || isWhole(b))) {
            return exact(a).compareTo(exact(b));
        }
        return left == right ? 0 : Double.compare(left, right);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    private static BigDecimal exact(Number number) {
        return isWhole(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.doubleValue());
    }

    private static int compareLists(Collection<?> a, Collection<?> b) {
        Iterator<?> right = b.iterator();
        for (Object left : a) {
            if (!right.hasNext()) {
                return 1;
            }
            int order = compare(left, right.next());
            if (order != 0) {
                return order;
            }
        }
        return right.hasNext() ? -1 : 0;
    }
}
