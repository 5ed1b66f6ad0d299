package crm.documents.card;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.DealCreated;
import crm.events.DealUpdated;
import crm.events.FieldChange;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.consume.SequenceGuard;
import crm.platform.consume.Subscription;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Rows of deals, each guarded by its deal's own sequence, kept from the events of their owner. Each document has a copy of its
 * deal's row under {@code seen}, so that lists ask for what their reader may see in the query itself.
 */
@Component
public class Deals {
    /** Where the documents are, that have the copies. */
    public static final String DOCUMENTS = "documents";

    private static final String COLLECTION = "deals";
    private static final Set<String> FROM_CONTRACT_ON = Set.of("CONTRACT", "WON");

    private final MongoOperations mongo;
    private final SequenceGuard rows;

    Deals(MongoOperations mongo) {
        this.mongo = mongo;
        this.rows = new SequenceGuard(mongo, COLLECTION);
    }

    public Optional<Deal> find(CardRef ref) {
        return row(ref).map(Deals::deal);
    }

    private Optional<Document> row(CardRef ref) {
        return Optional.ofNullable(
                mongo.getCollection(COLLECTION).find(eq("_id", ref.toString())).first());
    }

    private static Deal deal(Document row) {
        return new Deal(
                row.getString("title"),
                row.getString("responsibleId"),
                row.getString("stage"),
                row.getBoolean("contracted", false));
    }

    /** Documents this reader may see; 403 for whoever has no documents at all. */
    public static Bson visibleTo(By by) {
        if (by.leads()) {
            return new Document();
        }
        List<Bson> any = new ArrayList<>();
        if (by.is(Role.SALES_MANAGER)) {
            any.add(eq("seen.responsibleId", by.id()));
        }
        if (by.is(Role.ACCOUNT_MANAGER)) {
            any.add(eq("seen.stage", "WON"));
        }
        if (by.is(Role.BACK_OFFICE)) {
            any.add(eq("seen.contracted", true));
        }
        if (any.isEmpty()) {
            throw Refusals.forbidden();
        }
        return any.size() == 1 ? any.getFirst() : or(any);
    }

    public Subscription subscription() {
        return Subscription.to(Topics.DEALS)
                .on(
                        DealCreated.class,
                        (deal, meta) -> tell(
                                meta,
                                Updates.set("title", deal.title()),
                                Updates.set("stage", "PREPARING_OFFER"),
                                responsible(deal.responsibleId())))
                .on(DealUpdated.class, (deal, meta) -> updated(deal.changes(), meta))
                .on(StageChanged.class, this::moved)
                .on(
                        ResponsibleAssigned.class,
                        (assigned, meta) -> tell(meta, Updates.set("responsibleId", assigned.to())))
                .on(ResponsibleReleased.class, (released, meta) -> tell(meta, Updates.unset("responsibleId")));
    }

    private static Bson responsible(@Nullable String id) {
        return id == null ? Updates.unset("responsibleId") : Updates.set("responsibleId", id);
    }

    private void updated(List<FieldChange> changes, Envelope meta) {
        for (FieldChange change : changes) {
            if (change.field().equals("title") && change.to() != null) {
                tell(meta, Updates.set("title", change.to().toString()));
            }
        }
    }

    private void moved(StageChanged moved, Envelope meta) {
        if (moved.kind() != CardKind.DEAL) {
            return;
        }
        Bson stage = Updates.set("stage", moved.to());
        tell(
                meta,
                FROM_CONTRACT_ON.contains(moved.to())
                        ? Updates.combine(stage, Updates.set("contracted", true))
                        : stage);
    }

    private void tell(Envelope meta, Bson... updates) {
        CardRef ref = CardRef.of(meta.subject());
        rows.apply(ref.toString(), meta.sequence(), Updates.combine(updates));
        // also when the row knew it: a crash may have come between the two
        copy(ref);
    }

    /** Gives the deal's documents the row as it is now; one that has a newer copy keeps it. */
    public void copy(CardRef ref) {
        row(ref).ifPresent(row -> {
            Document seen = new Document(row);
            seen.remove("_id");
            seen.put("contracted", row.getBoolean("contracted", false));
            mongo.execute(
                    DOCUMENTS,
                    documents -> documents.updateMany(
                            Filters.and(
                                    eq("card", ref.toString()),
                                    or(exists("seen.sequence", false), lt("seen.sequence", row.get("sequence")))),
                            Updates.set("seen", seen)));
        });
    }
}
