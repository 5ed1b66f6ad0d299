package crm.activity.timeline;

import crm.events.CardRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Cards with as many entries as one wants, written past the rules: only how they are read matters. */
final class LongCards {
    private static final int BATCH = 1000;
    private static final List<String> TYPES = List.of("COMMENT", "CALL", "SYSTEM", "MEETING", "SYSTEM");

    private LongCards() {}

    /** Adds entries that are over, and two that are open. */
    static void fill(MongoOperations mongo, String card, int entries) {
        Instant newest = Instant.now();
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            boolean open = i < 2;
            String type = open ? "CALL" : TYPES.get(i % TYPES.size());
            Date at = Date.from(newest.minusSeconds(60L * (i + 1)));
            Document entry = new Document(
                            "_id", "%s-%06d".formatted(CardRef.of(card).id(), 900_000 - i))
                    .append("type", type)
                    .append("state", open ? "OPEN" : "CLOSED")
                    .append("card", card)
                    .append("at", at)
                    .append("createdAt", at)
                    .append("createdBy", "system");
            if (type.equals("SYSTEM")) {
                entry.append("event", "LeadUpdated").append("data", new Document("changes", List.of()));
            } else {
                entry.append("cards", List.of(card))
                        .append("version", 1L)
                        .append("sequence", 1L)
                        .append("attempts", 0)
                        .append("text", "запись " + i)
                        .append("search", List.of("запись", String.valueOf(i)));
                if (open) {
                    entry.append("dueAt", Date.from(newest.plusSeconds(3600)));
                } else {
                    entry.append("closedAt", at);
                }
            }
            batch.add(entry);
            if (batch.size() == BATCH || i == entries - 1) {
                mongo.getCollection(Feed.COLLECTION).insertMany(batch);
                batch.clear();
            }
        }
    }
}
