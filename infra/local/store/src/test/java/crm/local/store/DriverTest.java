package crm.local.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.pullByFilter;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the services do with MongoDB works here too, by the same driver. */
class DriverTest {

    private static LocalStore store;
    private static MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> cards;

    @BeforeAll
    static void start() {
        store = LocalStore.start(null, 0);
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    @BeforeEach
    void newDatabase(TestInfo test) {
        database = client.getDatabase(
                "db" + Integer.toHexString(test.getDisplayName().hashCode()));
        cards = database.getCollection("cards");
    }

    private static Document card(String id) {
        return new Document("_id", id);
    }

    private Document stored(String id) {
        return cards.find(eq("_id", id)).first();
    }

    @Test
    @DisplayName("a guarded update sets, pushes, increments and answers with the new state")
    void guarded_update() {
        cards.insertOne(card("a")
                .append("version", 1L)
                .append("stage", "NEW")
                .append("outbox", List.of(new Document("id", 1))));

        Document after = cards.findOneAndUpdate(
                and(eq("_id", "a"), eq("version", 1L)),
                combine(
                        set("stage", "IN_WORK"),
                        pushEach("outbox", List.of(new Document("id", 2), new Document("id", 3))),
                        inc("version", 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        Document stale = cards.findOneAndUpdate(
                and(eq("_id", "a"), eq("version", 1L)),
                set("stage", "REJECTED"),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));

        assertThat(after.getLong("version")).isEqualTo(2L);
        assertThat(after.getList("outbox", Document.class)).hasSize(3);
        assertThat(stale).isNull();
        assertThat(stored("a")).isEqualTo(after);
    }

    @Test
    @DisplayName("$push with $each and $slice keeps the last ones")
    void push_slice() {
        cards.insertOne(card("a").append("keys", List.of(1, 2, 3)));

        cards.updateOne(eq("_id", "a"), pushEach("keys", List.of(4, 5), new PushOptions().slice(-3)));

        assertThat(stored("a").getList("keys", Integer.class)).containsExactly(3, 4, 5);
    }

    @Test
    @DisplayName("$pull takes out embedded documents by a condition, $addToSet adds once, $unset removes")
    void pull_and_unset() {
        cards.insertOne(card("a")
                .append("unsent", true)
                .append(
                        "outbox",
                        List.of(
                                new Document("id", "x").append("n", 1),
                                new Document("id", "y").append("n", 2),
                                new Document("id", "z").append("n", 3))));

        cards.updateOne(
                eq("_id", "a"),
                pullByFilter(new Document("outbox", in("id", "x", "y").toBsonDocument())));
        cards.updateOne(eq("_id", "a"), combine(unset("unsent"), addToSet("tags", "vip")));
        cards.updateOne(eq("_id", "a"), addToSet("tags", "vip"));
        cards.updateOne(eq("_id", "a"), pull("tags", "none"));

        assertThat(stored("a"))
                .isEqualTo(card("a")
                        .append("outbox", List.of(new Document("id", "z").append("n", 3)))
                        .append("tags", List.of("vip")));
    }

    @Test
    @DisplayName(
            "an upsert inserts with $setOnInsert, then only updates; a guarded one of an existing id is a duplicate")
    void upsert() {
        UpdateOptions upsert = new UpdateOptions().upsert(true);

        cards.updateOne(eq("_id", "a"), combine(set("x", 1), setOnInsert("made", "once")), upsert);
        cards.updateOne(eq("_id", "a"), combine(set("x", 2), setOnInsert("made", "again")), upsert);

        assertThat(stored("a")).isEqualTo(card("a").append("x", 2).append("made", "once"));
        assertThatThrownBy(() -> cards.updateOne(and(eq("_id", "a"), lt("sequence", 5L)), set("sequence", 5L), upsert))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCode()).isEqualTo(11000));
    }

    @Test
    @DisplayName("fields of embedded documents in arrays are found with and without an index")
    void arrays_of_documents() {
        cards.insertMany(List.of(
                card("a").append("contacts", List.of(contact("p", "MAIN"), contact("q", "OTHER"))),
                card("b").append("contacts", List.of(contact("q", "MAIN"))),
                card("c").append("contacts", List.of()),
                card("d")));
        for (boolean indexed : new boolean[] {false, true}) {
            if (indexed) {
                cards.createIndex(Indexes.ascending("contacts.id"));
            }
            assertThat(ids(cards.find(eq("contacts.id", "q")))).containsExactlyInAnyOrder("a", "b");
            assertThat(ids(cards.find(elemMatch("contacts", and(eq("id", "q"), eq("role", "MAIN"))))))
                    .containsExactly("b");
            assertThat(ids(cards.find(in("contacts.id", "p", "q")))).containsExactlyInAnyOrder("a", "b");
        }
    }

    private static Document contact(String id, String role) {
        return new Document("id", id).append("role", role);
    }

    private static List<String> ids(Iterable<Document> found) {
        List<String> ids = new ArrayList<>();
        found.forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    @Test
    @DisplayName("array filters and the positional operator change the element that was meant")
    void array_elements() {
        cards.insertOne(card("a").append("contacts", List.of(contact("p", "MAIN"), contact("q", "OTHER"))));

        cards.updateOne(and(eq("_id", "a"), eq("contacts.id", "q")), set("contacts.$.role", "BOSS"));
        cards.updateOne(
                eq("_id", "a"),
                set("contacts.$[one].role", "PAYER"),
                new UpdateOptions().arrayFilters(List.of(eq("one.id", "p"))));

        assertThat(stored("a").getList("contacts", Document.class))
                .containsExactly(contact("p", "PAYER"), contact("q", "BOSS"));
    }

    @Test
    @DisplayName("a unique index over lists lets one of many writers have a value, on insert and on change")
    void unique_lists() throws InterruptedException {
        cards.createIndex(
                Indexes.ascending("claims"), new IndexOptions().unique(true).sparse(true));
        cards.insertOne(card("free1"));
        cards.insertOne(card("free2"));
        cards.insertOne(card("a").append("claims", List.of("x", "y", "x")));
        assertThatThrownBy(() -> cards.insertOne(card("b").append("claims", List.of("z", "y"))))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");
        assertThatThrownBy(() -> cards.updateOne(eq("_id", "free1"), set("claims", List.of("x"))))
                .isInstanceOf(MongoWriteException.class);
        cards.updateOne(eq("_id", "a"), set("claims", List.of("y")));
        cards.updateOne(eq("_id", "free1"), set("claims", List.of("x")));
        Set<Integer> won = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                int number = i;
                threads.submit(() -> {
                    cards.insertOne(card("n" + number).append("claims", List.of("own" + number, "one")));
                    won.add(number);
                });
            }
        }
        assertThat(won).hasSize(1);
        assertThat(cards.countDocuments(eq("claims", "one"))).isEqualTo(1);
    }

    @Test
    @DisplayName("a unique index refuses a second one, a sparse one leaves out who has no value")
    void unique() {
        cards.createIndex(
                Indexes.ascending("phone"), new IndexOptions().unique(true).sparse(true));
        cards.createIndex(
                Indexes.compoundIndex(Indexes.ascending("kind"), Indexes.ascending("number")),
                new IndexOptions().unique(true));
        cards.insertMany(List.of(
                card("a").append("phone", "1").append("kind", "L").append("number", 1),
                card("b").append("kind", "L").append("number", 2),
                card("c").append("kind", "D").append("number", 1)));

        assertThatThrownBy(() -> cards.insertOne(card("d").append("phone", "1").append("number", 9)))
                .hasMessageContaining("E11000");
        assertThatThrownBy(() -> cards.updateOne(eq("_id", "b"), set("number", 1)))
                .hasMessageContaining("E11000");
        assertThatThrownBy(() -> cards.findOneAndUpdate(eq("_id", "b"), set("phone", "1")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(11000));
        assertThat(cards.countDocuments()).isEqualTo(3);
        cards.deleteOne(eq("_id", "a"));
        cards.insertOne(card("d").append("phone", "1").append("kind", "L").append("number", 1));
    }

    @Test
    @DisplayName("a bulk with a duplicate says how many went in")
    void bulk_with_duplicate() {
        cards.insertOne(card("b"));

        assertThatThrownBy(() -> cards.insertMany(
                        List.of(card("a"), card("b"), card("c")), new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2));
        assertThat(cards.countDocuments()).isEqualTo(3);
        assertThat(cards.bulkWrite(List.of(
                                new UpdateOneModel<>(eq("_id", "a"), set("x", 1)),
                                new UpdateOneModel<>(eq("_id", "z"), set("x", 1), new UpdateOptions().upsert(true))))
                        .getUpserts())
                .hasSize(1);
    }

    @Test
    @DisplayName("money stays exact")
    void decimals() {
        Decimal128 sum = new Decimal128(new BigDecimal("999999999.99"));
        cards.insertMany(List.of(
                card("a").append("stage", "X").append("sum", sum),
                card("b").append("stage", "X").append("sum", new Decimal128(new BigDecimal("0.01")))));

        Document total = cards.aggregate(List.of(
                        Aggregates.match(eq("stage", "X")),
                        Aggregates.group("$stage", Accumulators.sum("sum", "$sum"), Accumulators.sum("n", 1))))
                .first();

        assertThat(total.get("sum", Decimal128.class).bigDecimalValue()).isEqualByComparingTo("1000000000.00");
        assertThat(total.getInteger("n")).isEqualTo(2);
    }

    @Test
    @DisplayName("a leading $match reads only what it matches, and stages after it leave the stored documents alone")
    void aggregate() {
        cards.createIndex(Indexes.ascending("stage"));
        cards.insertMany(IntStream.range(0, 500)
                .mapToObj(i ->
                        card("k" + i).append("stage", i % 2 == 0 ? "A" : "B").append("seen", new Document("n", i)))
                .toList());

        List<Document> added = cards.aggregate(List.of(
                        Aggregates.match(eq("stage", "A")),
                        Aggregates.addFields(new Field<>("seen", new Document("more", 1))),
                        Aggregates.sort(descending("seen.n")),
                        Aggregates.limit(3)))
                .into(new ArrayList<>());
        List<Document> counts = cards.aggregate(List.of(
                        Aggregates.match(in("stage", "A", "B")),
                        Aggregates.facet(
                                new com.mongodb.client.model.Facet("stages", Aggregates.sortByCount("$stage")),
                                new com.mongodb.client.model.Facet("all", Aggregates.count("n")))))
                .into(new ArrayList<>());

        assertThat(ids(added)).containsExactly("k498", "k496", "k494");
        assertThat(stored("k498").get("seen", Document.class)).isEqualTo(new Document("n", 498));
        assertThat(counts.getFirst().getList("all", Document.class).getFirst().getInteger("n"))
                .isEqualTo(500);
        assertThat(cards.countDocuments(eq("stage", "B"))).isEqualTo(250);
        assertThat(cards.distinct("stage", String.class).into(new ArrayList<>()))
                .containsExactly("A", "B");
    }

    @Test
    @DisplayName("a result of many megabytes comes in batches, and documents may change meanwhile")
    void large_results() {
        String text = "x".repeat(100_000);
        for (int i = 0; i < 600; i++) {
            cards.insertOne(card("k%04d".formatted(i)).append("text", text));
        }

        List<String> read = new ArrayList<>();
        for (Document document : cards.find()) {
            read.add(document.getString("_id"));
            if (read.size() == 150) {
                cards.deleteOne(eq("_id", "k0590"));
            }
        }

        assertThat(read).hasSize(599).isSorted().doesNotContain("k0590");
        assertThat(cards.find().sort(descending("_id")).limit(250).into(new ArrayList<>()))
                .hasSize(250);
        assertThat(ids(cards.find().sort(ascending("text", "_id")).skip(2).limit(2)))
                .containsExactly("k0002", "k0003");
    }

    @Test
    @DisplayName("pages by (createdAt, id) are stable while rows are added")
    void pages() {
        cards.createIndex(Indexes.descending("createdAt", "_id"));
        for (int i = 0; i < 30; i++) {
            cards.insertOne(card("k%02d".formatted(i)).append("createdAt", Date.from(Instant.ofEpochSecond(i / 3))));
        }
        List<String> read = new ArrayList<>();
        List<Document> page =
                cards.find().sort(descending("createdAt", "_id")).limit(7).into(new ArrayList<>());
        while (!page.isEmpty()) {
            read.addAll(ids(page));
            Document last = page.getLast();
            cards.insertOne(card("later" + read.size()).append("createdAt", Date.from(Instant.ofEpochSecond(100))));
            page = cards.find(or(
                            lt("createdAt", last.getDate("createdAt")),
                            and(eq("createdAt", last.getDate("createdAt")), lt("_id", last.getString("_id")))))
                    .sort(descending("createdAt", "_id"))
                    .limit(7)
                    .into(new ArrayList<>());
        }
        assertThat(read).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("prefixes are found by an index, in arrays of words too")
    void prefixes() {
        cards.createIndex(Indexes.ascending("words"));
        cards.insertMany(List.of(
                card("a").append("words", List.of("иванов", "пётр")), card("b").append("words", List.of("иволга"))));

        assertThat(ids(cards.find(regex("words", "^ива")))).containsExactly("a");
        assertThat(ids(cards.find(and(regex("words", "^\\Qив\\E"), regex("words", "^пё")))))
                .containsExactly("a");
    }

    @Test
    @DisplayName("a text or hashed index is taken and does no harm")
    void other_indexes() {
        cards.createIndex(Indexes.text("title"));
        cards.createIndex(Indexes.hashed("title"));
        cards.insertOne(card("a").append("title", "text"));

        assertThat(ids(cards.find(eq("title", "text")))).containsExactly("a");
        assertThat(cards.listIndexes().into(new ArrayList<>())).hasSize(3);
    }

    @Test
    @DisplayName("dropping an index of one collection leaves those of the others")
    void drop_index() {
        MongoCollection<Document> others = database.getCollection("others");
        cards.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
        others.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));

        cards.dropIndexes();
        cards.insertMany(List.of(card("a").append("x", 1), card("b").append("x", 1)));
        others.insertOne(card("a").append("x", 1));

        assertThat(cards.listIndexes().into(new ArrayList<>())).hasSize(1);
        assertThat(others.listIndexes().into(new ArrayList<>())).hasSize(2);
        assertThatThrownBy(() -> others.insertOne(card("b").append("x", 1))).hasMessageContaining("E11000");
        assertThatThrownBy(() -> cards.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true)))
                .hasMessageContaining("E11000");
        cards.deleteOne(eq("_id", "b"));
        cards.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
        assertThatThrownBy(() -> cards.insertOne(card("b").append("x", 1))).hasMessageContaining("E11000");
    }

    @Test
    @DisplayName("collections are dropped, renamed and listed")
    void collections() {
        cards.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
        cards.insertOne(card("a").append("x", 1));

        cards.renameCollection(new com.mongodb.MongoNamespace(database.getName(), "renamed"));
        MongoCollection<Document> renamed = database.getCollection("renamed");

        assertThat(ids(renamed.find(eq("x", 1)))).containsExactly("a");
        assertThatThrownBy(() -> renamed.insertOne(card("b").append("x", 1))).hasMessageContaining("E11000");
        renamed.drop();
        assertThat(database.listCollectionNames().into(new ArrayList<>())).isEmpty();
        renamed.insertOne(card("b").append("x", 1));
        assertThat(ids(renamed.find())).containsExactly("b");
        assertThat(client.listDatabaseNames().into(new ArrayList<>())).contains(database.getName());
        database.drop();
        assertThat(renamed.countDocuments()).isZero();
    }

    @Test
    @DisplayName("files go in and come out whole")
    void files() throws Exception {
        byte[] content = new byte[30_000_000];
        new Random(7).nextBytes(content);
        var bucket = GridFSBuckets.create(database);

        var id = bucket.uploadFromStream("ТЗ.pdf", new ByteArrayInputStream(content));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bucket.downloadToStream(id, out);

        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    @DisplayName("the sweeper's questions are answered by the sparse index")
    void sweeper() {
        cards.createIndex(Indexes.ascending("unsent"), new IndexOptions().sparse(true));
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        cards.insertMany(IntStream.range(0, 300)
                .mapToObj(i ->
                        i % 100 == 0 ? card("k" + i).append("unsent", Date.from(now.plusSeconds(i))) : card("k" + i))
                .toList());

        assertThat(ids(cards.find(exists("unsent")))).containsExactlyInAnyOrder("k0", "k100", "k200");
        assertThat(ids(cards.find(lt("unsent", Date.from(now.plusSeconds(150))))))
                .containsExactlyInAnyOrder("k0", "k100");
        assertThat(ids(cards.find(gte("unsent", Date.from(now.plusSeconds(150))))))
                .containsExactly("k200");
        assertThat(ids(cards.find(exists("unsent", false)))).hasSize(297);
        assertThat(ids(cards.find(eq("unsent", null)))).hasSize(297);
    }
}
