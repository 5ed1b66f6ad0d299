package crm.activity.activity;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.activity.card.Cards;
import crm.events.CardRef;
import crm.events.Topics;
import crm.platform.card.MergedClients;
import crm.platform.consume.Subscription;
import crm.platform.lease.Leases;
import crm.platform.release.Holding;
import crm.platform.release.Holdings;
import crm.platform.signal.Hints;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Where the timeline is kept and by which indexes it is read. */
@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

    @Bean
    AggregateStore<Activity> activityStore(Aggregates aggregates) {
        AggregateStore<Activity> store = aggregates.of(
                Activity.class,
                new AggregateStore.Stored(
                        "timeline",
                        Topics.ACTIVITIES,
                        "activity",
                        Set.of("state", "dueAt", "comment", "closedAt", "attempts", "reschedules", "responsibleId")));
        indexes(store.collection());
        return store;
    }

    /** What a dismissed employee leaves: all he has open (D-6). */
    @Bean
    Holdings activityHoldings(AggregateStore<Activity> timeline, Activities activities) {
        return new Holdings(
                "activities",
                Topics.ACTIVITIES,
                List.of(new Holding<>(
                        "activity",
                        timeline,
                        Filters.eq("state", State.OPEN.name()),
                        (activity, employeeId, dismissalId, by) -> activities.released(activity, employeeId))));
    }

    /** D-3: the timelines of merged contacts and companies go on at the survivors'. */
    @Bean
    MergedClients mergedClients(
            MongoOperations mongo,
            Leases leases,
            Clock clock,
            Hints hints,
            ObjectProvider<Activities> activities,
            ObjectProvider<Cards> cards) {
        return new MergedClients(mongo, leases, clock, (merged, clients, by) -> {
            CardRef survivor = clients.now(merged);
            cards.getObject().clientMerged(merged, survivor);
            activities.getObject().clientMerged(merged, survivor);
            hints.changed(survivor, "TimelineMerged", 0);
        });
    }

    @Bean
    Subscription mergedClientsSubscription(MergedClients merged) {
        return merged.subscription();
    }

    private static void indexes(MongoCollection<Document> timeline) {
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("card"), Indexes.descending("at", "_id")));
        timeline.createIndex(Indexes.ascending("card", "state"));
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("card", "type"), Indexes.descending("at", "_id")));
        timeline.createIndex(Indexes.ascending("cards"));
        timeline.createIndex(Indexes.ascending("participants", "state"));
        timeline.createIndex(Indexes.ascending("contactIds"));
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("mentions"), Indexes.descending("at")));
        timeline.createIndex(Indexes.ascending("responsibleId", "state", "dueAt", "_id"));
        timeline.createIndex(Indexes.ascending("closing.at"), new IndexOptions().sparse(true));
    }
}
