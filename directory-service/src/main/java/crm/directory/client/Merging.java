package crm.directory.client;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.directory.client.ClientRefusal.BeingMerged;
import crm.directory.client.ClientRefusal.MergedAlready;
import crm.directory.client.ClientRefusal.MergedElsewhere;
import crm.events.CardKind;
import crm.platform.lease.Leases;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.store.StaleVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Merging of two cards that are the same one (D-3). What is to be done is written down first and holds both cards, so no
 * other merging touches them and none can lead in a circle; what a crash leaves is done by a job. Every step may be repeated.
 */
@Component
class Merging {
    private static final String COLLECTION = "mergings";
    /** How long a request has before the job takes over. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** When to look once more for what was written with the old id while it was merged. */
    private static final Duration ONCE_MORE = Duration.ofMinutes(2);

    private final MongoOperations mongo;
    private final ClientKinds kinds;
    private final ClientStatuses statuses;
    private final ObjectProvider<Joining> followers;
    private final Leases leases;
    private final Clock clock;

    Merging(
            MongoOperations mongo,
            ClientKinds kinds,
            ClientStatuses statuses,
            ObjectProvider<Joining> followers,
            Leases leases,
            Clock clock) {
        this.mongo = mongo;
        this.kinds = kinds;
        this.statuses = statuses;
        this.followers = followers;
        this.leases = leases;
        this.clock = clock;
        mergings()
                .createIndex(
                        Indexes.ascending("cards"),
                        new IndexOptions().unique(true).sparse(true));
        mergings().createIndex(Indexes.ascending("due"));
    }

    private MongoCollection<Document> mergings() {
        return mongo.getCollection(COLLECTION);
    }

    /** One turned out to be the other; the other is given back with all that both were. */
    <C extends ClientCard<C>> C merge(
            ClientCards<C> cards,
            String id,
            @Nullable String into,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        cards.card(id, by);
        ClientAccess.needLeader(by);
        new Fields().required("into", into).orRefuse();
        if (cards.store().answered(id, key).isPresent()) {
            finish(cards, id, by);
            return cards.card(id, by);
        }
        C survivor = checked(cards, id, into, expected);
        begin(cards.kind(), id, survivor.id(), by);
        if (!stands(cards, id) || !stands(cards, survivor.id())) {
            // merged by another between the look and the hold
            mergings().deleteOne(eq("_id", id));
            checked(cards, id, into, expected);
            throw new Refused(new BeingMerged());
        }
        cards.mark(id, survivor, by, key);
        finish(cards, id, by);
        return cards.card(id, by);
    }

    /** The card to merge into, if the two may be merged. */
    <C extends ClientCard<C>> C checked(ClientCards<C> cards, String id, String into, Expected expected) {
        C loser = cards.store().find(id).orElseThrow(Refusals::notFound);
        C survivor = cards.find(into).orElseThrow(() -> Refusals.invalid("into", "not-found"));
        String now = cards.find(id).orElseThrow(Refusals::notFound).id();
        if (survivor.id().equals(now)) {
            throw new Refused(new MergedAlready());
        }
        if (loser.isMerged()) {
            throw new Refused(new MergedElsewhere(
                    now, cards.find(now).orElseThrow(Refusals::notFound).title()));
        }
        if (!expected.matches(loser.version())) {
            throw new StaleVersion(id, loser.version() == null ? 0 : loser.version());
        }
        return survivor;
    }

    private static <C extends ClientCard<C>> boolean stands(ClientCards<C> cards, String id) {
        return cards.store().find(id).filter(card -> !card.isMerged()).isPresent();
    }

    private void begin(CardKind kind, String loser, String survivor, By by) {
        Document merging = new Document("_id", loser)
                .append("kind", kind.code())
                .append("into", survivor)
                .append("by", by.id())
                .append("cards", List.of(loser, survivor))
                .append("due", Date.from(clock.instant().plus(PATIENCE)));
        try {
            mongo.execute(COLLECTION, all -> all.insertOne(merging));
        } catch (DuplicateKeyException oneOfThemIsHeld) {
            throw new Refused(new BeingMerged());
        }
    }

    /** What follows once the one is marked: the survivor takes over, whoever names the one names the survivor. */
    private <C extends ClientCard<C>> void finish(ClientCards<C> cards, String loser, By by) {
        C survivor = cards.absorb(loser, by);
        statuses.refresh(cards, survivor.id(), "won", by);
        followers.forEach(follower -> follower.joined(cards.kind(), loser, survivor.id(), by));
        mergings()
                .updateOne(
                        eq("_id", loser),
                        Updates.combine(
                                Updates.unset("cards"),
                                Updates.set("due", Date.from(clock.instant().plus(ONCE_MORE)))));
    }

    @Scheduled(fixedDelayString = "${crm.merging.go-on-every:10s}")
    void goOn() {
        if (leases.hold("mergings")) {
            goOn(Duration.ZERO);
        }
    }

    /** Does what is due by then. */
    void goOn(Duration ahead) {
        List<Document> due = mergings()
                .find(lt("due", Date.from(clock.instant().plus(ahead))))
                .into(new ArrayList<>());
        due.forEach(merging -> goOn(kinds.of(CardKind.of(merging.getString("kind"))), merging));
    }

    private <C extends ClientCard<C>> void goOn(ClientCards<C> cards, Document merging) {
        String loser = merging.getString("_id");
        By by = new By(merging.getString("by"), "", Set.of());
        String into = merging.getString("into");
        if (stands(cards, loser)) {
            if (!stands(cards, into)) {
                // begun too late, when that one had turned out to be another: whoever asked was told so or knows
                // nothing
                mergings().deleteOne(eq("_id", loser));
                return;
            }
            cards.mark(loser, cards.find(into).orElseThrow(Refusals::notFound), by, null);
        }
        finish(cards, loser, by);
        if (!merging.containsKey("cards")) {
            mergings().deleteOne(eq("_id", loser));
        }
    }
}
