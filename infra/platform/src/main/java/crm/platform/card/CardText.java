package crm.platform.card;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import crm.platform.remote.References;
import crm.platform.search.Words;
import crm.platform.security.By;
import java.util.List;
import org.bson.conversions.Bson;

/** What is typed to find leads or deals: words of the card, or a phone of somebody on it (D-9). */
public final class CardText {
    private final References references;

    public CardText(References references) {
        this.references = references;
    }

    /** Cards with all of these words; for a phone also those of the contacts it belongs to. */
    Bson match(String typed, By by) {
        Bson words = Words.match("search", typed);
        List<String> contacts = Words.isPhone(typed) ? references.withPhone(by.id(), typed) : List.of();
        return contacts.isEmpty() ? words : or(words, in("contacts._id", contacts));
    }
}
