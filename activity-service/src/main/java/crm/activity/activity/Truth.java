package crm.activity.activity;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.signal.Picture;
import crm.platform.signal.Picture.Part;
import crm.platform.signal.Pictures;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The pictures as the timeline itself has them: what the cards' owners ought to have seen. */
@Component
class Truth implements Pictures {
    private final MongoOperations mongo;
    private final Cards cards;

    Truth(MongoOperations mongo, Cards cards) {
        this.mongo = mongo;
        this.cards = cards;
    }

    @Override
    public List<Picture> after(CardKind kind, String cardId, int most) {
        return pictures(cards.after(kind, cardId, most));
    }

    @Override
    public Optional<Picture> of(CardRef ref) {
        return pictures(cards.find(ref).stream().toList()).stream().findFirst();
    }

    private List<Picture> pictures(List<Card> of) {
        Set<String> refs = new TreeSet<>();
        of.forEach(card -> refs.addAll(ever(card)));
        Map<String, List<Part>> byCard = new HashMap<>();
        for (Document row : mongo.getCollection("timeline")
                .find(in("cards", refs))
                .projection(Projections.include(
                        "card",
                        "cards",
                        "type",
                        "state",
                        "dueAt",
                        "responsibleId",
                        "participants",
                        "mentions",
                        "attempts"))) {
            Part part = part(row);
            row.getList("cards", String.class, List.of())
                    .forEach(card -> byCard.computeIfAbsent(card, none -> new ArrayList<>())
                            .add(part));
        }
        return of.stream()
                .map(card -> {
                    Map<String, Part> once = new LinkedHashMap<>();
                    ever(card)
                            .forEach(ref ->
                                    byCard.getOrDefault(ref, List.of()).forEach(part -> once.put(part.id(), part)));
                    return Picture.of(card.ref().toString(), once.values());
                })
                .toList();
    }

    /** Failed attempts on the lead a deal came of count for the deal. */
    private static List<String> ever(Card card) {
        String ref = card.ref().toString();
        return card.leadId() == null
                ? List.of(ref)
                : List.of(ref, CardRef.lead(card.leadId()).toString());
    }

    private static Part part(Document row) {
        Date due = row.getDate("dueAt");
        return new Part(
                row.getString("_id"),
                row.getString("card"),
                row.getString("type"),
                State.OPEN.name().equals(row.getString("state")),
                due == null ? null : due.toInstant(),
                row.getString("responsibleId"),
                row.getList("participants", String.class, List.of()),
                row.getList("mentions", String.class, List.of()),
                row.getInteger("attempts", 0));
    }
}
