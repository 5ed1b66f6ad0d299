package crm.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A database: which B-trees of the file are its collections and indexes. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    /** Begins the names of the maps that hold documents; the collection's full name follows. */
    static final String DOCUMENTS = "documents ";

    private static final String INDEX = "index ";
    private static final String INDEXES = "system.indexes";

    private final Disk disk;
    /** What the indexes being made shall be; those that are there stand in {@value #INDEXES}. */
    private final Map<String, Document> making = new ConcurrentHashMap<>();

    StoreDatabase(String name, CursorRegistry cursors, Disk disk) {
        super(name, cursors);
        this.disk = disk;
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        disk.restructured();
        MVMap<Object, Stored> documents =
                disk.map(DOCUMENTS + getFullCollectionNamespace(name), BsonTypes.KEY, BsonTypes.DOCUMENT);
        return new StoreCollection(this, name, options, cursorRegistry, documents, disk);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return ((StoreCollection) resolveCollection(collection, true)).byId();
        }
        return open(collection, index, keys, sparse, true);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        Document description = making.getOrDefault(key(collection, index), description(collection, index));
        boolean ordered = description == null
                || ((Document) description.get("key")).values().stream().allMatch(Number.class::isInstance);
        return ordered ? open(collection, index, keys, sparse, false) : new EmptyIndex<>(index, keys);
    }

    private Index<Object> open(String collection, String index, List<IndexKey> keys, boolean sparse, boolean unique) {
        boolean built = description(collection, index) != null;
        return new ValueIndex(index, keys, sparse, unique, built, mapOfIndex(collection, index), disk);
    }

    private @Nullable Document description(String collection, String index) {
        MongoCollection<Object> descriptions = resolveCollection(INDEXES, false);
        return descriptions == null
                ? null
                : descriptions
                        .handleQueryAsStream(named(collection, index))
                        .findFirst()
                        .orElse(null);
    }

    private Document named(String collection, String index) {
        return new Document("ns", getFullCollectionNamespace(collection)).append("name", index);
    }

    private String mapOfIndex(String collection, String index) {
        return INDEX + getFullCollectionNamespace(collection) + " " + index;
    }

    private static String key(String collection, String index) {
        return collection + " " + index;
    }

    @Override
    protected synchronized void addIndex(Document description) {
        String namespace = description.get("ns").toString();
        String key = key(namespace.substring(getDatabaseName().length() + 1), String.valueOf(description.get("name")));
        making.put(key, description);
        try {
            disk.restructured();
            super.addIndex(description);
        } finally {
            making.remove(key);
        }
    }

    /** Drops the indexes of this collection; the superclass's command drops those of the same name in others too. */
    Document dropIndexes(Document command) {
        disk.restructured();
        String name = command.get("dropIndexes").toString();
        StoreCollection collection = (StoreCollection) resolveCollection(name, false);
        Document reply = new Document();
        if (collection != null) {
            reply.append("nIndexesWas", collection.getNumIndexes());
            dropIndexes(collection, command.get("index"));
        }
        return reply.append("ok", 1.0);
    }

    private void dropIndexes(StoreCollection collection, Object wanted) {
        List<Document> dropped = new ArrayList<>();
        for (Document description : allIndexes(collection.getCollectionName())) {
            Object name = description.get("name");
            boolean all = "*".equals(wanted) && !"_id_".equals(name);
            if (all || name.equals(wanted) || description.get("key").equals(wanted)) {
                dropped.add(description);
            }
        }
        if (dropped.isEmpty() && !"*".equals(wanted)) {
            throw new IndexNotFoundException("index not found with name [" + wanted + "]");
        }
        for (Document description : dropped) {
            String name = (String) description.get("name");
            dropIndex(collection, name);
            resolveCollection(INDEXES, true).deleteDocuments(named(collection.getCollectionName(), name), 0);
        }
    }

    private Iterable<Document> allIndexes(String collection) {
        return resolveCollection(INDEXES, true).handleQuery(new Document("ns", getFullCollectionNamespace(collection)));
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String index) {
        super.dropIndex(collection, index);
        String map = mapOfIndex(collection.getCollectionName(), index);
        if (disk.maps().contains(map)) {
            disk.remove(map);
        }
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        disk.restructured();
        super.dropCollection(name, oplog);
        disk.remove(DOCUMENTS + getFullCollectionNamespace(name));
    }

    @Override
    public void drop(Oplog oplog) {
        disk.restructured();
        super.drop(oplog);
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
        disk.restructured();
        StoreCollection moved = (StoreCollection) collection;
        super.moveCollection(from, collection, name);
        disk.rename(moved.documents(), DOCUMENTS + getFullCollectionNamespace(name));
        for (Index<Object> index : moved.getIndexes()) {
            if (index instanceof ValueIndex values) {
                disk.rename(values.entries(), mapOfIndex(name, index.getName()));
            }
        }
    }

    /** Brings a document to the state the journal has for it. */
    void restore(Journal.Change change) {
        String name = change.collection().substring(getDatabaseName().length() + 1);
        ((StoreCollection) resolveOrCreateCollection(name))
                .restore(Missing.ofNullable(change.key()), change.document());
    }

    @Override
    protected long getStorageSize() {
        return disk.size();
    }

    @Override
    protected long getFileSize() {
        return disk.size();
    }
}
