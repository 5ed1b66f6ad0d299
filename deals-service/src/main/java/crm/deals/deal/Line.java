package crm.deals.deal;

import crm.platform.refusal.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One product of a deal (S-4). The total is price × quantity × (1 − discount), HALF_UP to the kopeck.
 *
 * @param price roubles for one, two decimals
 * @param quantity more than nothing, up to three decimals
 * @param discount per cent from 0 to 100, two decimals
 * @param cost what one costs us, in roubles, where known
 */
public record Line(
        Product product,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal discount,
        @Nullable BigDecimal cost) {
    static final BigDecimal MOST = new BigDecimal("999999999.99");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /**
     * A line as it was sent; {@code field} names it in refusals: {@code lines[2]}.
     *
     * @throws crm.platform.refusal.Refused 422 naming each field at fault
     */
    static Line of(
            String field,
            @Nullable Product product,
            @Nullable BigDecimal price,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal cost) {
        new Fields()
                .required(field + ".product", product)
                .required(field + ".price", price)
                .number(field + ".price", price, BigDecimal.ZERO, MOST, 2)
                .required(field + ".quantity", quantity)
                .number(field + ".quantity", quantity, new BigDecimal("0.001"), MOST, 3)
                .number(field + ".discount", discount, BigDecimal.ZERO, HUNDRED, 2)
                .number(field + ".cost", cost, BigDecimal.ZERO, MOST, 2)
                .orRefuse();
        Line line = new Line(
                product,
                price.setScale(2),
                quantity.stripTrailingZeros(),
                discount == null ? BigDecimal.ZERO : discount.stripTrailingZeros(),
                cost == null ? null : cost.setScale(2));
        new Fields()
                .number(field + ".price", line.total(), BigDecimal.ZERO, MOST, 2)
                .orRefuse();
        return line;
    }

    public BigDecimal total() {
        return price.multiply(quantity).multiply(HUNDRED.subtract(discount)).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** What the line costs us, rounded as its total is; null where it is not known. */
    public @Nullable BigDecimal totalCost() {
        return cost == null ? null : cost.multiply(quantity).setScale(2, RoundingMode.HALF_UP);
    }
}
