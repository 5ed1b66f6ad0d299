package crm.activity.activity;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.events.Topics;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
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
