package crm.local.store;

import crm.local.store.Planner.Plan;
import crm.local.store.Planner.Step;
import crm.local.store.Stored.Fields;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection. Documents are never changed in place: an update puts a new one, so that whoever reads needs no lock while he
 * matches, sorts and encodes what he has found. Writers go one at a time; readers hold them up only for the moment in which a
 * batch of index entries and their documents is fetched.
 */
final class StoreCollection extends AbstractMongoCollection<Object> {

    private static final int FIRST_BATCH = 32;
    private static final int MAX_BATCH = 512;
    private static final int MAX_BATCH_BYTES = 1 << 20;
    /** What is found among the first entries needs no sieves. */
    private static final int SIEVE_AFTER = 96;

    private final MVMap<Object, Stored> documents;
    private final Disk disk;
    private final IdIndex byId;
    private final List<Ordered> ordered = new CopyOnWriteArrayList<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    /** Set by the writer, for himself, while he picks what to update and needs no more than one. */
    private boolean pickingOne;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<Object, Stored> documents,
            Disk disk) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.disk = disk;
        String idField = getIdField() == null ? "_id" : getIdField();
        this.byId = new IdIndex("_id_", new IndexKey(idField, true), documents);
        ordered.add(byId);
    }

    IdIndex byId() {
        return byId;
    }

    MVMap<Object, Stored> documents() {
        return documents;
    }

    // Reading

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        if (lock.isWriteLockedByCurrentThread() && orderBy == null && projection == null) {
            return new QueryResult(picked(query, skip, pickingOne ? 1 : limit));
        }
        Iterator<Document> found = find(query, orderBy, skip, limit);
        if (batchSize == 0) {
            List<Document> all = new ArrayList<>();
            found.forEachRemaining(all::add);
            return new QueryResult(project(all, projection));
        }
        ResultCursor cursor =
                new ResultCursor(cursorRegistry.generateCursorId(), found, batch -> project(batch, projection));
        List<Document> first = cursor.takeDocuments(batchSize);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    /** What a writer is going to change: chosen before the first is changed, and decoded one by one. */
    private Iterable<Document> picked(Document query, int skip, int limit) {
        List<Object> keys = new ArrayList<>();
        Iterator<Found> matching = new Matching(plan(query, null), query, List.of());
        for (int i = 0; matching.hasNext() && (limit <= 0 || keys.size() < limit); i++) {
            Object key = matching.next().key();
            if (i >= skip) {
                keys.add(key);
            }
        }
        return () -> keys.stream().map(this::getDocument).iterator();
    }

    /** The documents that match, one after the other as they are asked for; only these fields of them when some are named. */
    Stream<Document> stream(Document query, Optional<Set<String>> fields) {
        Optional<Fields> wanted = fields.map(Fields::new);
        return found(query).map(match -> wanted.map(match.stored()::document).orElseGet(match::document));
    }

    /** The documents that match, as they stand in the file. */
    Stream<Stored> stored(Document query) {
        return found(query).map(Found::stored);
    }

    private Stream<Found> found(Document query) {
        Iterable<Found> found = () -> new Matching(plan(query, null), query, List.of());
        return StreamSupport.stream(found.spliterator(), false);
    }

    /** The best plan for a query, for tests. */
    Plan plan(Document query, @Nullable Document orderBy) {
        return new Planner(byId, ordered).plan(query, orderBy);
    }

    private Iterator<Document> find(Document query, @Nullable Document orderBy, int skip, int limit) {
        Document order = natural(orderBy);
        Plan plan = plan(query, order);
        boolean sort = order != null && !order.isEmpty() && !plan.sorted();
        Iterator<Found> matching = new Matching(plan, query, sort ? order.keySet() : List.of());
        if (sort) {
            matching = new Sorting(order)
                    .first(limit <= 0 ? 0 : skip + limit, matching)
                    .iterator();
        }
        for (int i = 0; i < skip && matching.hasNext(); i++) {
            matching.next();
        }
        return new Documents(matching, limit <= 0 ? Long.MAX_VALUE : limit);
    }

    /** Natural order is that of the keys, which here are made in the order of time. */
    private static @Nullable Document natural(@Nullable Document orderBy) {
        return orderBy != null && orderBy.containsKey("$natural")
                ? new Document("_id", orderBy.get("$natural"))
                : orderBy;
    }

    private List<Document> project(List<Document> found, @Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return found;
        }
        return matchDocumentsFromStream(new Document(), found.stream(), 0, 0, 0, null, projection)
                .collectDocuments();
    }

    /** Not the superclass's matcher: that one remembers a position for the writer. */
    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return query.isEmpty() || matcher.matches(document, query);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    public Document handleDistinct(Document command) {
        String path = (String) command.get("key");
        Document query = command.get("query") instanceof Document filter ? filter : new Document();
        TreeSet<@Nullable Object> values = new TreeSet<>(ValueComparator.ascWithoutListHandling());
        stream(query, Optional.of(Set.of(FieldsUsed.top(path)))).forEach(document -> {
            Object value = Utils.getSubdocumentValueCollectionAware(document, path);
            if (value instanceof Collection<?> elements) {
                values.addAll(elements);
            } else if (!(value instanceof Missing)) {
                values.add(value);
            }
        });
        return new Document("values", values).append("ok", 1.0);
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            int rest = Math.max(0, count() - skip);
            return limit > 0 ? Math.min(limit, rest) : rest;
        }
        int count = 0;
        for (Iterator<Found> found = new Matching(plan(query, null), query, List.of()); found.hasNext(); found.next()) {
            count++;
        }
        int rest = Math.max(0, count - skip);
        return limit > 0 ? Math.min(limit, rest) : rest;
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        Stored stored = documents.get(position);
        return stored == null ? null : stored.document();
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(entry.getValue().document(), entry.getKey()));
    }

    /** A document that matches, and as much of it as was decoded to find that out. */
    record Found(Object key, Stored stored, Document part, boolean whole) {

        Document document() {
            return whole ? part : stored.document();
        }
    }

    /** The documents of a plan that match its query, fetched batch by batch, each at most once. */
    private final class Matching implements Iterator<Found> {

        private final Plan plan;
        private final Document query;
        private final @Nullable Fields fields;
        private final Set<Object> seen = new HashSet<>();
        private final List<Found> batch = new ArrayList<>();
        private final Entries entries;
        /** Keys that every document found must be among; nothing until it is worth while to look them up. */
        private @Nullable List<Set<Object>> sieves;

        private int read;
        private List<@Nullable Object[]> fetched = List.of();
        private int taken;
        private int next;
        private int size = FIRST_BATCH;
        private boolean ended;

        /** Decodes what the query looks at, and these paths too. */
        private Matching(Plan plan, Document query, Collection<String> more) {
            this.plan = plan;
            this.query = query;
            this.entries = new Entries(plan);
            this.fields = FieldsUsed.by(query)
                    .map(used -> {
                        more.forEach(path -> used.add(FieldsUsed.top(path)));
                        return new Fields(used);
                    })
                    .orElse(null);
        }

        @Override
        public boolean hasNext() {
            while (next == batch.size() && !ended) {
                batch.clear();
                next = 0;
                fetch();
            }
            return next < batch.size();
        }

        @Override
        public Found next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return batch.get(next++);
        }

        private void fetch() {
            if (sieves == null && read >= SIEVE_AFTER) {
                sieves = plan.sieves().stream().map(this::keys).toList();
            }
            List<Object> keys = new ArrayList<>();
            List<Stored> candidates = new ArrayList<>();
            lock.readLock().lock();
            try {
                if (taken == fetched.size()) {
                    fetched = entries.next(size);
                    taken = 0;
                    read += fetched.size();
                    size = Math.min(2 * size, MAX_BATCH);
                    ended = fetched.isEmpty();
                }
                for (int bytes = 0; taken < fetched.size() && bytes < MAX_BATCH_BYTES; taken++) {
                    @Nullable Object[] entry = fetched.get(taken);
                    Object key = entry[entry.length - 1];
                    boolean left = isSievedOut(key) || (plan.repeats() && !seen.add(key));
                    Stored stored = left ? null : documents.get(key);
                    if (stored != null) {
                        keys.add(key);
                        candidates.add(stored);
                        bytes += stored.bytes().length;
                    }
                }
            } finally {
                lock.readLock().unlock();
            }
            for (int i = 0; i < candidates.size(); i++) {
                Stored stored = candidates.get(i);
                Document part = fields == null ? stored.document() : stored.document(fields);
                if (documentMatchesQuery(part, query)) {
                    batch.add(new Found(keys.get(i), stored, part, fields == null));
                }
            }
        }

        private boolean isSievedOut(Object key) {
            return sieves != null && sieves.stream().anyMatch(sieve -> !sieve.contains(key));
        }

        private Set<Object> keys(Step step) {
            Set<Object> keys = new HashSet<>();
            Entries all = new Entries(Plan.unsorted(step));
            List<@Nullable Object[]> some;
            do {
                lock.readLock().lock();
                try {
                    some = all.next(MAX_BATCH);
                } finally {
                    lock.readLock().unlock();
                }
                some.forEach(entry -> keys.add(entry[entry.length - 1]));
            } while (!some.isEmpty());
            return keys;
        }
    }

    /** What was found, whole, and no more than wanted. */
    private static final class Documents implements Iterator<Document> {

        private final Iterator<Found> found;
        private long left;

        private Documents(Iterator<Found> found, long wanted) {
            this.found = found;
            this.left = wanted;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && found.hasNext();
        }

        @Override
        public Document next() {
            left--;
            return found.next().document();
        }
    }

    // Writing

    @Override
    public void addDocument(Document document) {
        exclusively(() -> super.addDocument(document));
    }

    @Override
    public List<Document> insertDocuments(List<Document> added, boolean ordered) {
        lock.writeLock().lock();
        try {
            return super.insertDocuments(added, ordered);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        lock.writeLock().lock();
        try {
            pickingOne = !multi;
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            pickingOne = false;
            lock.writeLock().unlock();
        }
    }

    @Override
    public Document findAndModify(Document query) {
        lock.writeLock().lock();
        try {
            return super.findAndModify(query);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        lock.writeLock().lock();
        try {
            return super.deleteDocuments(selector, limit, oplog);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void removeDocument(Document document) {
        exclusively(() -> super.removeDocument(document));
    }

    @Override
    public void addIndex(Index<Object> index) {
        exclusively(() -> {
            super.addIndex(index);
            if (index instanceof ValueIndex added && getIndexes().contains(added)) {
                ordered.add(added);
            }
        });
    }

    @Override
    public void dropIndex(String indexName) {
        exclusively(() -> {
            super.dropIndex(indexName);
            ordered.removeIf(
                    index -> index instanceof ValueIndex && !getIndexes().contains(index));
        });
    }

    /** Puts a document in the state of the journal, whatever state the file has kept it in. */
    void restore(Object key, @Nullable Stored document) {
        exclusively(() -> {
            Document before = getDocument(key);
            Document after = document == null ? null : document.document();
            for (Ordered index : ordered) {
                if (index instanceof ValueIndex values) {
                    values.replace(before, null, key);
                    values.replace(null, after, key);
                }
            }
            if (document == null) {
                documents.remove(key);
            } else {
                documents.put(key, document);
            }
        });
    }

    private void exclusively(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object key = getIdField() == null ? new ObjectId() : Missing.ofNullable(document.get(getIdField()));
        put(key, document);
        return key;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        put(position, after);
    }

    private void put(Object key, Document document) {
        Stored stored = Stored.of(document);
        documents.put(key, stored);
        if (isJournalled()) {
            disk.changed(getFullName(), key, stored);
        }
    }

    @Override
    protected void removeDocument(Object position) {
        documents.remove(position);
        if (isJournalled()) {
            disk.changed(getFullName(), position, null);
        }
    }

    /** The lists of collections and indexes change only together with the structure of the file. */
    private boolean isJournalled() {
        return !getCollectionName().startsWith("system.");
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {}

    @Override
    protected int getDataSize() {
        return 0;
    }
}
