package crm.platform.lease;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;

/** Leases in the service's own store: a job runs on the instance that holds its lease; it ends by itself after a crash. */
public final class Leases {
    private static final String COLLECTION = "leases";
    private static final Duration TERM = Duration.ofSeconds(6);

    private final MongoOperations mongo;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private final Map<String, Instant> renewAt = new ConcurrentHashMap<>();

    public Leases(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Takes or keeps the lease; true while it is ours. Asks the store only when half of the term is over. */
    public boolean hold(String job) {
        Instant now = clock.instant();
        Instant renew = renewAt.get(job);
        if (renew != null && now.isBefore(renew)) {
            return true;
        }
        boolean ours = take(job, now);
        if (ours) {
            renewAt.put(job, now.plus(TERM.dividedBy(2)));
        } else {
            renewAt.remove(job);
        }
        return ours;
    }

    private boolean take(String job, Instant now) {
        try {
            var result = mongo.execute(
                    COLLECTION,
                    collection -> collection.updateOne(
                            and(eq("_id", job), or(eq("holder", holder), lt("until", Date.from(now)))),
                            Updates.combine(
                                    Updates.set("holder", holder), Updates.set("until", Date.from(now.plus(TERM)))),
                            new UpdateOptions().upsert(true)));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (DuplicateKeyException heldByAnother) {
            return false;
        }
    }
}
