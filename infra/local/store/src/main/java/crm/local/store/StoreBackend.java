package crm.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The commands: which of them write, and what a driver needs beyond what mongo-java-server answers by itself. */
final class StoreBackend extends AbstractMongoBackend {

    private static final Set<String> WRITES = Set.of(
            "insert",
            "update",
            "delete",
            "findandmodify",
            "create",
            "createindexes",
            "drop",
            "dropdatabase",
            "renamecollection");
    /** Documents in a batch where the client names no number; bytes limit it too. */
    private static final int FIRST_BATCH = 101;

    private static final int NEXT_BATCH = 10_000;

    private final Disk disk;

    StoreBackend(Disk disk) throws IOException {
        this.disk = disk;
        disk.maps().stream()
                .filter(map -> map.startsWith(StoreDatabase.DOCUMENTS))
                .map(map -> databaseOf(map.substring(StoreDatabase.DOCUMENTS.length())))
                .distinct()
                .forEach(this::resolveDatabase);
        disk.recover(change -> ((StoreDatabase) resolveDatabase(databaseOf(change.collection()))).restore(change));
    }

    private static String databaseOf(String fullName) {
        return fullName.substring(0, fullName.indexOf('.'));
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, getCursorRegistry(), disk);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "hello" ->
                super.handleCommand(channel, database, "isMaster", query).append("isWritablePrimary", true);
            case "listdatabases" -> listDatabases();
            case "find" -> super.handleCommand(channel, database, command, withBatchSize(query));
            case "aggregate" -> aggregate(channel, database, command, query);
            case "insert" -> disk.durably(() -> counted(query, super.handleCommand(channel, database, command, query)));
            case "dropindexes" -> disk.durably(() -> ((StoreDatabase) resolveDatabase(database)).dropIndexes(query));
            default ->
                WRITES.contains(name)
                        ? disk.durably(() -> super.handleCommand(channel, database, command, query))
                        : super.handleCommand(channel, database, command, query);
        };
    }

    private Document listDatabases() {
        List<Document> databases = listDatabaseNames().stream()
                .sorted()
                .map(name -> new Document("name", name)
                        .append("empty", resolveDatabase(name).isEmpty()))
                .toList();
        return new Document("databases", databases).append("ok", 1.0);
    }

    /** Without a number of its own a client would get the whole result in one message, which may be more than it takes. */
    private static Document withBatchSize(Document query) {
        if (query.get("batchSize") instanceof Number size && size.intValue() > 0) {
            return query;
        }
        int limit = query.get("limit") instanceof Number number ? Math.abs(number.intValue()) : 0;
        return query.clone().append("batchSize", limit > 0 ? limit : FIRST_BATCH);
    }

    @Override
    protected Document handleGetMore(String database, String command, Document query) {
        boolean sized = query.get("batchSize") instanceof Number size && size.intValue() > 0;
        return super.handleGetMore(
                database, command, sized ? query : query.clone().append("batchSize", NEXT_BATCH));
    }

    /** The number of documents inserted, which the superclass gives as the number of those it was sent. */
    private static Document counted(Document query, Document reply) {
        if (reply.get("writeErrors") instanceof Collection<?> errors && !errors.isEmpty()) {
            int sent = ((Collection<?>) query.get("documents")).size();
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            Document first = (Document) errors.iterator().next();
            reply.put("n", ordered ? first.get("index") : sent - errors.size());
        }
        return reply;
    }

    /**
     * Answers a leading {@code $match} from the indexes and decodes only what the stage after it looks at; the superclass
     * would take the whole collection into memory.
     */
    private Document aggregate(Channel channel, String database, String command, Document query) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        boolean writes = pipeline.stream().anyMatch(stage -> stage.containsKey("$out") || stage.containsKey("$merge"));
        if (writes) {
            return disk.durably(() -> super.handleCommand(channel, database, command, query));
        }
        StoreCollection collection = collection(database, query.get(command));
        if (collection == null) {
            return super.handleCommand(channel, database, command, query);
        }
        boolean matches = !pipeline.isEmpty() && pipeline.getFirst().get("$match") instanceof Document;
        Document match = matches ? (Document) pipeline.getFirst().get("$match") : new Document();
        List<Document> rest = matches ? pipeline.subList(1, pipeline.size()) : pipeline;
        Aggregation aggregation = Aggregation.fromPipeline(
                rest, this::resolveDatabase, resolveDatabase(database), collection, NoopOplog.get());
        aggregation.validate(new Document("cursor", new Document()));
        List<Document> result = grouping(rest)
                .map(grouping -> Aggregation.fromPipeline(
                                rest.subList(1, rest.size()),
                                this::resolveDatabase,
                                resolveDatabase(database),
                                collection,
                                NoopOplog.get())
                        .runStages(grouping.over(collection.stored(match)).stream()))
                .orElseGet(() -> aggregation.runStages(collection.stream(match, FieldsUsed.by(rest))));
        return firstBatch(collection.getFullName(), result.iterator(), query.get("cursor"));
    }

    /** The first of these stages, when it is a group made ready. */
    private static Optional<Grouping> grouping(List<Document> stages) {
        return !stages.isEmpty() && stages.getFirst().get("$group") instanceof Document group
                ? Grouping.of(group)
                : Optional.empty();
    }

    private Document firstBatch(String namespace, Iterator<Document> result, @Nullable Object options) {
        boolean sized = options instanceof Document cursor
                && cursor.get("batchSize") instanceof Number size
                && size.intValue() > 0;
        int batchSize = sized ? ((Number) ((Document) options).get("batchSize")).intValue() : NEXT_BATCH;
        ResultCursor cursor =
                new ResultCursor(getCursorRegistry().generateCursorId(), result, UnaryOperator.identity());
        List<Document> first = cursor.takeDocuments(batchSize);
        boolean more = !cursor.isEmpty();
        if (more) {
            getCursorRegistry().add(cursor);
        }
        return new Document(
                        "cursor",
                        new Document("id", more ? cursor.getId() : 0L)
                                .append("ns", namespace)
                                .append("firstBatch", first))
                .append("ok", 1.0);
    }

    private @Nullable StoreCollection collection(String database, @Nullable Object name) {
        MongoCollection<?> collection =
                name instanceof String text ? resolveDatabase(database).resolveCollection(text, false) : null;
        return (StoreCollection) collection;
    }

    @Override
    public void close() {
        super.close();
        disk.close();
    }
}
