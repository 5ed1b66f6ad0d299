package crm.deals.deal;

import crm.deals.deal.DealRefusal.CommentMissing;
import crm.deals.deal.DealRefusal.NotConfirmed;
import crm.deals.deal.DealRefusal.OtherPaymentOfDocument;
import crm.deals.deal.DealRefusal.PaidTooLittle;
import crm.deals.deal.DealRefusal.PaymentVoid;
import crm.events.DealEvent;
import crm.events.Money;
import crm.events.PaymentConfirmed;
import crm.events.PaymentReceived;
import crm.events.PaymentVoided;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The money that came for a deal, and the rules about it (S-3). Nothing of it is ever deleted. */
record Payments(List<Payment> all) {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final BigDecimal SOMETHING = new BigDecimal("0.01");

    /**
     * What becomes of them.
     *
     * @param said null when nothing changes
     * @param comment the words said with it
     */
    record Change(
            Payments after,
            @Nullable DealEvent said,
            @Nullable String comment) {}

    private Change nothing() {
        return new Change(this, null, null);
    }

    /** The payment of this document, if there is one. */
    Optional<Payment> of(String document) {
        return all.stream().filter(payment -> payment.isOfDocument(document)).findFirst();
    }

    /**
     * Takes a payment. The same document again is the same payment: from people it must not differ, of accounting
     * ({@code authoritative}) the figures win.
     */
    Change receive(Payment wanted, boolean authoritative, @Nullable String responsibleId) {
        Payment known = of(wanted.document()).orElse(null);
        if (known == null) {
            return received(wanted, responsibleId);
        }
        boolean same =
                known.amount().compareTo(wanted.amount()) == 0 && known.paidOn().equals(wanted.paidOn());
        if (!authoritative) {
            if (!same) {
                throw new Refused(new OtherPaymentOfDocument(wanted.document()));
            }
            return nothing();
        }
        return same && known.counts() ? confirm(known.paymentId()) : received(wanted.insteadOf(known), responsibleId);
    }

    private Change received(Payment payment, @Nullable String responsibleId) {
        return new Change(
                with(payment),
                new PaymentReceived(
                        payment.paymentId(),
                        Money.roubles(payment.amount()),
                        payment.paidOn(),
                        payment.document(),
                        payment.confirmed(),
                        responsibleId),
                null);
    }

    /** The money was seen. */
    Change confirm(String paymentId) {
        Payment payment = one(paymentId);
        if (!payment.counts()) {
            throw new Refused(new PaymentVoid());
        }
        return payment.confirmed()
                ? nothing()
                : new Change(
                        with(payment.confirm()),
                        new PaymentConfirmed(paymentId, Money.roubles(payment.amount()), payment.paidOn()),
                        null);
    }

    /** One entered by mistake stays to be seen and no longer counts. */
    Change voidFor(String paymentId, @Nullable String why) {
        Payment payment = one(paymentId);
        if (why == null || why.isBlank()) {
            throw new Refused(new CommentMissing());
        }
        return payment.counts()
                ? new Change(
                        with(payment.voidedFor(why.strip())),
                        new PaymentVoided(paymentId, Money.roubles(payment.amount())),
                        why.strip())
                : nothing();
    }

    private Payment one(String paymentId) {
        return all.stream()
                .filter(payment -> payment.paymentId().equals(paymentId))
                .findFirst()
                .orElseThrow(Refusals::notFound);
    }

    /** Each stays in its place, a new one is the last. */
    private Payments with(Payment payment) {
        List<Payment> changed = new ArrayList<>(all);
        changed.replaceAll(known -> known.paymentId().equals(payment.paymentId()) ? payment : known);
        if (!changed.contains(payment)) {
            changed.add(payment);
        }
        return new Payments(List.copyOf(changed));
    }

    boolean isNone() {
        return all.stream().noneMatch(Payment::counts);
    }

    /** Those known from words only. */
    List<Payment> unconfirmed() {
        return all.stream()
                .filter(payment -> payment.counts() && !payment.confirmed())
                .toList();
    }

    /** What counts of them, in roubles. */
    BigDecimal paid() {
        return sumOf(Payment::counts);
    }

    private BigDecimal sumOf(Predicate<Payment> which) {
        return all.stream().filter(which).map(Payment::amount).reduce(NOTHING, BigDecimal::add);
    }

    /** What a deal of this total cannot be won for yet; null when they are enough. */
    @Nullable
    DealRefusal lacking(SaleTerms terms, BigDecimal total) {
        BigDecimal enough = terms.wholeSum() ? total : SOMETHING;
        BigDecimal paid = paid();
        if (paid.compareTo(enough) < 0) {
            return new PaidTooLittle(enough.subtract(paid));
        }
        BigDecimal confirmed = sumOf(payment -> payment.counts() && payment.confirmed());
        return terms.unconfirmedCounts() || confirmed.compareTo(enough) >= 0 ? null : new NotConfirmed();
    }
}
