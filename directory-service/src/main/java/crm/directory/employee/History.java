package crm.directory.employee;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import crm.events.CrmEvent;
import crm.events.DismissalCompleted;
import crm.events.EmployeeDismissed;
import crm.events.EmployeeHired;
import crm.events.EmployeeRehired;
import crm.events.EmployeeUpdated;
import crm.events.EventJson;
import crm.events.PresenceChanged;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.store.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** What happened to each employee, who did it and when (P-7): his own events, kept to be shown. */
@Configuration(value = "staffHistoryKeeper", proxyBeanMethods = false)
class History {
    private static final String COLLECTION = "staffHistory";
    private static final int SHOWN = 200;

    private final MongoOperations mongo;

    History(MongoOperations mongo) {
        this.mongo = mongo;
        mongo.getCollection(COLLECTION)
                .createIndex(Indexes.compoundIndex(Indexes.ascending("employeeId"), Indexes.descending("sequence")));
    }

    /**
     * Something that happened.
     *
     * @param actor an employee's id, or {@code system} for what came from Keycloak's console or by the clock
     * @param data the event's own
     */
    record Entry(String type, String actor, Instant at, JsonNode data) {}

    @Bean
    Subscription staffHistory() {
        return Subscription.to(Topics.DIRECTORY)
                .on(EmployeeHired.class, this::keep)
                .on(EmployeeUpdated.class, this::keep)
                .on(PresenceChanged.class, this::keep)
                .on(EmployeeDismissed.class, this::keep)
                .on(EmployeeRehired.class, this::keep)
                .on(DismissalCompleted.class, this::keep);
    }

    private void keep(CrmEvent event, Envelope meta) {
        mongo.getCollection(COLLECTION)
                .replaceOne(
                        eq("_id", meta.id()),
                        new Document("employeeId", meta.aggregateId())
                                .append("sequence", meta.sequence())
                                .append("type", meta.type())
                                .append("actor", meta.actor())
                                .append("at", Date.from(meta.time()))
                                .append("data", meta.data().toString()),
                        new ReplaceOptions().upsert(true));
    }

    /** The newest first. */
    List<Entry> of(String employeeId) {
        return mongo.getCollection(COLLECTION)
                .find(eq("employeeId", employeeId))
                .sort(Sorts.descending("sequence"))
                .limit(SHOWN)
                .map(row -> new Entry(
                        row.getString("type"),
                        row.getString("actor"),
                        row.getDate("at").toInstant(),
                        EventJson.MAPPER.readTree(row.getString("data"))))
                .into(new ArrayList<>());
    }
}
