package crm.leads.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import crm.events.DealCreated;
import crm.events.DealUpdated;
import crm.events.FieldChange;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.consume.SequenceGuard;
import crm.platform.consume.Subscription;
import crm.platform.search.Words;
import crm.platform.store.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The deals as their events tell of them: whose they are, with whom, and whether they are open. */
@Component
public class KnownDeals {
    private static final String COLLECTION = "knownDeals";
    private static final Set<String> OVER = Set.of("WON", "REJECTED");
    private static final int MOST = 50;

    private final MongoOperations mongo;
    private final SequenceGuard rows;

    KnownDeals(MongoOperations mongo) {
        this.mongo = mongo;
        this.rows = new SequenceGuard(mongo, COLLECTION);
        var deals = mongo.getCollection(COLLECTION);
        deals.createIndex(Indexes.ascending("contactIds"));
        deals.createIndex(Indexes.ascending("companyId"), new IndexOptions().sparse(true));
        deals.createIndex(Indexes.ascending("search"));
    }

    /**
     * A deal.
     *
     * @param leadId the lead it came from; null for a repeat deal
     */
    public record Deal(
            String id,
            @Nullable String leadId,
            String title,
            String stage,
            @Nullable String responsibleId) {
        public boolean isOpen() {
            return !OVER.contains(stage);
        }
    }

    Subscription subscription() {
        return Subscription.to(Topics.DEALS)
                .on(
                        DealCreated.class,
                        (deal, meta) -> keep(
                                meta,
                                Updates.set("leadId", deal.leadId()),
                                Updates.set("title", deal.title()),
                                Updates.set("search", Words.of(deal.title())),
                                Updates.set("stage", "PREPARING_OFFER"),
                                Updates.set("responsibleId", deal.responsibleId()),
                                Updates.set("contactIds", deal.contactIds()),
                                company(deal.companyId())))
                .on(DealUpdated.class, this::updated)
                .on(StageChanged.class, (moved, meta) -> keep(meta, Updates.set("stage", moved.to())))
                .on(
                        ResponsibleAssigned.class,
                        (assigned, meta) -> keep(meta, Updates.set("responsibleId", assigned.to())))
                .on(ResponsibleReleased.class, (released, meta) -> keep(meta, Updates.unset("responsibleId")));
    }

    private void updated(DealUpdated deal, Envelope meta) {
        List<Bson> updates =
                new ArrayList<>(List.of(Updates.set("contactIds", deal.contactIds()), company(deal.companyId())));
        deal.changes().stream()
                .filter(change -> change.field().equals("title"))
                .map(FieldChange::to)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .forEach(title -> {
                    updates.add(Updates.set("title", title));
                    updates.add(Updates.set("search", Words.of(title)));
                });
        keep(meta, updates.toArray(Bson[]::new));
    }

    private static Bson company(@Nullable String id) {
        return id == null ? Updates.unset("companyId") : Updates.set("companyId", id);
    }

    private void keep(Envelope meta, Bson... updates) {
        rows.apply(meta.aggregateId(), meta.sequence(), Updates.combine(updates));
    }

    public Optional<Deal> find(String id) {
        return Optional.ofNullable(
                        mongo.getCollection(COLLECTION).find(eq("_id", id)).first())
                .map(KnownDeals::deal);
    }

    /** Those with any of these clients, the newest first. */
    public List<Deal> with(Collection<String> contactIds, Collection<String> companyIds) {
        if (contactIds.isEmpty() && companyIds.isEmpty()) {
            return List.of();
        }
        return some(or(in("contactIds", contactIds), in("companyId", companyIds)));
    }

    /** Those whose title has all these words. */
    public List<Deal> called(Bson words) {
        return some(and(words));
    }

    private List<Deal> some(Bson filter) {
        return mongo.getCollection(COLLECTION)
                .find(filter)
                .sort(Sorts.descending("_id"))
                .limit(MOST)
                .map(KnownDeals::deal)
                .into(new ArrayList<>());
    }

    private static Deal deal(Document row) {
        return new Deal(
                row.getString("_id"),
                row.getString("leadId"),
                Objects.toString(row.getString("title"), ""),
                Objects.toString(row.getString("stage"), ""),
                row.getString("responsibleId"));
    }
}
