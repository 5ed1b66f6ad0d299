package crm.activity.notification;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** How employees want to be notified; who has said nothing gets everything, a quarter of an hour before. */
@Component
class Preferences {
    private static final String COLLECTION = "notification_preferences";

    private final MongoOperations mongo;

    Preferences(MongoOperations mongo) {
        this.mongo = mongo;
        mongo.getCollection(COLLECTION).createIndex(Indexes.descending("minutesBefore"));
    }

    Preference of(String employeeId) {
        return read(mongo.getCollection(COLLECTION).find(eq("_id", employeeId)).first());
    }

    /** Of all who have said something. */
    Map<String, Preference> of(Collection<String> employeeIds) {
        Map<String, Preference> said = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(in("_id", employeeIds))
                .forEach(row -> said.put(row.getString("_id"), read(row)));
        return said;
    }

    /** The longest time anybody wants to be reminded before. */
    int mostMinutesBefore() {
        Document most = mongo.getCollection(COLLECTION)
                .find()
                .sort(Sorts.descending("minutesBefore"))
                .limit(1)
                .first();
        return Math.max(Preference.DEFAULT.minutesBefore(), read(most).minutesBefore());
    }

    void keep(String employeeId, Preference preference) {
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        eq("_id", employeeId),
                        Updates.combine(
                                Updates.set("minutesBefore", preference.minutesBefore()),
                                Updates.set("muted", names(preference.muted())),
                                Updates.set("mailed", names(preference.mailed()))),
                        new UpdateOptions().upsert(true)));
    }

    private static Preference read(@Nullable Document row) {
        return row == null
                ? Preference.DEFAULT
                : new Preference(row.getInteger("minutesBefore"), causes(row, "muted"), causes(row, "mailed"));
    }

    private static List<String> names(Set<Cause> causes) {
        return causes.stream().map(Cause::name).sorted().toList();
    }

    private static Set<Cause> causes(Document row, String field) {
        return row.getList(field, String.class, List.of()).stream()
                .map(Cause::valueOf)
                .collect(Collectors.toSet());
    }
}
