package crm.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index, unique or not, sparse or not: a B-tree of entries (values of the fields, key of the document) in the
 * order of the values, whatever direction the index was declared with.
 *
 * <p>An entry says that a document may have these values; whoever finds one looks at the document. See {@link Disk} for why.
 */
final class ValueIndex extends Index<Object> implements Ordered {

    /** The one entry value of an empty array. */
    private static final List<Object> EMPTY = List.of();

    private final MVMap<Object[], Boolean> entries;
    private final boolean unique;
    private final boolean built;
    private final Disk disk;
    private final boolean[] multikey;

    /** Opens an index that was {@code built} before, or begins a new one, whatever there is left of an old one. */
    ValueIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique, boolean built, String map, Disk disk) {
        super(name, keys, sparse);
        this.unique = unique;
        this.built = built;
        this.disk = disk;
        this.entries = disk.map(map, BsonTypes.ENTRY, BsonTypes.NOTHING);
        if (!built) {
            entries.clear();
        }
        this.multikey = new boolean[keys.size()];
        for (int i = 0; i < multikey.length; i++) {
            multikey[i] = disk.isMarked(multikeyMark(i));
        }
    }

    MVMap<Object[], Boolean> entries() {
        return entries;
    }

    private String multikeyMark(int field) {
        return "multikey " + entries.getId() + " " + field;
    }

    @Override
    public List<String> fields() {
        return keys();
    }

    @Override
    public boolean complete() {
        return !isSparse();
    }

    @Override
    public boolean multikey(int field) {
        return multikey[field];
    }

    @Override
    public long count(Span span) {
        return rank(span.to()) - rank(span.from());
    }

    private long rank(@Nullable Object[] bound) {
        long index = entries.getKeyIndex(bound);
        return index < 0 ? -(index + 1) : index;
    }

    @Override
    public List<@Nullable Object[]> read(Span span, boolean down, @Nullable Object @Nullable [] after, int max) {
        @Nullable Object[] start = after != null ? after : down ? span.to() : span.from();
        Cursor<Object[], Boolean> cursor = entries.cursor(start, down ? span.from() : span.to(), down);
        List<@Nullable Object[]> read = new ArrayList<>(Math.min(max, 64));
        while (read.size() < max && cursor.hasNext()) {
            Object[] entry = cursor.next();
            if (after == null || BsonOrder.compare(entry, after) != 0) {
                read.add(entry);
            }
        }
        return read;
    }

    /** All values the document has for the fields, as rows; none when the index leaves it out. */
    private List<@Nullable Object[]> rows(Document document) {
        List<Collection<?>> columns = new ArrayList<>(multikey.length);
        boolean absent = true;
        int arrays = 0;
        for (int i = 0; i < multikey.length; i++) {
            Object value = value(document, fields().get(i));
            absent &= value instanceof Missing;
            if (value instanceof Collection<?> elements) {
                arrays++;
                if (!multikey[i]) {
                    multikey[i] = true;
                    disk.mark(multikeyMark(i));
                }
                columns.add(distinct(elements));
            } else {
                columns.add(Arrays.asList(BsonOrder.normal(value)));
            }
        }
        if (absent && isSparse()) {
            return List.of();
        }
        if (arrays > 1) {
            getKeyValues(document); // refuses two arrays side by side, as MongoDB does
        }
        List<@Nullable Object[]> rows = Collections.singletonList(new Object[0]);
        for (Collection<?> column : columns) {
            List<@Nullable Object[]> longer = new ArrayList<>(rows.size() * column.size());
            for (@Nullable Object[] row : rows) {
                for (Object value : column) {
                    longer.add(with(row, value));
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static Collection<?> distinct(Collection<?> elements) {
        if (elements.isEmpty()) {
            return List.of(EMPTY);
        }
        TreeSet<@Nullable Object> values = new TreeSet<>(BsonOrder::compare);
        elements.forEach(element -> values.add(BsonOrder.normal(element)));
        return values;
    }

    /** The value at the path; {@link Missing} also when an array on the way has no element with such a value. */
    private static @Nullable Object value(Document document, String path) {
        Object value = Utils.getSubdocumentValueCollectionAware(document, path);
        if (value instanceof Collection<?> elements && path.indexOf('.') >= 0) {
            boolean none = elements.isEmpty()
                    ? !(Utils.getSubdocumentValue(document, path) instanceof Collection)
                    : elements.stream().allMatch(Missing.class::isInstance);
            return none ? Missing.getInstance() : value;
        }
        return value;
    }

    private static @Nullable Object[] with(@Nullable Object[] values, @Nullable Object one) {
        @Nullable Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = one;
        return more;
    }

    private static Object key(Document document) {
        return Missing.ofNullable(document.get("_id"));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        if (unique) {
            refuseDuplicate(document, (StoreCollection) collection);
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        if (unique) {
            refuseDuplicate(after, (StoreCollection) collection);
        }
    }

    private void refuseDuplicate(Document document, StoreCollection collection) {
        Object key = key(document);
        for (@Nullable Object[] row : rows(document)) {
            Span span = new Span(row, with(row, BsonOrder.Edge.TOP));
            for (@Nullable Object[] entry : read(span, false, null, 8)) {
                Object other = entry[row.length];
                if (BsonOrder.compare(other, key) != 0 && holds(collection.getDocument(other), row)) {
                    throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(Arrays.asList(row)));
                }
            }
        }
    }

    private boolean holds(@Nullable Document document, @Nullable Object[] row) {
        return document != null && rows(document).stream().anyMatch(held -> BsonOrder.compare(held, row) == 0);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        checkAdd(document, collection);
        for (@Nullable Object[] row : rows(document)) {
            entries.put(with(row, position), Boolean.TRUE);
        }
    }

    @Override
    public Object remove(Document document) {
        Object position = key(document);
        for (@Nullable Object[] row : rows(document)) {
            entries.remove(with(row, position));
        }
        return position;
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        replace(before, after, position);
    }

    /** Puts the entries of one state of a document in the place of another's; says nothing about uniqueness. */
    void replace(@Nullable Document before, @Nullable Document after, Object position) {
        List<@Nullable Object[]> old = before == null ? List.of() : rows(before);
        List<@Nullable Object[]> now = after == null ? List.of() : rows(after);
        for (@Nullable Object[] row : now) {
            if (!contains(old, row)) {
                entries.put(with(row, position), Boolean.TRUE);
            }
        }
        for (@Nullable Object[] row : old) {
            if (!contains(now, row)) {
                entries.remove(with(row, position));
            }
        }
    }

    private static boolean contains(List<@Nullable Object[]> rows, @Nullable Object[] row) {
        for (@Nullable Object[] one : rows) {
            if (BsonOrder.compare(one, row) == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    /** Never asked: queries go by {@link Planner}. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return List.of();
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    /** Whether the documents that are there have yet to be put in. */
    @Override
    public boolean isEmpty() {
        return !built;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        for (int i = 0; i < multikey.length; i++) {
            disk.unmark(multikeyMark(i));
        }
    }

    @Override
    public boolean isUnique() {
        return unique;
    }
}
