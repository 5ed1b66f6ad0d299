package crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The client paid; unconfirmed when it is known from the responsible's words only. */
public record PaymentReceived(
        String paymentId,
        Money amount,
        LocalDate paidOn,
        String document,
        boolean confirmed,
        @Nullable String responsibleId)
        implements DealEvent {}
