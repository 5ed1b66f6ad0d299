package crm.reporting.history;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The rows of a generation, one a card: {@code {_id: "lead/…", batch, facts: {n1: {at, stage, …}, n2: …}}}. A fact stands under
 * its sequence, so writing it again changes nothing and the order of writing does not matter. {@code batch} is the number of the
 * last batch that was about the card: whoever has seen all up to a batch asks for the rows above it.
 */
@Component
public class Histories {
    private static final String AT = "at";
    private static final int FETCHED = 5000;
    private static final int LONGEST_ERROR = 1000;

    private final MongoOperations mongo;

    Histories(MongoOperations mongo) {
        this.mongo = mongo;
    }

    private MongoCollection<Document> rows(int generation) {
        return mongo.getCollection("history_" + generation);
    }

    private MongoCollection<Document> unread(int generation) {
        return mongo.getCollection("unread_" + generation);
    }

    void prepare(int generation) {
        rows(generation).createIndex(Indexes.ascending("batch"));
    }

    void drop(int generation) {
        drop(rows(generation));
        drop(unread(generation));
    }

    private void drop(MongoCollection<Document> collection) {
        // the embedded store leaves it without an answer when there is nothing to drop
        if (mongo.collectionExists(collection.getNamespace().getCollectionName())) {
            collection.drop();
        }
    }

    /** Writes facts by their cards. Cards whose facts are all known get the batch's number all the same. */
    void write(int generation, long batch, Map<String, List<Fact>> facts) {
        List<UpdateOneModel<Document>> writes = new ArrayList<>(facts.size());
        facts.forEach((subject, news) -> {
            List<Bson> sets = new ArrayList<>(news.size() + 1);
            news.forEach(fact -> sets.add(Updates.set("facts.n" + fact.sequence(), document(fact))));
            // never lower: a reader who lost his lease in the middle of a batch may still be writing
            sets.add(Updates.max("batch", batch));
            writes.add(
                    new UpdateOneModel<>(eq("_id", subject), Updates.combine(sets), new UpdateOptions().upsert(true)));
        });
        if (!writes.isEmpty()) {
            rows(generation).bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private static Document document(Fact fact) {
        Document document = new Document(AT, Date.from(fact.at()));
        document.putAll(fact.says());
        return document;
    }

    /** Everything that a batch above this one was about. */
    public void changedSince(int generation, long batch, Consumer<History> each) {
        rows(generation).find(gt("batch", batch)).batchSize(FETCHED).forEach(row -> each.accept(history(row)));
    }

    /** What some cards are called now, by their subjects; those without a title are left out. */
    public Map<String, String> titles(int generation, Collection<String> subjects) {
        Map<String, String> titles = new HashMap<>();
        rows(generation).find(in("_id", subjects)).forEach(row -> {
            History history = history(row);
            for (Fact fact : history.facts()) {
                String title = fact.says().get(Fact.TITLE);
                if (title != null) {
                    titles.put(history.subject(), title);
                }
            }
        });
        return titles;
    }

    private static History history(Document row) {
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : row.get("facts", Document.class).entrySet()) {
            Document stored = (Document) entry.getValue();
            Map<String, @Nullable String> says = new LinkedHashMap<>();
            for (Map.Entry<String, Object> said : stored.entrySet()) {
                if (!said.getKey().equals(AT)) {
                    says.put(said.getKey(), (String) said.getValue());
                }
            }
            long sequence = Long.parseLong(entry.getKey(), 1, entry.getKey().length(), 10);
            facts.add(new Fact(sequence, stored.getDate(AT).toInstant(), says));
        }
        facts.sort(Comparator.comparingLong(Fact::sequence));
        return new History(row.getString("_id"), facts);
    }

    /** A message that cannot be read is put aside with its place in the log; the next rebuild reads it again. */
    void putAside(int generation, ConsumerRecord<String, String> message, RuntimeException why) {
        String error = why.toString();
        unread(generation)
                .updateOne(
                        eq("_id", message.topic() + "/" + message.partition() + "/" + message.offset()),
                        Updates.combine(
                                Updates.set("key", message.key()),
                                Updates.set(
                                        "error",
                                        error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)),
                        new UpdateOptions().upsert(true));
    }

    /** How many messages could not be read. */
    public long unreadIn(int generation) {
        return unread(generation).countDocuments();
    }
}
