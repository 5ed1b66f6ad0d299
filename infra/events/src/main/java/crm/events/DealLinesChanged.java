package crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The products of a deal were set; the total is theirs, to the kopeck. */
public record DealLinesChanged(List<Line> lines, Money total, Money previousTotal) implements DealEvent {

    /** One product: quantity up to three decimals, discount in per cent, both as plain decimal strings. */
    public record Line(
            String product,
            Money price,
            String quantity,
            String discount,
            @Nullable Money cost,
            Money total) {}
}
