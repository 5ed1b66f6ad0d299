package crm.deals.deal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param returnOn the day the deal comes back to work, if it does */
public record Rejection(
        Reason reason, @Nullable String comment, @Nullable LocalDate returnOn) {}
