package crm.deals.deal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Money that came for a deal (S-3).
 *
 * @param amount roubles, two decimals
 * @param document the number of the payment order or the like: the same number on a deal is the same payment
 * @param confirmed by the documents desk or accounting; else it is known from the responsible's words only
 * @param voided why it no longer counts, if it was a mistake
 */
public record Payment(
        String paymentId,
        BigDecimal amount,
        LocalDate paidOn,
        String document,
        boolean confirmed,
        @Nullable String voided,
        String enteredBy,
        Instant enteredAt) {

    public boolean counts() {
        return voided == null;
    }

    boolean isOfDocument(String other) {
        return normal(document).equals(normal(other));
    }

    private static String normal(String document) {
        return document.toLowerCase(Locale.ROOT).replaceAll("[\\s№#]+", "");
    }

    /** With the figures of accounting in the place of those known before: the same payment, confirmed. */
    Payment insteadOf(Payment known) {
        return new Payment(known.paymentId, amount, paidOn, document, true, null, enteredBy, enteredAt);
    }

    Payment confirm() {
        return new Payment(paymentId, amount, paidOn, document, true, voided, enteredBy, enteredAt);
    }

    Payment voidedFor(String why) {
        return new Payment(paymentId, amount, paidOn, document, confirmed, why, enteredBy, enteredAt);
    }
}
