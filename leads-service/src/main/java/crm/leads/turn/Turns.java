package crm.leads.turn;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Updates;
import crm.leads.turn.TurnBook.Reserved;
import crm.leads.turn.TurnBook.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The book of turns in the store: one document, changed under guard, so that two instances never count past each other. A
 * lead is reserved, given, and settled; what a crash left between is settled by the upkeep.
 */
@Component
public class Turns {
    private static final String COLLECTION = "turns";
    private static final String ID = "leads";
    private static final int ATTEMPTS = 200;
    private static final int LONGEST_PAUSE_US = 4_000;

    private final MongoOperations mongo;
    private final Clock clock;
    private final ZoneId zone;
    private final ReentrantLock inLine = new ReentrantLock(true);

    public Turns(MongoOperations mongo, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.mongo = mongo;
        this.clock = clock;
        this.zone = zone;
    }

    /** A lead that is about to be given to somebody. */
    public record Reservation(String token, String leadId, String to, long before) {}

    TurnBook book() {
        Document row = mongo.getCollection(COLLECTION).find(eq("_id", ID)).first();
        return row == null ? empty() : read(row).on(today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private TurnBook empty() {
        return new TurnBook(today(), Map.of(), java.util.Set.of(), List.of());
    }

    /**
     * Reserves the lead for whoever of these is next, and counts it.
     *
     * @return empty if nobody can be chosen or the lead is just being given
     */
    public Optional<Reservation> reserve(String leadId, Collection<String> eligible) {
        if (eligible.isEmpty()) {
            return Optional.empty();
        }
        Reservation[] made = new Reservation[1];
        change(book -> {
            made[0] = null;
            if (book.reserving(leadId).isPresent()) {
                return book;
            }
            TurnBook joined = book.joined(eligible);
            String next = joined.order(eligible).getFirst();
            return reserved(joined, leadId, next, made);
        });
        return Optional.ofNullable(made[0]);
    }

    /**
     * Counts a lead that is given to somebody chosen, by hand.
     *
     * @param eligible whose turn it could be
     */
    public Reservation reserveFor(String leadId, String employeeId, Collection<String> eligible) {
        Reservation[] made = new Reservation[1];
        change(book -> reserved(book.joined(eligible), leadId, employeeId, made));
        return made[0];
    }

    private TurnBook reserved(TurnBook book, String leadId, String to, Reservation[] made) {
        String token = UUID.randomUUID().toString();
        made[0] = new Reservation(token, leadId, to, book.of(to).given());
        return book.reserve(new Reserved(token, leadId, to, clock.instant()));
    }

    /** @param given whether the lead was really given */
    public void settle(Reservation reservation, boolean given) {
        settle(reservation.token(), given);
    }

    private void settle(String token, boolean given) {
        change(book -> book.byToken(token)
                .map(each -> given ? book.keep(each) : book.undo(each))
                .orElse(book));
    }

    /**
     * Settles what a crash left.
     *
     * @param has whether the lead is his now
     */
    public void settleLeft(Duration olderThan, BiPredicate<String, String> has) {
        Instant before = clock.instant().minus(olderThan);
        book().reserved().stream()
                .filter(each -> each.at().isBefore(before))
                .forEach(each -> settle(each.token(), has.test(each.leadId(), each.to())));
    }

    private void change(UnaryOperator<TurnBook> change) {
        inLine.lock();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Document row =
                        mongo.getCollection(COLLECTION).find(eq("_id", ID)).first();
                TurnBook stored = row == null ? empty() : read(row).on(today());
                TurnBook next = change.apply(stored);
                if (next == stored || write(row, next)) {
                    return;
                }
                LockSupport.parkNanos(1_000L * ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_US));
            }
        } finally {
            inLine.unlock();
        }
        throw new IllegalStateException("the book of turns is changed all the time");
    }

    private boolean write(@Nullable Document before, TurnBook book) {
        List<Document> shares = new ArrayList<>();
        book.shares()
                .forEach((id, share) -> shares.add(new Document("id", id)
                        .append("given", share.given())
                        .append("head", share.head())
                        .append("last", share.last() == null ? null : Date.from(share.last()))));
        Document fields = new Document("day", book.day().toString())
                .append("shares", shares)
                .append("among", new ArrayList<>(book.among()))
                .append(
                        "reserved",
                        book.reserved().stream()
                                .map(each -> new Document("token", each.token())
                                        .append("lead", each.leadId())
                                        .append("to", each.to())
                                        .append("at", Date.from(each.at())))
                                .toList());
        try {
            if (before == null) {
                mongo.execute(
                        COLLECTION,
                        rows -> rows.insertOne(
                                new Document("_id", ID).append("rev", 1L).append("book", fields)));
                return true;
            }
            long rev = before.getLong("rev");
            return mongo.execute(
                                    COLLECTION,
                                    rows -> rows.updateOne(
                                            and(eq("_id", ID), eq("rev", rev)),
                                            Updates.combine(Updates.set("rev", rev + 1), Updates.set("book", fields))))
                            .getMatchedCount()
                    > 0;
        } catch (DuplicateKeyException begunByAnother) {
            return false;
        }
    }

    private static TurnBook read(Document row) {
        Document book = row.get("book", Document.class);
        Map<String, Share> shares = new LinkedHashMap<>();
        book.getList("shares", Document.class)
                .forEach(share -> shares.put(
                        share.getString("id"),
                        new Share(share.getLong("given"), share.getLong("head"), instant(share.getDate("last")))));
        return new TurnBook(
                LocalDate.parse(book.getString("day")),
                shares,
                new HashSet<>(book.getList("among", String.class)),
                book.getList("reserved", Document.class).stream()
                        .map(each -> new Reserved(
                                each.getString("token"),
                                each.getString("lead"),
                                each.getString("to"),
                                each.getDate("at").toInstant()))
                        .toList());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
