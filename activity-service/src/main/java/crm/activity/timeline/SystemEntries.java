package crm.activity.timeline;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.events.CardRef;
import crm.platform.card.MergedClients;
import crm.platform.store.Envelope;
import java.util.Date;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** What the system and people did to a card, kept on its timeline: one entry an event, however often it comes. */
@Component
class SystemEntries {
    private final MongoOperations mongo;
    private final MergedClients merged;

    SystemEntries(MongoOperations mongo, MergedClients merged) {
        this.mongo = mongo;
        this.merged = merged;
    }

    /** Sorts as the events came, also those of one write. */
    private static String id(Envelope meta) {
        return "%s-%06d".formatted(meta.aggregateId(), meta.sequence());
    }

    void keep(Envelope meta) {
        keep(meta, card(meta.subject()), Document.parse(meta.data().toString()));
    }

    /** Whose timeline it is: of a client that was merged the survivor's (D-3). */
    private String card(String subject) {
        return merged.now(CardRef.of(subject)).toString();
    }

    /** On the timeline of the card a document is of; the entry knows which document it tells of. */
    void keepOfDocument(Envelope meta, CardRef card) {
        Document data = Document.parse(meta.data().toString()).append("document", meta.aggregateId());
        keep(meta, card.toString(), data);
    }

    private void keep(Envelope meta, String card, Document data) {
        Date at = Date.from(meta.time());
        mongo.execute(
                Feed.COLLECTION,
                timeline -> timeline.updateOne(
                        eq("_id", id(meta)),
                        Updates.combine(
                                Updates.setOnInsert("type", Feed.SYSTEM),
                                Updates.setOnInsert("state", "CLOSED"),
                                Updates.setOnInsert("card", card),
                                Updates.setOnInsert("at", at),
                                Updates.setOnInsert("createdAt", at),
                                Updates.setOnInsert("createdBy", meta.actor()),
                                Updates.setOnInsert("event", meta.type()),
                                Updates.setOnInsert("data", data)),
                        new UpdateOptions().upsert(true)));
    }
}
