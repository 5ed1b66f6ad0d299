package crm.activity.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.events.CardRef;
import crm.platform.security.By;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Who got a card from whom (P-4), as the timeline tells it, and who has read what he was told of it. The first responsible of
 * a card takes nothing over.
 */
@Component
public class Handovers {
    private static final String READ = "handovers_read";
    private static final int ENTRIES = 2;

    private final MongoOperations mongo;
    private final CardAccess access;
    private final Clock clock;

    Handovers(MongoOperations mongo, CardAccess access, Clock clock) {
        this.mongo = mongo;
        this.access = access;
        this.clock = clock;
    }

    /** @param from the employee it was with before */
    public record Handover(String id, Instant at, String from) {}

    /** The handover of a card to its present responsible, if that is this reader and he has not read it. */
    public Optional<Handover> unread(CardRef ref, By by) {
        Card card = access.visible(ref, by);
        if (!by.id().equals(card.responsibleId())) {
            return Optional.empty();
        }
        return last(ref).filter(to -> !isRead(to.id(), by));
    }

    private Optional<Handover> last(CardRef ref) {
        List<Document> entries = mongo.getCollection(Feed.COLLECTION)
                .find(and(
                        eq("card", ref.toString()),
                        eq("type", Feed.SYSTEM),
                        in("event", "ResponsibleAssigned", "ResponsibleReleased")))
                .projection(Projections.include("event", "data", "at"))
                .sort(Sorts.descending("at", "_id"))
                .limit(ENTRIES)
                .into(new ArrayList<>());
        if (entries.isEmpty()
                || !"ResponsibleAssigned".equals(entries.getFirst().getString("event"))) {
            return Optional.empty();
        }
        Document assigned = entries.getFirst();
        String from = told(assigned, "from");
        if (from == null && entries.size() == ENTRIES) {
            // it lay in the queue in between
            from = told(entries.getLast(), "employeeId");
        }
        return from == null
                ? Optional.empty()
                : Optional.of(new Handover(
                        assigned.getString("_id"), assigned.getDate("at").toInstant(), from));
    }

    private static @Nullable String told(Document entry, String field) {
        return entry.get("data", Document.class).getString(field);
    }

    private boolean isRead(String handover, By by) {
        return mongo.getCollection(READ).countDocuments(eq("_id", handover + "/" + by.id())) > 0;
    }

    /** He has read it. */
    public void read(CardRef ref, By by) {
        unread(ref, by)
                .ifPresent(handover -> mongo.execute(
                        READ,
                        read -> read.updateOne(
                                eq("_id", handover.id() + "/" + by.id()),
                                Updates.set("at", Date.from(clock.instant())),
                                new UpdateOptions().upsert(true))));
    }
}
