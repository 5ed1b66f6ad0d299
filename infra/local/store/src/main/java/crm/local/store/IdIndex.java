package crm.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The primary key: no index of its own, the documents are kept in its order. */
final class IdIndex extends Index<Object> implements Ordered {

    private final String field;
    private final MVMap<Object, Stored> documents;

    IdIndex(String name, IndexKey key, MVMap<Object, Stored> documents) {
        super(name, List.of(key), false);
        this.field = key.getKey();
        this.documents = documents;
    }

    @Override
    public List<String> fields() {
        return List.of(field);
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public boolean multikey(int field) {
        return false;
    }

    @Override
    public long count(Span span) {
        long from = documents.getKeyIndex(bound(span.from(), BsonOrder.Edge.BOTTOM));
        long to = documents.getKeyIndex(bound(span.to(), BsonOrder.Edge.TOP));
        // Of a key that is not there the index is negative and tells where it would be.
        return (to < 0 ? -(to + 1) : to + 1) - (from < 0 ? -(from + 1) : from);
    }

    @Override
    public List<@Nullable Object[]> read(Span span, boolean down, @Nullable Object @Nullable [] after, int max) {
        Object low = bound(span.from(), BsonOrder.Edge.BOTTOM);
        Object high = bound(span.to(), BsonOrder.Edge.TOP);
        Object start = after == null ? (down ? high : low) : bound(after, BsonOrder.Edge.TOP);
        Cursor<Object, Stored> cursor = documents.cursor(start, down ? low : high, down);
        List<@Nullable Object[]> entries = new ArrayList<>(Math.min(max, 64));
        while (entries.size() < max && cursor.hasNext()) {
            Object key = cursor.next();
            if (after == null || BsonOrder.compare(key, start) != 0) {
                entries.add(new Object[] {key});
            }
        }
        return entries;
    }

    private static Object bound(@Nullable Object[] values, Object otherwise) {
        return values.length > 0 && values[0] != null ? values[0] : otherwise;
    }

    private static Object key(Document document) {
        return Missing.ofNullable(document.get("_id"));
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        Object key = key(document);
        return documents.containsKey(key) ? key : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        Object key = key(document);
        if (documents.containsKey(key)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
        }
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {}

    @Override
    public Object remove(Document document) {
        return key(document);
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
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {}

    @Override
    public void drop() {}

    @Override
    public boolean isUnique() {
        return true;
    }
}
