package crm.activity.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.consume.SequenceGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The rows of cards, each guarded by its card's own sequence. */
@Component
public class Cards {
    private static final String COLLECTION = "cards";
    private static final char AFTER_SLASH = '/' + 1;

    private final MongoOperations mongo;
    private final SequenceGuard rows;

    Cards(MongoOperations mongo) {
        this.mongo = mongo;
        this.rows = new SequenceGuard(mongo, COLLECTION);
        mongo.getCollection(COLLECTION)
                .createIndex(Indexes.compoundIndex(Indexes.ascending("clients"), Indexes.descending("_id")));
        mongo.getCollection(COLLECTION).createIndex(Indexes.ascending("leadId"), new IndexOptions().sparse(true));
    }

    public Optional<Card> find(CardRef ref) {
        return Optional.ofNullable(mongo.getCollection(COLLECTION)
                        .find(eq("_id", ref.toString()))
                        .first())
                .map(Cards::card);
    }

    /** False for an event older than one that was handled already: what it led to has been done. */
    public boolean isCurrent(CardRef ref, long sequence) {
        Document row =
                mongo.getCollection(COLLECTION).find(eq("_id", ref.toString())).first();
        return row == null || ((Number) row.get("sequence")).longValue() <= sequence;
    }

    /** The leads and deals of a contact or company, the latest first. */
    public List<Card> ofClient(CardRef client, int most) {
        return mongo.getCollection(COLLECTION)
                .find(eq("clients", client.toString()))
                .sort(Sorts.descending("_id"))
                .limit(most)
                .map(Cards::card)
                .into(new ArrayList<>());
    }

    /** The deal a lead became, whichever of the two has told of it. */
    public Optional<CardRef> dealOf(CardRef lead) {
        return lead.kind() == CardKind.LEAD
                ? Optional.ofNullable(mongo.getCollection(COLLECTION)
                                .find(eq("leadId", lead.id()))
                                .projection(Projections.include("_id"))
                                .first())
                        .map(row -> CardRef.of(row.getString("_id")))
                : Optional.empty();
    }

    /** All of a kind in the order of their ids, those after this one. */
    public List<Card> after(CardKind kind, String id, int most) {
        return mongo.getCollection(COLLECTION)
                .find(and(gt("_id", kind.code() + "/" + id), lt("_id", kind.code() + AFTER_SLASH)))
                .sort(Sorts.ascending("_id"))
                .limit(most)
                .map(Cards::card)
                .into(new ArrayList<>());
    }

    /** The contacts and the company a lead or deal is about. */
    public List<CardRef> clientsOf(CardRef card) {
        return clientsOf(List.of(card.toString())).getOrDefault(card.toString(), List.of());
    }

    /** By reference, what leads and deals are about; the main contact first. */
    public Map<String, List<CardRef>> clientsOf(Collection<String> refs) {
        Map<String, List<CardRef>> clients = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(in("_id", refs))
                .projection(Projections.include("clients"))
                .forEach(row -> clients.put(
                        row.getString("_id"),
                        row.getList("clients", String.class, List.of()).stream()
                                .map(CardRef::of)
                                .toList()));
        return clients;
    }

    /** By their references as texts; unknown ones are missing. */
    public Map<String, Card> findAll(Collection<String> refs) {
        Map<String, Card> found = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(in("_id", refs))
                .forEach(row -> found.put(row.getString("_id"), card(row)));
        return found;
    }

    /** Up to which of a card's own events its row has come, by reference. */
    public Map<String, Long> sequences(Collection<String> refs) {
        Map<String, Long> sequences = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(in("_id", refs))
                .projection(Projections.include("sequence"))
                .forEach(row -> sequences.put(row.getString("_id"), ((Number) row.get("sequence")).longValue()));
        return sequences;
    }

    /** Takes what an event of the card itself tells; false if it was known. */
    boolean tell(CardRef ref, long sequence, Bson update) {
        return rows.apply(ref.toString(), sequence, update);
    }

    /** A deal's lead is told by the lead, perhaps before the deal itself says anything. */
    void link(String leadId, String dealId, String title, @Nullable String responsibleId) {
        mongo.execute(
                COLLECTION,
                cards -> cards.updateOne(
                        eq("_id", CardRef.deal(dealId).toString()),
                        Updates.combine(
                                Updates.set("leadId", leadId),
                                Updates.setOnInsert("sequence", 0L),
                                Updates.setOnInsert("title", title),
                                Updates.setOnInsert("responsibleId", responsibleId),
                                Updates.setOnInsert("stage", "PREPARING_OFFER")),
                        new UpdateOptions().upsert(true)));
    }

    /** D-3: leads and deals of a client that was merged are the survivor's. */
    public void clientMerged(CardRef from, CardRef into) {
        var rows = mongo.getCollection(COLLECTION);
        rows.updateMany(eq("clients", from.toString()), Updates.addToSet("clients", into.toString()));
        rows.updateMany(eq("clients", from.toString()), Updates.pull("clients", from.toString()));
    }

    private static Card card(Document row) {
        return new Card(
                CardRef.of(row.getString("_id")),
                row.getString("title"),
                row.getString("responsibleId"),
                row.getString("stage"),
                row.getString("leadId"),
                row.getString("dealId"),
                row.getBoolean("contracted", false),
                row.getString("createdBy"));
    }
}
