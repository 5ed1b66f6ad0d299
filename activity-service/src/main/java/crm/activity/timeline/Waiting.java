package crm.activity.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityType;
import crm.activity.card.Card;
import crm.events.CardRef;
import crm.platform.store.AggregateStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** What has waited on many cards, in one look: a deal's lead counts for the deal. */
@Component
public class Waiting {
    private static final int MOST = 5000;

    private final AggregateStore<Activity> store;
    private final Clock clock;

    Waiting(AggregateStore<Activity> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By the card's reference; cards that never waited are left out. */
    public Map<String, Waits> on(Collection<Card> cards) {
        Map<String, String> shownOn = new HashMap<>();
        for (Card card : cards) {
            shownOn.put(card.ref().toString(), card.ref().toString());
            if (card.leadId() != null) {
                shownOn.put(CardRef.lead(card.leadId()).toString(), card.ref().toString());
            }
        }
        Map<String, Waits> waits = new HashMap<>();
        if (shownOn.isEmpty()) {
            return waits;
        }
        for (Document wait : store.collection()
                .find(and(in("card", shownOn.keySet()), eq("type", ActivityType.WAIT.name())))
                .projection(Projections.include("card", "createdAt", "closedAt"))
                .limit(MOST)) {
            waits.compute(
                    shownOn.get(wait.getString("card")),
                    (card, before) -> (before == null ? Waits.NONE : before).and(wait, clock.instant()));
        }
        return waits;
    }
}
