package crm.events;

/** A payment entered by mistake no longer counts. */
public record PaymentVoided(String paymentId, Money amount) implements DealEvent {}
