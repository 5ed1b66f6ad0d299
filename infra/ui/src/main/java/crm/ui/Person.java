package crm.ui;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Someone shown by a disc of initials: an employee, a contact, or (square) a company. The colour follows from the name,
 * the same everywhere.
 */
public record Person(@Nullable String id, String name, boolean company) {

    /** A human being. */
    public static Person of(@Nullable String id, String name) {
        return new Person(id, name, false);
    }

    /** A company, whose initial skips the legal form. */
    public static Person company(@Nullable String id, String name) {
        return new Person(id, name, true);
    }

    /** One or two capitals. */
    public String initials() {
        if (company) {
            String bare = name.replaceFirst("(?iU)^\\s*(ООО|ОАО|ЗАО|ПАО|АО|ИП|НКО|ГК|ТПК)\\b", "")
                    .replaceAll("[^\\p{L}\\d]", "");
            return bare.isEmpty() ? "?" : bare.substring(0, 1).toUpperCase(Locale.ROOT);
        }
        var initials = new StringBuilder();
        for (String word : name.strip().split("[\\s\\-]+")) {
            if (!word.isEmpty() && Character.isLetter(word.charAt(0)) && initials.length() < 2) {
                initials.append(Character.toUpperCase(word.charAt(0)));
            }
        }
        return initials.isEmpty() ? "?" : initials.toString();
    }

    /** One of six colours, 1…6. */
    public int tone() {
        int mixed = name.hashCode() * 0x9E3779B9;
        return (mixed >>> 16) % 6 + 1;
    }
}
