package crm.deals.deal;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.events.CardKind;
import crm.events.LeadConverted;
import crm.events.Topics;
import crm.platform.card.CardsOfClient;
import crm.platform.card.History;
import crm.platform.card.MergedClients;
import crm.platform.consume.Subscription;
import crm.platform.lease.Leases;
import crm.platform.release.Holding;
import crm.platform.release.Holdings;
import crm.platform.renewal.Renewal;
import crm.platform.setting.Settings;
import crm.platform.signal.Hints;
import crm.platform.signal.Signals;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Where deals are kept, by which indexes they are found, what they hear. */
@Configuration(proxyBeanMethods = false)
class DealConfiguration {
    static final String COLLECTION = "deals";
    /** Raised when the words of deals are computed otherwise than before. */
    private static final int FORM = 1;

    @Bean
    AggregateStore<Deal> dealStore(Aggregates aggregates) {
        AggregateStore<Deal> store = aggregates.of(
                Deal.class,
                new AggregateStore.Stored(
                        COLLECTION,
                        Topics.DEALS,
                        "deal",
                        Set.of("stage", "stageSince", "rejection", "responsibleId", "payments")));
        indexes(store.collection());
        return store;
    }

    /** Who changed what on a deal, with the words said about it. */
    @Bean
    History dealHistory(MongoOperations mongo, Aggregates aggregates) {
        return new History(mongo, aggregates, COLLECTION);
    }

    @Bean
    Settings settings(MongoOperations mongo, Clock clock) {
        return new Settings(mongo, clock, DealSettings.ALL);
    }

    private static void indexes(MongoCollection<Document> deals) {
        deals.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        deals.createIndex(Indexes.compoundIndex(
                Indexes.ascending("responsibleId", "stage"), Indexes.descending("createdAt", "_id")));
        deals.createIndex(Indexes.compoundIndex(Indexes.ascending("stage"), Indexes.descending("createdAt", "_id")));
        deals.createIndex(
                Indexes.compoundIndex(Indexes.ascending("contracted"), Indexes.descending("createdAt", "_id")));
        deals.createIndex(Indexes.descending("createdAt", "_id"));
        deals.createIndex(Indexes.ascending("payments.confirmed", "createdAt", "_id"));
        deals.createIndex(Indexes.ascending("releasedFrom"), new IndexOptions().sparse(true));
        deals.createIndex(Indexes.ascending("payments.paidOn"));
        deals.createIndex(Indexes.ascending("search"));
        deals.createIndex(Indexes.ascending("seen.next.dueAt"));
    }

    /** What a dismissed manager leaves: open deals, and refused ones that come back (D-6). */
    @Bean
    Holdings dealHoldings(AggregateStore<Deal> deals) {
        return new Holdings(
                "deals",
                Topics.DEALS,
                List.of(Holding.ofCards(
                        "deal",
                        deals,
                        DealQueries.OPEN,
                        (deal, employee, dismissal, by) -> deal.released(employee, dismissal))));
    }

    /** D-3: deals name the survivors of those that were merged. */
    @Bean
    MergedClients mergedClients(MongoOperations mongo, Leases leases, Clock clock, AggregateStore<Deal> store) {
        return MergedClients.ofCards(mongo, leases, clock, store, Deal::renamed);
    }

    /** Deals of older code are found as those of today. */
    @Bean
    Renewal<Deal> dealRenewal(MongoOperations mongo, Leases leases, AggregateStore<Deal> store) {
        return new Renewal<>(
                mongo, leases, store, new Renewal.Kind(COLLECTION, "сделки", FORM), (deal, stored) -> deal.renewed());
    }

    /** D-10: what stands on the page of a contact or company. */
    @Bean
    CardsOfClient<Deal> cardsOfClient(
            AggregateStore<Deal> store, MergedClients merged, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        return new CardsOfClient<>(
                store, merged, DealQueries.OPEN, List.of(Stage.WON.name(), Stage.REJECTED.name()), clock, zone);
    }

    @Bean
    Subscription mergedClientsSubscription(MergedClients merged) {
        return merged.subscription();
    }

    @Bean
    Signals dealSignals(MongoOperations mongo, Hints hints) {
        return new Signals(mongo, hints, CardKind.DEAL, COLLECTION);
    }

    @Bean
    Subscription dealSignalsSubscription(Signals signals) {
        return signals.subscription();
    }

    @Bean
    Subscription convertedLeads(Deals deals) {
        return Subscription.to(Topics.LEADS).on(LeadConverted.class, (lead, meta) -> deals.create(lead, meta.actor()));
    }
}
