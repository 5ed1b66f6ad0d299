package crm.directory.employee;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.directory.employee.EmployeeRefusal.Busy;
import crm.platform.refusal.Refused;
import crm.platform.store.KeyReused;
import crm.platform.store.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Who is being taken on, by username: written before Keycloak is asked, so that what a crash leaves there is known to be ours.
 * No passwords here.
 */
@Component
class Hires {
    private static final String COLLECTION = "hires";
    /** So long a request may take; one begun later than that goes on where it was left. */
    private static final Duration RUNNING = Duration.ofSeconds(30);

    private static final Duration LEFT = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final MongoOperations mongo;
    private final Clock clock;

    Hires(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        hires().createIndex(Indexes.ascending("key"), new IndexOptions().sparse(true));
    }

    private MongoCollection<Document> hires() {
        return mongo.getCollection(COLLECTION);
    }

    /** Whom the request of this key has taken on before. */
    Optional<String> answered(@Nullable RequestKey key) {
        if (key == null) {
            return Optional.empty();
        }
        Document known = hires().find(eq("key", key.key())).first();
        if (known != null && !key.body().equals(known.getString("body"))) {
            throw new Refused(new KeyReused());
        }
        return Optional.ofNullable(known).map(hire -> hire.getString("employeeId"));
    }

    /**
     * Begins, or goes on after a crash.
     *
     * @return since when the username has been meant for one of us, and whether it was begun before
     */
    Begun begin(String username, @Nullable RequestKey key) {
        Instant now = clock.instant();
        Document hire =
                new Document("_id", username).append("since", Date.from(now)).append("at", Date.from(now));
        if (key != null) {
            hire.append("key", key.key()).append("body", key.body());
        }
        try {
            mongo.execute(COLLECTION, hires -> hires.insertOne(hire));
            return new Begun(now, false);
        } catch (DuplicateKeyException begunBefore) {
            Document taken = hires().findOneAndUpdate(
                            and(
                                    eq("_id", username),
                                    exists("employeeId", false),
                                    lt("at", Date.from(now.minus(RUNNING)))),
                            Updates.combine(
                                    Updates.set("at", Date.from(now)),
                                    key == null ? Updates.unset("key") : Updates.set("key", key.key()),
                                    key == null ? Updates.unset("body") : Updates.set("body", key.body())));
            if (taken == null) {
                throw new Refused(new Busy());
            }
            return new Begun(taken.getDate("since").toInstant(), true);
        }
    }

    /** @param again it goes on where a crash left it */
    record Begun(Instant since, boolean again) {
        /** Whether an account made then in Keycloak is what was left. */
        boolean left(Instant createdAt) {
            return again && !createdAt.isBefore(since.minus(CLOCKS_DIFFER));
        }
    }

    void done(String username, String employeeId) {
        hires().updateOne(eq("_id", username), Updates.set("employeeId", employeeId));
    }

    /** The next one goes on at once. */
    void interrupted(String username) {
        hires().updateOne(eq("_id", username), Updates.set("at", Date.from(Instant.EPOCH)));
    }

    void forget(String username) {
        hires().deleteOne(eq("_id", username));
    }

    /** Usernames that are being taken on at this moment. */
    Set<String> open() {
        return hires().find(exists("employeeId", false))
                .map(hire -> hire.getString("_id"))
                .into(new HashSet<>());
    }

    /** One nobody goes on with. */
    record Left(String username, Begun hire) {}

    /** Those nobody has gone on with. */
    List<Left> left() {
        hires().deleteMany(and(
                exists("employeeId"), lt("at", Date.from(clock.instant().minus(KEPT)))));
        return hires().find(and(
                        exists("employeeId", false),
                        lt("since", Date.from(clock.instant().minus(LEFT))),
                        lt("at", Date.from(clock.instant().minus(RUNNING)))))
                .map(hire -> new Left(
                        hire.getString("_id"), new Begun(hire.getDate("since").toInstant(), true)))
                .into(new ArrayList<>());
    }
}
