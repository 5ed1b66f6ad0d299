package crm.leads.lead;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import crm.leads.setting.LeadSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Which leads were given to somebody who has not taken them in time (L-19), by the calendar and the minutes of now. */
@Component
public class Lateness {
    private final LeadSettings settings;
    private final Clock clock;

    Lateness(LeadSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whoever got one by then should have taken it. */
    public Instant until() {
        return settings.workingTime().before(clock.instant(), settings.minutesToAccept());
    }

    boolean is(Lead lead) {
        return lead.isLate(until());
    }

    public Bson filter(Instant until) {
        return and(
                eq("stage", Stage.NEW.name()),
                lte("assignedAt", Date.from(until)),
                ne("assignedAt", null),
                ne("responsibleId", null));
    }

    /** How many working minutes its responsible has had it. */
    public long minutes(Lead lead) {
        return lead.assignedAt() == null
                ? 0
                : settings.workingTime().minutesBetween(lead.assignedAt(), clock.instant());
    }
}
