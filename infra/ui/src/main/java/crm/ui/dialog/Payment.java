package crm.ui.dialog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A payment, entered by itself or with the move to WON. The form has {@code paidOn}, {@code amount}, {@code document}, and
 * {@code to=WON} when {@code won}.
 *
 * @param note what this payment will mean: «Станет оплачено 50 %…»
 */
public record Payment(
        Dialog dialog,
        BigDecimal paid,
        BigDecimal total,
        boolean won,
        @Nullable String note) {

    /** How much is paid, 0…100, as an SVG width. */
    public String share() {
        return total.signum() <= 0
                ? "0"
                : paid.multiply(BigDecimal.valueOf(100))
                        .divide(total, 1, RoundingMode.HALF_UP)
                        .min(BigDecimal.valueOf(100))
                        .toPlainString();
    }
}
