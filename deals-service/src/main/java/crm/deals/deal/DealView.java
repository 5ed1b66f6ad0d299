package crm.deals.deal;

import crm.platform.card.CardParts.Contact;
import crm.platform.card.CardParts.NextActivity;
import crm.platform.security.By;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal's card as the API shows it; amounts are roubles with two decimals. */
public record DealView(
        String id,
        long number,
        long version,
        String title,
        @Nullable String leadId,
        boolean repeat,
        @Nullable String source,
        @Nullable String city,
        List<Contact> contacts,
        @Nullable String companyId,
        @Nullable String responsibleId,
        Stage stage,
        @Nullable RejectionView rejection,
        List<LineView> lines,
        BigDecimal total,
        List<PaymentView> payments,
        BigDecimal paid,
        @Nullable NextActivity nextActivity,
        int openActivities,
        int failedAttempts,
        Instant createdAt,
        String createdBy,
        List<Stage> allowed) {

    public record RejectionView(
            Reason reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {}

    public record LineView(
            Product product,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal discount,
            @Nullable BigDecimal cost,
            BigDecimal total) {}

    /** @param voided why it no longer counts, null while it does */
    public record PaymentView(
            String id,
            BigDecimal amount,
            LocalDate paidOn,
            String document,
            boolean confirmed,
            @Nullable String voided,
            String enteredBy,
            Instant enteredAt) {

        static PaymentView of(Payment payment) {
            return new PaymentView(
                    payment.paymentId(),
                    payment.amount(),
                    payment.paidOn(),
                    payment.document(),
                    payment.confirmed(),
                    payment.voided(),
                    payment.enteredBy(),
                    payment.enteredAt());
        }
    }

    /** The card as this reader may see it: {@code allowed} is what he may do. */
    public static DealView of(Deal deal, By reader) {
        Rejection why = deal.rejection();
        boolean mayMove = reader.leads() || (reader.id().equals(deal.responsibleId()) && deal.stage() != Stage.WON);
        return new DealView(
                deal.id(),
                deal.number(),
                deal.version() == null ? 0 : deal.version(),
                deal.title(),
                deal.leadId(),
                deal.repeat(),
                deal.source(),
                deal.city(),
                Contact.of(deal.contacts()),
                deal.companyId(),
                deal.responsibleId(),
                deal.stage(),
                why == null ? null : new RejectionView(why.reason(), why.comment(), why.returnOn()),
                deal.lines().stream()
                        .map(line -> new LineView(
                                line.product(),
                                line.price(),
                                line.quantity(),
                                line.discount(),
                                line.cost(),
                                line.total()))
                        .toList(),
                deal.total(),
                deal.payments().stream().map(PaymentView::of).toList(),
                deal.paid(),
                NextActivity.of(deal.seen()),
                deal.seen().open(),
                deal.seen().attempts(),
                deal.createdAt(),
                deal.createdBy(),
                mayMove ? deal.stage().next() : List.of());
    }
}
