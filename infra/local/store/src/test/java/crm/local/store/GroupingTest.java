package crm.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.aggregation.stage.GroupStage;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Groups made ready")
class GroupingTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");

    private static Document condition(String operator, Object left, Object right) {
        return new Document(operator, Arrays.asList(left, right));
    }

    private static Document either(Object condition, Object yes, Object no) {
        return new Document("$cond", Arrays.asList(condition, yes, no));
    }

    private static Document sum(Object expression) {
        return new Document("$sum", expression);
    }

    private static final List<Document> GROUPS = List.of(
            new Document("_id", "$stage").append("n", sum(1)),
            new Document("_id", null).append("n", sum("$sum")).append("last", new Document("$last", "$next.dueAt")),
            new Document("_id", "$next.dueAt").append("n", sum("$list.n")),
            new Document("_id", new Document("stage", "$stage").append("at", "$nowhere.at"))
                    .append("all", new Document("$addToSet", "$sum")),
            new Document(
                            "_id",
                            new Document("stage", "$stage")
                                    .append(
                                            "due",
                                            either(
                                                    condition("$lt", "$next.dueAt", NOW),
                                                    either(
                                                            condition(
                                                                    "$eq",
                                                                    condition("$ifNull", "$next.dueAt", false),
                                                                    false),
                                                            "NONE",
                                                            "OVERDUE"),
                                                    "PLANNED")))
                    .append("n", sum(1))
                    .append("most", new Document("$max", "$sum"))
                    .append("least", new Document("$min", either(condition("$gte", "$sum", 2), "$sum", null))));

    @Test
    @DisplayName("give what the general stage gives, whatever the documents hold")
    void same() {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                documents.add(document(random));
            }
            for (Document group : GROUPS) {
                List<Document> general =
                        new GroupStage(group).apply(documents.stream()).toList();

                List<Document> ready =
                        Grouping.of(group).orElseThrow().over(documents.stream().map(Stored::of));

                assertThat(ready)
                        .as("%s", group)
                        .map(Json::toJsonValue)
                        .isEqualTo(general.stream().map(Json::toJsonValue).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$$ROOT", "$$NOW", "$a..b"})
    @DisplayName("leave variables and what is no path to the general stage")
    void others(String expression) {
        assertThat(Grouping.of(new Document("_id", expression))).isEmpty();
        assertThat(Grouping.of(new Document("_id", null).append("x", sum(expression))))
                .isEmpty();
    }

    @Test
    @DisplayName("leave operators they do not know, and wrong ones, to the general stage")
    void operators() {
        assertThat(Grouping.of(new Document("_id", new Document("$year", "$at"))))
                .isEmpty();
        assertThat(Grouping.of(new Document("_id", new Document("$lt", List.of("$at")))))
                .isEmpty();
        assertThat(Grouping.of(new Document("_id", new Document("$cond", "$at"))))
                .isEmpty();
        assertThat(Grouping.of(new Document("_id", List.of("$at")))).isEmpty();
        assertThat(Grouping.of(new Document("_id", new Document()))).isEmpty();
    }

    private static Document document(Random random) {
        Document document = new Document("_id", random.nextInt());
        put(document, "stage", random, "NEW", "WORK", 1, 1.0, 1L, null);
        put(document, "sum", random, 1, 2.5, 3L, "x", null);
        Document next = new Document();
        put(next, "dueAt", random, NOW.minusSeconds(60), NOW, NOW.plusSeconds(60), null);
        put(document, "next", random, next, next, next, "later", null, List.of(next), List.of("a", next));
        put(document, "list", random, List.of(), List.of(new Document("n", 1), new Document("n", 2)), List.of(5));
        return document;
    }

    /** One of these values, or none. */
    private static void put(Document document, String field, Random random, Object... values) {
        int choice = random.nextInt(values.length + 1);
        if (choice < values.length) {
            document.put(field, values[choice]);
        }
    }
}
