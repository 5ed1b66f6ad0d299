package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.events.CardRef;
import crm.platform.security.By;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Who opened whose card (P-5): once for a person, a card and a day. */
@Component
public class Looks {
    private static final String COLLECTION = "looks";
    private static final int MOST = 1000;

    private final MongoOperations mongo;
    private final Clock clock;
    private final ZoneId zone;
    private final int usual;

    /** @param usual how many cards of others a day are nothing to wonder at */
    Looks(
            MongoOperations mongo,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone,
            @Value("${crm.client.looks:50}") int usual) {
        this.mongo = mongo;
        this.clock = clock;
        this.zone = zone;
        this.usual = usual;
        looks().createIndex(Indexes.compoundIndex(Indexes.ascending("day", "by"), Indexes.descending("at")));
    }

    private MongoCollection<Document> looks() {
        return mongo.getCollection(COLLECTION);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    int usual() {
        return usual;
    }

    /** One's own cards, and what our services read, are not on record. */
    void keep(ClientCard<?> card, By by) {
        if (!by.isEmployee() || by.id().equals(card.responsibleId())) {
            return;
        }
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, zone).toString();
        try {
            mongo.execute(
                    COLLECTION,
                    looks -> looks.updateOne(
                            eq("_id", day + "/" + by.id() + "/" + card.ref()),
                            Updates.combine(
                                    Updates.setOnInsert("day", day),
                                    Updates.setOnInsert("by", by.id()),
                                    Updates.setOnInsert("card", card.ref()),
                                    Updates.setOnInsert("at", Date.from(now))),
                            new UpdateOptions().upsert(true)));
        } catch (DuplicateKeyException openedTwiceAtOnce) {
            // it is on record
        }
    }

    /** How many cards of others somebody opened on a day. */
    record Count(String by, int cards) {}

    /** Those who opened most first. */
    List<Count> of(LocalDate day) {
        List<Count> counts = new ArrayList<>();
        looks().aggregate(List.of(
                        Aggregates.match(eq("day", day.toString())),
                        Aggregates.group("$by", Accumulators.sum("cards", 1)),
                        Aggregates.sort(Sorts.orderBy(Sorts.descending("cards"), Sorts.ascending("_id")))))
                .forEach(row -> counts.add(new Count(row.getString("_id"), ((Number) row.get("cards")).intValue())));
        return counts;
    }

    /** A card somebody opened, and when first. */
    record Look(CardRef card, Instant at) {}

    /** The newest first. */
    List<Look> of(LocalDate day, String by) {
        List<Look> seen = new ArrayList<>();
        looks().find(and(eq("day", day.toString()), eq("by", by)))
                .sort(Sorts.descending("at"))
                .limit(MOST)
                .forEach(row -> seen.add(new Look(
                        CardRef.of(row.getString("card")), row.getDate("at").toInstant())));
        return seen;
    }
}
