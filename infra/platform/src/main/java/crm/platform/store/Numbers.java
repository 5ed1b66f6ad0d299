package crm.platform.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/** Short numbers people say aloud: unique and growing per name; a crash may leave a gap. */
public final class Numbers {
    private static final String COLLECTION = "numbers";

    private final MongoOperations mongo;

    public Numbers(MongoOperations mongo) {
        this.mongo = mongo;
    }

    public long next(String name) {
        try {
            return increase(name);
        } catch (DuplicateKeyException begunByAnother) {
            return increase(name);
        }
    }

    private long increase(String name) {
        Document row = mongo.execute(
                COLLECTION,
                collection -> collection.findOneAndUpdate(
                        eq("_id", name),
                        Updates.inc("last", 1L),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        return ((Number) row.get("last")).longValue();
    }
}
