package crm.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Points at a card of any service; on the wire {@code lead/{id}}. */
public record CardRef(CardKind kind, String id) {
    private static final int LONGEST = 80;

    /** @throws IllegalArgumentException if the text is not {@code kind/id} */
    @JsonCreator
    public static CardRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.length() > LONGEST || text.indexOf('/', slash + 1) > 0) {
            throw new IllegalArgumentException("not a card: " + text);
        }
        return new CardRef(CardKind.of(text.substring(0, slash)), text.substring(slash + 1));
    }

    public static CardRef lead(String id) {
        return new CardRef(CardKind.LEAD, id);
    }

    public static CardRef deal(String id) {
        return new CardRef(CardKind.DEAL, id);
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.code() + "/" + id;
    }
}
