package crm.directory.client;

import crm.platform.security.By;
import crm.platform.security.Role;

/**
 * Phones and e-mails of cards one is not responsible for are masked wherever there are many of them (P-5). Head and director,
 * who see everything and answer for the base, and our own services see them whole.
 */
public final class Masks {
    private static final int SHOWN_LAST = 2;

    private Masks() {}

    /** Whether this reader gets the card's phones and e-mails masked in lists, search and labels. */
    public static boolean hide(ClientCard<?> card, By by) {
        return !by.leads() && !by.is(Role.SERVICE) && !by.id().equals(card.responsibleId());
    }

    /** The number with its country and code and its last two digits: +7 (495) •••-••-67. */
    public static Phone phone(Phone phone) {
        String number = phone.number();
        int from = number.length() - SHOWN_LAST;
        if (from < 1) {
            return new Phone("••", null);
        }
        String last = number.substring(from);
        return new Phone(
                number.matches("\\+7\\d{10}")
                        ? "+7 (" + number.substring(2, 5) + ") •••-••-" + last
                        : number.substring(0, Math.min(2, from)) + " ••• " + last,
                null);
    }

    /** The first letter and the domain: i•••@name.example. */
    public static String email(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "•••" : email.substring(0, email.offsetByCodePoints(0, 1)) + "•••" + email.substring(at);
    }
}
