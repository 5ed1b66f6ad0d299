package crm.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An exact amount as it travels in events: {@code {"amount": "125430.50", "currency": "RUB"}}, always with two decimals. */
public record Money(String amount, String currency) {

    /** Roubles, rounded half up to the kopeck. */
    public static Money roubles(BigDecimal amount) {
        return new Money(amount.setScale(2, RoundingMode.HALF_UP).toPlainString(), "RUB");
    }

    public static @Nullable Money roublesOrNull(@Nullable BigDecimal amount) {
        return amount == null ? null : roubles(amount);
    }

    public BigDecimal value() {
        return new BigDecimal(amount);
    }
}
