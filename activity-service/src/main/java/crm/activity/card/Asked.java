package crm.activity.card;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.events.CardRef;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Who is asked into which cards (P-3): by an open activity he takes part in or is to do, or by a mention of the last fourteen
 * days. Read from the timeline itself, so it holds at once.
 */
@Component
public class Asked {
    private static final String TIMELINE = "timeline";
    private static final Duration MENTIONED_FOR = Duration.ofDays(14);

    private final MongoOperations mongo;
    private final Cards cards;
    private final Clock clock;

    Asked(MongoOperations mongo, Cards cards, Clock clock) {
        this.mongo = mongo;
        this.cards = cards;
        this.clock = clock;
    }

    /** Those who may work with clients; operators and administrators do what they are asked without seeing the card. */
    static boolean canBe(By by) {
        return by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE);
    }

    boolean asks(CardRef card, By by) {
        if (!canBe(by)) {
            return false;
        }
        Bson asked = or(
                and(eq("state", "OPEN"), or(eq("responsibleId", by.id()), eq("participants", by.id()))),
                and(eq("mentions", by.id()), gt("at", since())));
        return mongo.getCollection(TIMELINE)
                        .find(and(eq("card", card.toString()), asked))
                        .projection(Projections.include("_id"))
                        .limit(1)
                        .first()
                != null;
    }

    /** By card: who is asked into it. */
    public Map<String, Set<String>> into(Collection<String> cards) {
        Map<String, Set<String>> people = new HashMap<>();
        Bson asking = or(eq("state", "OPEN"), gt("at", since()));
        for (Document row : mongo.getCollection(TIMELINE)
                .find(and(in("card", cards), asking))
                .projection(Projections.include("card", "state", "responsibleId", "participants", "mentions"))) {
            Set<String> those = people.computeIfAbsent(row.getString("card"), none -> new HashSet<>());
            those.addAll(row.getList("mentions", String.class, List.of()));
            if ("OPEN".equals(row.getString("state"))) {
                those.addAll(row.getList("participants", String.class, List.of()));
                if (row.getString("responsibleId") != null) {
                    those.add(row.getString("responsibleId"));
                }
            }
        }
        return people;
    }

    /** A card somebody is asked into: since when, and what for. */
    public record Into(
            CardRef card, Instant at, String type, @Nullable String text) {}

    /** The cards he is asked into and has no other part in, the latest first. */
    public List<Into> cardsOf(By by, int most) {
        Map<String, Into> found = new LinkedHashMap<>();
        Bson mine = or(
                and(eq("participants", by.id()), eq("state", "OPEN")), and(eq("mentions", by.id()), gt("at", since())));
        for (Document row : mongo.getCollection(TIMELINE)
                .find(mine)
                .projection(Projections.include("card", "at", "type", "text"))
                .sort(Sorts.descending("at"))
                .limit(most)) {
            found.putIfAbsent(
                    row.getString("card"),
                    new Into(
                            CardRef.of(row.getString("card")),
                            row.getDate("at").toInstant(),
                            row.getString("type"),
                            row.getString("text")));
        }
        Map<String, Card> known = cards.findAll(found.keySet());
        return found.values().stream()
                .filter(into -> {
                    Card card = known.get(into.card().toString());
                    return card == null || !CardAccess.shows(card, by, Set.of());
                })
                .toList();
    }

    private Date since() {
        return Date.from(clock.instant().minus(MENTIONED_FOR));
    }
}
