package crm.platform.store;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What of a document is not yet acknowledged by Kafka, in order.
 *
 * @param collection where the document is
 * @param topic where its events go
 * @param id the document's id, which is the record's key
 */
public record Pending(String collection, String topic, String id, List<Message> messages) {

    /** One event as it stands in the outbox: {@code json} is the record's value to the byte, {@code unseen} stays here. */
    public record Message(
            long sequence, String json, @Nullable Document unseen) {}

    public static Pending of(String collection, String topic, Document document) {
        return new Pending(
                collection,
                topic,
                document.getString("_id"),
                document.getList("outbox", Document.class, List.of()).stream()
                        .map(entry -> new Message(
                                ((Number) entry.get("sequence")).longValue(),
                                entry.getString("json"),
                                entry.get("unseen", Document.class)))
                        .toList());
    }

    public long last() {
        return messages.getLast().sequence();
    }
}
