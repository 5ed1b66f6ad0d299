package crm.activity.notification;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.events.CardRef;
import crm.platform.lease.Leases;
import crm.platform.security.By;
import crm.platform.store.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reminds of what is due soon and of dates waited for (T-10, T-6): once for each date an activity has, on one instance at a
 * time. What came due while nobody looked is reminded of later, if it is not older than a day.
 */
@Component
class Reminders {
    private static final Duration LATE = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int A_ROUND = 500;

    private final MongoOperations mongo;
    private final Notices notices;
    private final Preferences preferences;
    private final Leases leases;
    private final Clock clock;

    Reminders(MongoOperations mongo, Notices notices, Preferences preferences, Leases leases, Clock clock) {
        this.mongo = mongo;
        this.notices = notices;
        this.preferences = preferences;
        this.leases = leases;
        this.clock = clock;
        mongo.getCollection("timeline").createIndex(Indexes.ascending("state", "dueAt", "_id"));
    }

    @Scheduled(fixedDelayString = "${crm.notifications.look-every}")
    void look() {
        if (leases.hold("reminders")) {
            remind();
        }
    }

    @Scheduled(fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void forget() {
        if (leases.hold("old-notifications")) {
            notices.removeOlderThan(clock.instant().minus(KEPT));
        }
    }

    private record Due(String id, String employeeId, String activityId, CardRef card, String type, Instant at) {}

    void remind() {
        Instant now = clock.instant();
        Instant until = now.plus(Duration.ofMinutes(preferences.mostMinutesBefore()));
        Bson place = gt("dueAt", Date.from(now.minus(LATE)));
        List<Due> round;
        do {
            round = due(place, until);
            remind(round, now);
            if (!round.isEmpty()) {
                Due last = round.getLast();
                Date at = Date.from(last.at());
                place = or(gt("dueAt", at), and(eq("dueAt", at), gt("_id", last.activityId())));
            }
        } while (round.size() == A_ROUND);
    }

    /** Open ones by their date, from a place on. */
    private List<Due> due(Bson place, Instant until) {
        return mongo.getCollection("timeline")
                .find(and(eq("state", "OPEN"), lte("dueAt", Date.from(until)), place))
                .projection(Projections.include("responsibleId", "card", "type", "dueAt"))
                .sort(Sorts.ascending("dueAt", "_id"))
                .limit(A_ROUND)
                .map(Reminders::due)
                .into(new ArrayList<>());
    }

    private static Due due(Document row) {
        Instant at = row.getDate("dueAt").toInstant();
        String activity = row.getString("_id");
        String employee = row.getString("responsibleId");
        return new Due(
                Ids.derived("notice", Cause.DUE.name(), activity, at.toString(), employee),
                employee,
                activity,
                CardRef.of(row.getString("card")),
                row.getString("type"),
                at);
    }

    private void remind(List<Due> round, Instant now) {
        Map<String, Preference> said =
                preferences.of(round.stream().map(Due::employeeId).distinct().toList());
        List<Due> ripe = round.stream()
                .filter(due -> !now.isBefore(
                        due.at().minus(before(due, said.getOrDefault(due.employeeId(), Preference.DEFAULT)))))
                .toList();
        Set<String> told =
                new HashSet<>(notices.known(ripe.stream().map(Due::id).toList()));
        ripe.stream()
                .filter(due -> !told.contains(due.id()))
                .forEach(due -> notices.tell(new Notice(
                        due.id(),
                        due.employeeId(),
                        Cause.DUE,
                        due.card(),
                        due.activityId(),
                        By.SYSTEM.id(),
                        now,
                        false)));
    }

    /** A date that is waited for has no quarter of an hour before it. */
    private static Duration before(Due due, Preference preference) {
        return due.type().equals("WAIT") ? Duration.ZERO : Duration.ofMinutes(preference.minutesBefore());
    }
}
