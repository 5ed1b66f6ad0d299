package crm.platform.consume;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.conversions.Bson;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/** Writes rows of a projection so that a repeated or late event changes nothing: each row keeps the last sequence it has seen. */
public final class SequenceGuard {
    private final MongoOperations mongo;
    private final String collection;

    public SequenceGuard(MongoOperations mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    /** Makes or updates the row; false if it has already seen this sequence or a newer one. */
    public boolean apply(String id, long sequence, Bson update) {
        try {
            var result = mongo.execute(
                    collection,
                    rows -> rows.updateOne(
                            and(eq("_id", id), lt("sequence", sequence)),
                            Updates.combine(update, Updates.set("sequence", sequence)),
                            new UpdateOptions().upsert(true)));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (DuplicateKeyException seenBefore) {
            return false;
        }
    }
}
