package crm.documents.card;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal as deals-service shows it now: what a contract needs of it. */
public record DealCard(
        String id,
        long number,
        String title,
        String stage,
        @Nullable String responsibleId,
        @Nullable String companyId,
        List<Line> lines,
        BigDecimal total) {

    /** Discount in per cent, amounts in roubles. */
    public record Line(String product, BigDecimal price, BigDecimal quantity, BigDecimal discount, BigDecimal total) {}

    /** As its own events will tell it; whom deals-service shows a deal to on behalf of the documents desk, it has been contracted. */
    Deal seenByDesk(boolean desk) {
        boolean contracted = desk || stage.equals("CONTRACT") || stage.equals("WON");
        return new Deal(title, responsibleId, stage, contracted);
    }
}
