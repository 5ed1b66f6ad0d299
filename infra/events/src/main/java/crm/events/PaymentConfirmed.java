package crm.events;

import java.time.LocalDate;

/** Back office or accounting confirmed a payment. */
public record PaymentConfirmed(String paymentId, Money amount, LocalDate paidOn) implements DealEvent {}
