package crm.platform.card;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CompanyMerged;
import crm.events.ContactMerged;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.lease.Leases;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Which contacts and companies turned out to be others (D-3), kept from the directory's events; what names them follows.
 * Whoever writes an id asks first which one it is now; what is written at that very moment is found by a second look.
 */
public final class MergedClients {
    private static final String COLLECTION = "mergedClients";
    /** After this nothing can still be on its way that was checked before the merging. */
    private static final Duration ONCE_MORE = Duration.ofMinutes(2);

    private final MongoOperations mongo;
    private final Leases leases;
    private final Clock clock;
    private final Follower follower;

    /** What names contacts and companies. */
    public interface Follower {
        /** Names the client by what it is now; done again it changes nothing. */
        void follow(CardRef merged, MergedClients clients, By by);
    }

    /** The same card with the clients it names as they are called now; itself if none is called otherwise. */
    public interface Renaming<A> {
        A renamed(A card, MergedClients clients);
    }

    public MergedClients(MongoOperations mongo, Leases leases, Clock clock, Follower follower) {
        this.mongo = mongo;
        this.leases = leases;
        this.clock = clock;
        this.follower = follower;
        rows().createIndex(Indexes.ascending("lookAt"), new IndexOptions().sparse(true));
    }

    /** For cards that have {@code contacts} with ids and a {@code companyId}. */
    public static <A extends Aggregate> MergedClients ofCards(
            MongoOperations mongo, Leases leases, Clock clock, AggregateStore<A> cards, Renaming<A> renaming) {
        cards.collection().createIndex(Indexes.ascending("contacts._id"));
        cards.collection().createIndex(Indexes.ascending("companyId"), new IndexOptions().sparse(true));
        return new MergedClients(mongo, leases, clock, (merged, clients, by) -> {
            String field = merged.kind() == CardKind.CONTACT ? "contacts._id" : "companyId";
            List<String> naming = cards.collection()
                    .find(eq(field, merged.id()))
                    .projection(Projections.include("_id"))
                    .map(row -> row.getString("_id"))
                    .into(new ArrayList<>());
            naming.forEach(id -> cards.change(id, by, card -> renaming.renamed(card, clients)));
        });
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(COLLECTION);
    }

    public Subscription subscription() {
        return Subscription.to(Topics.DIRECTORY)
                .on(ContactMerged.class, (merged, meta) -> merged(merged.into(), meta))
                .on(CompanyMerged.class, (merged, meta) -> merged(merged.into(), meta));
    }

    private void merged(String into, Envelope meta) {
        CardRef from = CardRef.of(meta.subject());
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        eq("_id", from.toString()),
                        Updates.combine(
                                Updates.setOnInsert("into", into),
                                Updates.setOnInsert("by", meta.actor()),
                                Updates.setOnInsert(
                                        "lookAt", Date.from(clock.instant().plus(ONCE_MORE)))),
                        new UpdateOptions().upsert(true)));
        follow(from, new By(meta.actor(), "", Set.of()));
    }

    /** To the end of the chain: the survivor may itself be merged while cards are being renamed to it. Whoever is at the end stays. */
    private void follow(CardRef from, By by) {
        Set<CardRef> seen = new HashSet<>();
        CardRef next = from;
        for (CardRef into = into(next); into != null && seen.add(next); into = into(next)) {
            follower.follow(next, this, by);
            next = into;
        }
    }

    @Scheduled(fixedDelayString = "${crm.merged.look-every:20s}")
    void lookOnceMore() {
        if (leases.hold("merged-clients")) {
            lookOnceMore(Duration.ZERO);
        }
    }

    /** Follows what was told so long ago that nothing older is being written any more, once. */
    public void lookOnceMore(Duration ahead) {
        List<Document> due = rows().find(lt("lookAt", Date.from(clock.instant().plus(ahead))))
                .into(new ArrayList<>());
        for (Document row : due) {
            follow(CardRef.of(row.getString("_id")), new By(row.getString("by"), "", Set.of()));
            rows().updateOne(eq("_id", row.getString("_id")), Updates.unset("lookAt"));
        }
    }

    /** What a contact or company is now; any other card is what it is. */
    public CardRef now(CardRef client) {
        if (client.kind() != CardKind.CONTACT && client.kind() != CardKind.COMPANY) {
            return client;
        }
        Set<CardRef> seen = new HashSet<>();
        CardRef now = client;
        for (CardRef next = client; next != null && seen.add(next); next = into(next)) {
            now = next;
        }
        return now;
    }

    /** One step of the chain. */
    private @Nullable CardRef into(CardRef client) {
        Document row = rows().find(eq("_id", client.toString())).first();
        return row == null ? null : new CardRef(client.kind(), row.getString("into"));
    }

    private String now(CardKind kind, String id) {
        return now(new CardRef(kind, id)).id();
    }

    public @Nullable String company(@Nullable String id) {
        return id == null ? null : now(CardKind.COMPANY, id);
    }

    /** The people by what they are now, each once; of two that turned out to be one the more important part stays. */
    public List<ContactLink> contacts(List<ContactLink> links) {
        if (isNoneMerged(ContactLink.ids(links))) {
            return links;
        }
        List<ContactLink> now = new ArrayList<>();
        for (ContactLink link : links) {
            ContactLink renamed = new ContactLink(now(CardKind.CONTACT, link.id()), link.role());
            int same = ContactLink.ids(now).indexOf(renamed.id());
            if (same < 0) {
                now.add(renamed);
            } else if (renamed.role() == ContactLink.Role.MAIN) {
                now.set(same, renamed);
            }
        }
        return now;
    }

    /** One question for all, nearly always the only one. */
    private boolean isNoneMerged(List<String> contactIds) {
        return contactIds.isEmpty()
                || rows().find(in(
                                        "_id",
                                        contactIds.stream()
                                                .map(id -> new CardRef(CardKind.CONTACT, id).toString())
                                                .toList()))
                                .first()
                        == null;
    }
}
