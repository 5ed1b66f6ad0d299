package crm.leads.lead;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.events.ActivityPlanned;
import crm.events.CardKind;
import crm.events.Topics;
import crm.leads.setting.LeadSettings;
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

/** Where leads are kept, by which indexes they are found, what they hear. */
@Configuration(proxyBeanMethods = false)
class LeadConfiguration {
    static final String COLLECTION = "leads";
    /** Raised when the words or marks of leads are computed otherwise than before. */
    private static final int FORM = 2;

    @Bean
    AggregateStore<Lead> leadStore(Aggregates aggregates) {
        var stored = new AggregateStore.Stored(
                COLLECTION,
                Topics.LEADS,
                "lead",
                Set.of("stage", "stageSince", "acceptedAt", "rejection", "dealId", "responsibleId"));
        AggregateStore<Lead> store = aggregates.of(Lead.class, stored);
        indexes(store.collection());
        return store;
    }

    /** Who changed what on a lead, with the words that other systems are not told. */
    @Bean
    History history(MongoOperations mongo, Aggregates aggregates) {
        return new History(mongo, aggregates, COLLECTION);
    }

    private static void indexes(MongoCollection<Document> leads) {
        leads.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        leads.createIndex(Indexes.compoundIndex(
                Indexes.ascending("responsibleId", "stage"), Indexes.descending("createdAt", "_id")));
        leads.createIndex(Indexes.compoundIndex(Indexes.ascending("stage"), Indexes.descending("createdAt", "_id")));
        leads.createIndex(
                Indexes.compoundIndex(Indexes.ascending("createdBy"), Indexes.descending("createdAt", "_id")));
        leads.createIndex(Indexes.descending("createdAt", "_id"));
        leads.createIndex(Indexes.ascending("search"));
        leads.createIndex(Indexes.ascending("seen.next.dueAt"));
        leads.createIndex(Indexes.ascending("duty.awaits", "createdAt"), new IndexOptions().sparse(true));
        leads.createIndex(Indexes.ascending("releasedFrom"), new IndexOptions().sparse(true));
        leads.createIndex(Indexes.ascending("stage", "assignedAt"));
        leads.createIndex(Indexes.ascending("enquiries.marks"));
        leads.createIndex(
                Indexes.ascending("enquiries.claims"),
                new IndexOptions().sparse(true).unique(true));
    }

    @Bean
    Settings leadSettingsKept(MongoOperations mongo, Clock clock) {
        return new Settings(mongo, clock, LeadSettings.ALL);
    }

    /** What a dismissed manager leaves: open leads, and refused ones that come back (D-6). */
    @Bean
    Holdings leadHoldings(AggregateStore<Lead> leads) {
        return new Holdings(
                "leads",
                Topics.LEADS,
                List.of(Holding.ofCards(
                        "lead",
                        leads,
                        LeadQueries.OPEN,
                        (lead, employee, dismissal, by) -> lead.released(employee, dismissal))));
    }

    /** D-3: leads name the survivors of those that were merged. */
    @Bean
    MergedClients mergedClients(MongoOperations mongo, Leases leases, Clock clock, AggregateStore<Lead> store) {
        return MergedClients.ofCards(
                mongo,
                leases,
                clock,
                store,
                (lead, clients) -> lead.renamed(clients.contacts(lead.contacts()), clients.company(lead.companyId())));
    }

    /** Leads of older code are found as those of today. */
    @Bean
    Renewal<Lead> leadRenewal(MongoOperations mongo, Leases leases, AggregateStore<Lead> store) {
        return new Renewal<>(
                mongo,
                leases,
                store,
                new Renewal.Kind(COLLECTION, "лиды", FORM),
                (lead, stored) -> lead.renewed(!stored.containsKey("duty")));
    }

    /** D-10: what stands on the page of a contact or company. */
    @Bean
    CardsOfClient<Lead> cardsOfClient(
            AggregateStore<Lead> store, MergedClients merged, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        return new CardsOfClient<>(store, merged, LeadQueries.OPEN, List.of(Stage.REJECTED.name()), clock, zone);
    }

    @Bean
    Subscription mergedClientsSubscription(MergedClients merged) {
        return merged.subscription();
    }

    @Bean
    Signals leadSignals(MongoOperations mongo, Hints hints) {
        return new Signals(mongo, hints, CardKind.LEAD, COLLECTION);
    }

    @Bean
    Subscription leadSignalsSubscription(Signals signals) {
        return signals.subscription();
    }

    @Bean
    Subscription firstActivity(Leads leads) {
        return Subscription.to(Topics.ACTIVITIES).on(ActivityPlanned.class, (planned, meta) -> {
            if (planned.card().kind() == CardKind.LEAD && planned.by().equals("person")) {
                leads.firstActivityPlanned(planned.card().id(), meta.actor(), planned.responsibleId());
            }
        });
    }
}
