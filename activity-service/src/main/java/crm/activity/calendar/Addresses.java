package crm.activity.calendar;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Who has which secret address; of the secret itself only a hash is kept. */
@Component
class Addresses {
    private static final String COLLECTION = "calendar_addresses";
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MongoOperations mongo;
    private final Clock clock;

    Addresses(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        mongo.getCollection(COLLECTION).createIndex(Indexes.ascending("hash"), new IndexOptions().unique(true));
    }

    /** Since when he has one. */
    Optional<Instant> since(String employeeId) {
        return Optional.ofNullable(mongo.getCollection(COLLECTION)
                        .find(eq("_id", employeeId))
                        .first())
                .map(row -> row.getDate("at").toInstant());
    }

    /** A new secret, told this once; the one before does not count any more. */
    String renew(String employeeId) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        eq("_id", employeeId),
                        Updates.combine(
                                Updates.set("hash", hash(secret)), Updates.set("at", Date.from(clock.instant()))),
                        new UpdateOptions().upsert(true)));
        return secret;
    }

    void revoke(String employeeId) {
        mongo.getCollection(COLLECTION).deleteOne(eq("_id", employeeId));
    }

    /** Whose secret it is. */
    Optional<String> owner(String secret) {
        return Optional.ofNullable(mongo.getCollection(COLLECTION)
                        .find(eq("hash", hash(secret)))
                        .first())
                .map((Document row) -> row.getString("_id"));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
