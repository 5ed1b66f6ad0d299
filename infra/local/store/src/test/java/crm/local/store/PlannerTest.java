package crm.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import crm.local.store.Planner.Plan;
import crm.local.store.Planner.Step;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which index answers what. */
class PlannerTest {

    private final Disk disk = Disk.inMemory();
    private StoreCollection cards;

    @BeforeEach
    void cards() throws IOException {
        StoreDatabase database = (StoreDatabase) new StoreBackend(disk).resolveDatabase("test");
        cards = (StoreCollection) database.createCollectionOrThrowIfExists("cards", CollectionOptions.withDefaults());
        index(database, false, "stage", "createdAt");
        index(database, false, "responsible", "createdAt");
        index(database, false, "contacts.id");
        index(database, true, "unsent");
        for (int i = 0; i < 2000; i++) {
            Document card = new Document("_id", "k%04d".formatted(i))
                    .append("stage", "S" + i % 5)
                    .append("responsible", "m" + i % 40)
                    .append("createdAt", Instant.ofEpochSecond(i))
                    .append("contacts", List.of(new Document("id", "p" + i), new Document("id", "q" + i % 7)));
            if (i % 500 == 0) {
                card.append("unsent", true);
            }
            cards.addDocument(card);
        }
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private static void index(StoreDatabase database, boolean sparse, String... fields) {
        Document key = new Document();
        for (String field : fields) {
            key.append(field, 1);
        }
        database.addIndex(new Document("ns", "test.cards")
                .append("name", String.join("_", fields))
                .append("key", key)
                .append("sparse", sparse));
    }

    private Plan plan(Document query, Document sort) {
        return cards.plan(query, sort);
    }

    private static List<String> fields(Plan plan) {
        return plan.steps().getFirst().index().fields();
    }

    private static long count(Plan plan) {
        return plan.steps().stream().mapToLong(Step::count).sum();
    }

    @Test
    @DisplayName("what is pending is found in the sparse index, as many entries as there are")
    void sparse() {
        Plan plan = plan(new Document("unsent", new Document("$exists", true)), null);

        assertThat(fields(plan)).containsExactly("unsent");
        assertThat(count(plan)).isEqualTo(4);
        assertThat(fields(plan(new Document("unsent", null), null))).containsExactly("_id");
    }

    @Test
    @DisplayName("of two indexes the one with fewer entries")
    void narrower() {
        Plan plan = plan(new Document("stage", "S1").append("responsible", "m1"), null);

        assertThat(fields(plan)).containsExactly("responsible", "createdAt");
        assertThat(count(plan)).isEqualTo(50);
    }

    @Test
    @DisplayName("equality, then a range on the next field")
    void range() {
        Plan plan = plan(
                new Document("stage", "S1")
                        .append(
                                "createdAt",
                                new Document("$gte", Instant.ofEpochSecond(100))
                                        .append("$lt", Instant.ofEpochSecond(200))),
                null);

        assertThat(count(plan)).isEqualTo(20);
    }

    @Test
    @DisplayName("a sort after an equality is read in order and not sorted")
    void in_order() {
        Plan plan = plan(new Document("responsible", "m1"), new Document("createdAt", -1).append("_id", -1));

        assertThat(plan.sorted()).isTrue();
        assertThat(plan.down()).isTrue();
        assertThat(fields(plan)).containsExactly("responsible", "createdAt");
        assertThat(plan(new Document("responsible", "m1"), new Document("createdAt", -1).append("_id", 1))
                        .sorted())
                .isFalse();
        assertThat(plan(new Document("stage", "S1"), new Document("contacts.id", 1))
                        .sorted())
                .isFalse();
    }

    @Test
    @DisplayName("a sort after a choice of values is merged from what each value has in order")
    void merged() {
        Document sort = new Document("createdAt", -1);
        Plan plan = plan(new Document("stage", new Document("$in", List.of("S1", "S3"))), sort);

        assertThat(plan.sorted()).isTrue();
        assertThat(plan.steps().getFirst().spans()).hasSize(2);
        assertThat(new Entries(plan).next(4))
                .extracting(entry -> entry[2])
                .containsExactly("k1998", "k1996", "k1993", "k1991");
    }

    @Test
    @DisplayName("reading in order is not chosen where it would pass by most of the collection")
    void not_in_order() {
        Plan plan = plan(new Document("contacts.id", "p7").append("stage", "S2"), new Document("createdAt", -1));

        assertThat(fields(plan)).containsExactly("contacts.id");
        assertThat(count(plan)).isEqualTo(1);
    }

    @Test
    @DisplayName("of several words the rarest is read, and what lacks the others is left out before it is fetched")
    void words() {
        Document query = new Document(
                "$and",
                List.of(starting("contacts.id", "q"), starting("contacts.id", "q1"), starting("contacts.id", "q3")));
        Plan plan = plan(query, null);

        assertThat(count(plan)).isEqualTo(286);
        assertThat(plan.sieves())
                .as("what all have spares nothing")
                .extracting(Step::count)
                .containsExactly(286L);
        assertThat(cards.stream(query, Optional.empty())).isEmpty();
        assertThat(plan(new Document("contacts.id", "p7").append("stage", "S2"), null)
                        .sieves())
                .isEmpty();
    }

    @Test
    @DisplayName("what is left out is what does not match, whichever index tells it")
    void sieves() {
        Document query = new Document("stage", "S1").append("contacts.id", "q3");
        Plan plan = plan(query, null);

        assertThat(fields(plan)).containsExactly("contacts.id");
        assertThat(plan.sieves()).extracting(Step::count).containsExactly(400L);
        assertThat(cards.stream(query, Optional.empty()))
                .extracting(card -> card.get("_id"))
                .containsExactlyElementsOf(IntStream.range(0, 2000)
                        .filter(i -> i % 5 == 1 && i % 7 == 3)
                        .mapToObj("k%04d"::formatted)
                        .toList());
    }

    private static Document starting(String field, String beginning) {
        return new Document(field, new BsonRegularExpression("^\\Q" + beginning + "\\E", ""));
    }

    @Test
    @DisplayName("alternatives are looked up one by one when each has an index")
    void alternatives() {
        Document mine = new Document("responsible", "m1");
        Document asked = new Document("contacts.id", "p7");

        assertThat(count(plan(new Document("$or", List.of(mine, asked)), null))).isEqualTo(51);
        assertThat(fields(plan(new Document("$or", List.of(mine, new Document("other", 1))), null)))
                .containsExactly("_id");
        assertThat(count(plan(new Document("$and", List.of(mine, new Document("stage", "S1"))), null)))
                .isEqualTo(50);
    }

    @Test
    @DisplayName("keys are looked up in the documents themselves")
    void keys() {
        assertThat(count(plan(new Document("_id", "k0001").append("version", 3), null)))
                .isEqualTo(1);
        assertThat(count(plan(new Document("_id", new Document("$in", List.of("k0001", "k0002", "k0001"))), null)))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("most of the collection is read through, not looked up")
    void most() {
        assertThat(fields(plan(new Document("stage", new Document("$in", List.of("S1", "S2", "S3", "S4"))), null)))
                .containsExactly("_id");
    }
}
