package crm.local.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's process is killed while four clients write: what was answered is there, and the indexes fit it. */
class KillTest {

    private static final int WRITERS = 4;
    private static final int ROUNDS = 4;
    private static final int WRITES_A_ROUND = 200;

    private final Set<String> inserted = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> counters = new ConcurrentHashMap<>();

    @Test
    @DisplayName("no acknowledged write is lost over kill -9, and a unique index stays one")
    void kill(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("store.mv");
        for (int round = 0; round < ROUNDS; round++) {
            Process server = start(file);
            try (BufferedReader output = server.inputReader();
                    MongoClient client = MongoClients.create(uri(output) + "/?retryWrites=false");
                    ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                MongoCollection<Document> cards = cards(client);
                for (int writer = 0; writer < WRITERS; writer++) {
                    String name = "r" + round + "w" + writer;
                    writers.execute(() -> write(cards, name));
                }
                awaitWrites();
                server.destroyForcibly().waitFor();
            }
            check(file);
        }
        assertThat(inserted).hasSizeGreaterThan(WRITES_A_ROUND / 4);
    }

    /** Long enough for writes of every kind, and ended at no moment in particular. */
    private void awaitWrites() throws InterruptedException {
        int before = inserted.size();
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        while (inserted.size() - before < WRITES_A_ROUND && System.nanoTime() < latest) {
            TimeUnit.MILLISECONDS.sleep(7);
        }
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalStore.class.getName(),
                        file.toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String uri(BufferedReader output) throws IOException {
        String line = output.readLine();
        assertThat(line).startsWith("Ready: ");
        return line.substring("Ready: ".length());
    }

    private static MongoCollection<Document> cards(MongoClient client) {
        MongoCollection<Document> cards = client.getDatabase("crm").getCollection("cards");
        cards.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        cards.createIndex(Indexes.ascending("unsent"), new IndexOptions().sparse(true));
        return cards;
    }

    private void write(MongoCollection<Document> cards, String name) {
        try {
            cards.insertOne(new Document("_id", name).append("number", name).append("count", 0L));
            for (int i = 0; ; i++) {
                String id = name + "-" + i;
                cards.insertOne(new Document("_id", id).append("number", id).append("unsent", true));
                inserted.add(id);
                Document counter = cards.findOneAndUpdate(
                        eq("_id", name),
                        inc("count", 1L),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
                counters.put(name, counter.getLong("count"));
                if (i % 3 == 0) {
                    cards.updateOne(eq("_id", id), combine(unset("unsent"), inc("version", 1)));
                }
                if (i % 5 == 0) {
                    inserted.remove(id); // from here on it may be gone, until the answer says that it is
                    cards.deleteOne(eq("_id", id));
                    deleted.add(id);
                }
            }
        } catch (MongoException e) {
            // The server is gone, as it should be.
        }
    }

    private void check(Path file) {
        try (LocalStore store = LocalStore.start(file, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> cards = cards(client);
            List<Document> all = cards.find().into(new ArrayList<>());
            Set<String> ids = new HashSet<>();
            all.forEach(card -> ids.add(card.getString("_id")));

            assertThat(ids).containsAll(inserted).doesNotContainAnyElementsOf(deleted);
            counters.forEach((name, count) -> assertThat(
                            cards.find(eq("_id", name)).first().getLong("count"))
                    .isGreaterThanOrEqualTo(count));
            assertThat(all)
                    .allSatisfy(card -> assertThat(cards.find(eq("number", card.getString("number")))
                                    .first())
                            .isEqualTo(card));
            assertThat(cards.countDocuments(exists("unsent")))
                    .isEqualTo(all.stream()
                            .filter(card -> card.containsKey("unsent"))
                            .count());
            assertThatThrownBy(() -> cards.insertOne(new Document("_id", "other")
                            .append("number", all.getLast().getString("number"))))
                    .hasMessageContaining("E11000");
        }
    }
}
