package crm.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of card that have a responsible and a timeline; on the wire in lower case. */
public enum CardKind {
    LEAD,
    DEAL,
    CONTACT,
    COMPANY;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no kind has this code */
    @JsonCreator
    public static CardKind of(String code) {
        for (CardKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of card: " + code);
    }
}
