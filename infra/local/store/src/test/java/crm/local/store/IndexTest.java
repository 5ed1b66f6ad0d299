package crm.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTest {

    private static final int DOCUMENTS = 300;
    private static final int QUERIES = 300;

    private Random random;

    @ParameterizedTest(name = "{0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("random documents, changes and queries give the same with indexes as without")
    void same_with_and_without(long seed) {
        random = new Random(seed);
        try (LocalStore store = LocalStore.start(null, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> plain = client.getDatabase("test").getCollection("plain");
            MongoCollection<Document> indexed = client.getDatabase("test").getCollection("indexed");
            index(indexed);
            List<Document> documents = IntStream.range(0, DOCUMENTS)
                    .mapToObj(i -> document("k%03d".formatted(i)))
                    .toList();
            plain.insertMany(documents);
            indexed.insertMany(documents);
            indexed.createIndex(Indexes.ascending("words"));
            for (int i = 0; i < QUERIES; i++) {
                Document query = query(2);
                switch (random.nextInt(12)) {
                    case 0 -> {
                        Document change = new Document("$set", document("x"));
                        ((Document) change.get("$set")).remove("_id");
                        assertThat(indexed.updateMany(query, change)).isEqualTo(plain.updateMany(query, change));
                    }
                    case 1 -> {
                        Document change = new Document("$unset", new Document(field(), ""));
                        Document one = new Document("_id", "k%03d".formatted(random.nextInt(DOCUMENTS)));
                        assertThat(indexed.updateOne(one, change)).isEqualTo(plain.updateOne(one, change));
                    }
                    case 2 -> {
                        Document one = new Document("_id", "k%03d".formatted(random.nextInt(DOCUMENTS)));
                        assertThat(indexed.deleteOne(one)).isEqualTo(plain.deleteOne(one));
                    }
                    default -> compare(plain, indexed, query);
                }
            }
        }
    }

    private void compare(MongoCollection<Document> plain, MongoCollection<Document> indexed, Document query) {
        Document sort = new Document(field(), random.nextBoolean() ? 1 : -1);
        if (random.nextBoolean()) {
            sort.append(field(), random.nextBoolean() ? 1 : -1);
        }
        sort.append("_id", random.nextBoolean() ? 1 : -1);
        int limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(40);
        int skip = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
        assertThat(read(indexed.find(query).sort(sort).limit(limit).skip(skip)))
                .as("%s sorted by %s", query.toJson(), sort.toJson())
                .isEqualTo(read(plain.find(query).sort(sort).limit(limit).skip(skip)));
        assertThat(read(indexed.find(query)))
                .as(query.toJson())
                .containsExactlyInAnyOrderElementsOf(read(plain.find(query)));
        assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
    }

    private static List<Document> read(FindIterable<Document> found) {
        return found.into(new ArrayList<>());
    }

    private static void index(MongoCollection<Document> collection) {
        collection.createIndex(Indexes.ascending("a"));
        collection.createIndex(Indexes.compoundIndex(Indexes.ascending("b"), Indexes.descending("t")));
        collection.createIndex(Indexes.ascending("a", "b", "n"));
        collection.createIndex(Indexes.ascending("t"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("n", "a"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("people.id"));
        collection.createIndex(Indexes.ascending("deep.x", "t"));
    }

    private String field() {
        return List.of("a", "b", "t", "n", "words", "people.id", "deep.x").get(random.nextInt(7));
    }

    private Document document(String id) {
        Document document = new Document("_id", id);
        if (random.nextInt(8) > 0) {
            document.append("a", value());
        }
        if (random.nextInt(8) > 0) {
            document.append("b", "b" + random.nextInt(5));
        }
        if (random.nextInt(3) > 0) {
            document.append("t", date());
        }
        if (random.nextInt(4) > 0) {
            document.append("n", number());
        }
        if (random.nextInt(4) > 0) {
            document.append("words", words());
        }
        if (random.nextInt(4) > 0) {
            document.append("people", people());
        }
        return document.append("deep", random.nextInt(6) == 0 ? "none" : new Document("x", value()));
    }

    private Object value() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> date();
            case 2, 3 -> number();
            case 4 -> random.nextBoolean();
            default -> word();
        };
    }

    private Object number() {
        int number = random.nextInt(12) - 3;
        return switch (random.nextInt(4)) {
            case 0 -> number;
            case 1 -> (long) number;
            case 2 -> Decimal128.parse(number + ".50");
            default -> number / 2.0;
        };
    }

    private Date date() {
        return Date.from(Instant.ofEpochSecond(1_700_000_000L + random.nextInt(30)));
    }

    private String word() {
        return "пр" + "абвг".charAt(random.nextInt(4)) + "xyz".charAt(random.nextInt(3));
    }

    private List<String> words() {
        return random.ints(random.nextInt(4), 0, 2).mapToObj(i -> word()).toList();
    }

    private List<Document> people() {
        return random.ints(random.nextInt(3), 0, 6)
                .mapToObj(i ->
                        i == 5 ? new Document("role", "r1") : new Document("id", "p" + i).append("role", "r" + i % 2))
                .toList();
    }

    private Document query(int depth) {
        Document query = new Document();
        int terms = 1 + random.nextInt(2);
        for (int i = 0; i < terms; i++) {
            switch (random.nextInt(14)) {
                case 0 -> query.append("a", value());
                case 1 -> query.append("b", "b" + random.nextInt(6));
                case 2 -> query.append("b", new Document("$in", List.of("b1", "b" + random.nextInt(6))));
                case 3 -> query.append("t", new Document(random.nextBoolean() ? "$lt" : "$gte", date()));
                case 4 -> query.append("t", new Document("$gt", date()).append("$lte", date()));
                case 5 -> query.append("n", new Document(random.nextBoolean() ? "$lte" : "$gt", number()));
                case 6 -> query.append("people.id", "p" + random.nextInt(5));
                case 7 ->
                    query.append(
                            "people",
                            new Document(
                                    "$elemMatch", new Document("id", "p" + random.nextInt(5)).append("role", "r1")));
                case 8 -> query.append(field(), new Document("$exists", random.nextBoolean()));
                case 9 -> query.append("words", new Document("$regex", "^пр" + "абвг".charAt(random.nextInt(4))));
                case 10 -> query.append("deep.x", value());
                case 11 -> query.append(field(), new Document("$ne", value()));
                case 12 -> query.append("words", word());
                default -> query.append("_id", new Document("$gte", "k%03d".formatted(random.nextInt(DOCUMENTS))));
            }
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            query.append(random.nextBoolean() ? "$or" : "$and", List.of(query(depth - 1), query(depth - 1)));
        }
        return query;
    }
}
