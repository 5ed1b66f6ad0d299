package crm.activity.notification;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The letters that are wished. A wish is part of its notification, so neither is stored without the other. Who takes one has it
 * alone for a while; when nothing is heard of him by then, the next one takes it.
 */
@Component
class Letters {
    static final String FIELD = "mail";
    /** Longer than one sending can take with the time-outs of the mail server. */
    static final Duration TAKEN_FOR = Duration.ofMinutes(10);
    /** A notification older than this is no news any more. */
    static final Duration TRIED_FOR = Duration.ofHours(24);

    private static final String DUE = "mail.due";
    private static final String TAKEN = "mail.taken";
    private static final String FAILED = "mail.failedAt";
    private static final String REPEATED = "mail.repeated";
    private static final int COUNTED = 1000;
    private static final int LONGEST_PAUSE = 60;
    private static final int ERROR = 500;
    private static final Logger log = LoggerFactory.getLogger(Letters.class);

    private final MongoOperations mongo;
    private final Clock clock;

    Letters(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        for (String field : new String[] {DUE, FAILED, REPEATED}) {
            all().createIndex(Indexes.ascending(field), new IndexOptions().sparse(true));
        }
    }

    static Document wish(Instant at) {
        return new Document("due", Date.from(at)).append("attempts", 0);
    }

    /**
     * A letter one has alone for a while.
     *
     * @param attempts how often it was taken, this time included
     * @param repeated somebody took it before and was not heard of again: he may have sent it
     */
    record Taken(Notice notice, String by, int attempts, boolean repeated) {}

    /** The letter that has waited longest; of several that ask at once each gets another one. */
    Optional<Taken> take() {
        Instant now = clock.instant();
        String by = UUID.randomUUID().toString();
        Document row = all().findOneAndUpdate(
                        lte(DUE, Date.from(now)),
                        Updates.combine(
                                Updates.set(DUE, Date.from(now.plus(TAKEN_FOR))),
                                Updates.set(TAKEN, by),
                                Updates.inc("mail.attempts", 1)),
                        new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE)).returnDocument(ReturnDocument.BEFORE));
        if (row == null) {
            return Optional.empty();
        }
        Document mail = row.get(FIELD, Document.class);
        return Optional.of(
                new Taken(Notices.read(row), by, mail.getInteger("attempts", 0) + 1, mail.containsKey("taken")));
    }

    /** The mail server has it. */
    void sent(Taken letter) {
        Bson sent = Updates.set("mail.sentAt", Date.from(clock.instant()));
        end(letter, letter.repeated() ? Updates.combine(sent, Updates.set(REPEATED, true)) : sent);
    }

    /** It is not wanted any more. */
    void drop(Taken letter) {
        end(letter, Updates.set("mail.droppedAt", Date.from(clock.instant())));
    }

    /** Nobody will get it unless the administrator wants it tried again. */
    void giveUp(Taken letter, String why) {
        end(
                letter,
                Updates.combine(
                        Updates.set(FAILED, Date.from(clock.instant())), Updates.set("mail.error", shortened(why))));
    }

    private void end(Taken letter, Bson how) {
        change(letter, Updates.combine(how, Updates.unset(DUE), Updates.unset(TAKEN)));
    }

    /** Later, after a pause that doubles; given up when it is no news any more. */
    void later(Taken letter, String why) {
        Instant now = clock.instant();
        if (letter.notice().at().plus(TRIED_FOR).isBefore(now)) {
            giveUp(letter, why);
            return;
        }
        Duration pause = Duration.ofMinutes(Math.min(LONGEST_PAUSE, 1L << Math.min(letter.attempts() - 1, 6)));
        change(
                letter,
                Updates.combine(
                        Updates.set(DUE, Date.from(now.plus(pause))),
                        Updates.set("mail.error", shortened(why)),
                        Updates.unset(TAKEN)));
    }

    private void change(Taken letter, Bson change) {
        long changed = all().updateOne(and(eq("_id", letter.notice().id()), eq(TAKEN, letter.by())), change)
                .getMatchedCount();
        if (changed == 0) {
            log.warn(
                    "letter {} took so long that another one has taken it",
                    letter.notice().id());
        }
    }

    private static String shortened(String why) {
        return why.length() > ERROR ? why.substring(0, ERROR) : why;
    }

    /** All that were given up are tried again, as if they were new. */
    void tryFailedAgain() {
        all().updateMany(
                        exists(FAILED),
                        Updates.combine(
                                Updates.set(DUE, Date.from(clock.instant())),
                                Updates.set("mail.attempts", 0),
                                Updates.unset(FAILED)));
    }

    /**
     * How the letters stand; at most {@value #COUNTED} of each are counted.
     *
     * @param oldest when the one that waits longest was wished
     * @param repeated sent by one after another had taken them and was not heard of again: perhaps they came twice
     * @param error the last one known
     */
    record Standing(
            long waiting,
            @Nullable Instant oldest,
            long failed,
            long repeated,
            @Nullable String error) {}

    Standing standing() {
        Document oldest = all().find(exists(DUE)).sort(Sorts.ascending(DUE)).first();
        Document failed =
                all().find(exists(FAILED)).sort(Sorts.descending(FAILED)).first();
        Document telling = failed == null ? oldest : failed;
        return new Standing(
                count(DUE),
                oldest == null ? null : oldest.getDate("at").toInstant(),
                count(FAILED),
                count(REPEATED),
                telling == null ? null : telling.get(FIELD, Document.class).getString("error"));
    }

    private long count(String field) {
        return all().countDocuments(exists(field), new CountOptions().limit(COUNTED));
    }

    private MongoCollection<Document> all() {
        return mongo.getCollection(Notices.COLLECTION);
    }
}
