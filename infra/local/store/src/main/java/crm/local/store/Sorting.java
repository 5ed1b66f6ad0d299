package crm.local.store;

import crm.local.store.StoreCollection.Found;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sorts documents by fields looked up once each, and keeps no more of them than are wanted. */
final class Sorting {

    private record Row(Found found, @Nullable Object[] values, long arrival) {}

    private final List<String> fields;
    private final boolean[] descending;

    Sorting(Document orderBy) {
        this.fields = List.copyOf(orderBy.keySet());
        this.descending = new boolean[fields.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = ((Number) orderBy.get(fields.get(i))).intValue() < 0;
        }
    }

    /** The first {@code wanted} documents in order, all when that is 0; equal ones in the order they came. */
    List<Found> first(int wanted, Iterator<Found> documents) {
        List<Row> rows = wanted > 0 ? firstRows(wanted, documents) : allRows(documents);
        rows.sort(this::compare);
        return rows.stream().map(Row::found).toList();
    }

    private List<Row> allRows(Iterator<Found> documents) {
        List<Row> rows = new ArrayList<>();
        documents.forEachRemaining(found -> rows.add(row(found, rows.size())));
        return rows;
    }

    private List<Row> firstRows(int wanted, Iterator<Found> documents) {
        PriorityQueue<Row> best = new PriorityQueue<>((a, b) -> compare(b, a));
        long arrival = 0;
        while (documents.hasNext()) {
            Row row = row(documents.next(), arrival++);
            if (best.size() < wanted) {
                best.add(row);
            } else if (compare(row, best.element()) < 0) {
                best.remove();
                best.add(row);
            }
        }
        return new ArrayList<>(best);
    }

    private Row row(Found found, long arrival) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(Utils.getSubdocumentValueCollectionAware(found.part(), fields.get(i)), descending[i]);
        }
        return new Row(found, values, arrival);
    }

    /** Of an array the least or, downwards, the greatest element counts; an empty one comes before null. */
    private static @Nullable Object value(@Nullable Object value, boolean descending) {
        if (!(value instanceof Collection<?> elements)) {
            return BsonOrder.normal(value);
        }
        if (elements.isEmpty()) {
            return BsonOrder.Edge.BELOW_NULL;
        }
        TreeSet<@Nullable Object> values = new TreeSet<>(BsonOrder::compare);
        elements.forEach(element -> values.add(BsonOrder.normal(element)));
        return descending ? values.last() : values.first();
    }

    private int compare(Row a, Row b) {
        for (int i = 0; i < descending.length; i++) {
            int difference = BsonOrder.compare(a.values()[i], b.values()[i]);
            if (difference != 0) {
                return descending[i] ? -difference : difference;
            }
        }
        return Long.compare(a.arrival(), b.arrival());
    }
}
