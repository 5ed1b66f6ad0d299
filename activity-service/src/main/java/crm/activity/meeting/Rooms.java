package crm.activity.meeting;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.refusal.Fields;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The employees' own rooms: a link each, as the meeting's provider gives it. */
@Component
public class Rooms {
    private static final String COLLECTION = "rooms";
    private static final int LINK = 2000;

    private final MongoOperations mongo;
    private final Provider provider;

    Rooms(MongoOperations mongo, @Value("${crm.meetings.link}") String provider) {
        this.mongo = mongo;
        this.provider = new Provider(provider);
    }

    /** Where an online meeting of his without a link of its own is (T-13): in his own room, else in one the provider opens for it. */
    public Optional<String> forMeetingOf(String employeeId) {
        return of(employeeId).or(provider::room);
    }

    /** Whether there is a room for every online meeting, also of who has none of his own. */
    public boolean areMade() {
        return provider.isThere();
    }

    /** Whether somebody can follow it. */
    public static boolean isLink(String link) {
        return link.matches("https?://\\S+");
    }

    public Optional<String> of(String employeeId) {
        return Optional.ofNullable(mongo.getCollection(COLLECTION)
                        .find(eq("_id", employeeId))
                        .first())
                .map((Document row) -> row.getString("link"));
    }

    /**
     * @param link null or empty for none any more
     * @throws crm.platform.refusal.Refused 422 at the field
     */
    void keep(String employeeId, @Nullable String link) {
        String stripped = link == null ? "" : link.strip();
        new Fields()
                .text("link", stripped, LINK)
                .check(stripped.isEmpty() || isLink(stripped), "link", "invalid")
                .orRefuse();
        if (stripped.isEmpty()) {
            mongo.getCollection(COLLECTION).deleteOne(eq("_id", employeeId));
            return;
        }
        mongo.execute(
                COLLECTION,
                rows -> rows.updateOne(
                        eq("_id", employeeId), Updates.set("link", stripped), new UpdateOptions().upsert(true)));
    }
}
