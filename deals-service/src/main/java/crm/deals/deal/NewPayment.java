package crm.deals.deal;

import crm.platform.refusal.Fields;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A payment as it was sent; amount in roubles. */
public record NewPayment(
        @Nullable BigDecimal amount,
        @Nullable LocalDate paidOn,
        @Nullable String document) {
    private static final int DOCUMENT = 100;

    /** @throws crm.platform.refusal.Refused 422 naming each field at fault */
    NewPayment checked() {
        new Fields()
                .required("amount", amount)
                .number("amount", amount, new BigDecimal("0.01"), Line.MOST, 2)
                .required("paidOn", paidOn)
                .required("document", document)
                .text("document", document, DOCUMENT)
                .orRefuse();
        return new NewPayment(amount.setScale(2), paidOn, document.strip());
    }
}
