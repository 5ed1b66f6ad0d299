package crm.activity.activity;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.events.Topics;
import crm.platform.release.Holding;
import crm.platform.release.Holdings;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
                        (activity, employeeId, dismissalId) -> activities.released(activity, employeeId))));
    }

    private static void indexes(MongoCollection<Document> timeline) {
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("card"), Indexes.descending("at", "_id")));
        timeline.createIndex(Indexes.ascending("card", "state"));
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("card", "type"), Indexes.descending("at", "_id")));
        timeline.createIndex(Indexes.ascending("cards"));
        timeline.createIndex(Indexes.ascending("participants", "state"));
        timeline.createIndex(Indexes.compoundIndex(Indexes.ascending("mentions"), Indexes.descending("at")));
        timeline.createIndex(Indexes.ascending("responsibleId", "state", "dueAt", "_id"));
        timeline.createIndex(Indexes.ascending("closing.at"), new IndexOptions().sparse(true));
    }
}
