package crm.activity.live;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import crm.activity.card.Asked;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.platform.security.By;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Who is told of a change: who may see the card (P-2, P-3), and whom the change concerns. Read once for a batch of changes. */
@Component
class Audience {
    private static final String ACTIVITY = "activity/";

    private final Cards cards;
    private final Asked asked;
    private final MongoOperations mongo;

    Audience(Cards cards, Asked asked, MongoOperations mongo) {
        this.cards = cards;
        this.asked = asked;
        this.mongo = mongo;
    }

    /**
     * @param asked by card: who is asked into it
     * @param holders by activity: whose it is
     */
    record Known(Map<String, Card> cards, Map<String, Set<String>> asked, Map<String, Set<String>> holders) {

        /** The changes of a moment this reader is told of; what happens on a deal's lead is seen on the deal too. */
        List<Change> of(Moment moment, By by) {
            return moment.changes().stream()
                    .flatMap(change -> Stream.concat(Stream.of(change), onItsDeal(change)))
                    .filter(change -> isFor(change, by))
                    .toList();
        }

        private Stream<Change> onItsDeal(Change change) {
            Card card = cards.get(change.subject());
            return card == null || !card.isConverted() || change.itself()
                    ? Stream.empty()
                    : Stream.of(new Change("deal/" + card.dealId(), change.type(), change.version(), false, Set.of()));
        }

        private boolean isFor(Change change, By by) {
            if (change.concerned().contains(by.id())
                    || holders.getOrDefault(change.subject(), Set.of()).contains(by.id())) {
                return true;
            }
            Card card = cards.get(change.subject());
            return card != null
                    && (CardAccess.shows(card, by, asked.getOrDefault(change.subject(), Set.of()))
                            || (change.itself() && CardAccess.entered(card, by)));
        }
    }

    /** Reads what is needed to tell who is told of these. */
    Known of(Collection<Moment> moments) {
        Set<String> subjects = moments.stream()
                .flatMap(moment -> moment.changes().stream())
                .map(Change::subject)
                .collect(Collectors.toSet());
        Set<String> refs = subjects.stream().filter(Changes::isCard).collect(Collectors.toSet());
        Map<String, Card> known = new HashMap<>(cards.findAll(refs));
        List<String> deals = known.values().stream()
                .filter(Card::isConverted)
                .map(lead -> "deal/" + lead.dealId())
                .filter(deal -> !known.containsKey(deal))
                .toList();
        known.putAll(cards.findAll(deals));
        return new Known(known, asked.into(known.keySet()), holders(subjects));
    }

    private Map<String, Set<String>> holders(Set<String> subjects) {
        List<String> ids = subjects.stream()
                .filter(subject -> subject.startsWith(ACTIVITY))
                .map(subject -> subject.substring(ACTIVITY.length()))
                .toList();
        Map<String, Set<String>> people = new HashMap<>();
        mongo.getCollection("timeline")
                .find(in("_id", ids))
                .projection(Projections.include("responsibleId", "participants"))
                .forEach(row -> {
                    Set<String> those = new HashSet<>(row.getList("participants", String.class, List.of()));
                    if (row.getString("responsibleId") != null) {
                        those.add(row.getString("responsibleId"));
                    }
                    people.put(ACTIVITY + row.getString("_id"), those);
                });
        return people;
    }
}
