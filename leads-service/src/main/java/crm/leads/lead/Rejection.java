package crm.leads.lead;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param returnOn the day the lead comes back to work, if it does */
public record Rejection(
        Reason reason, @Nullable String comment, @Nullable LocalDate returnOn) {}
