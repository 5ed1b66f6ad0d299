package crm.leads.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said who asked again (L-20), as it came.
 *
 * @param origin site, call-centre or integration
 */
public record Enquiry(
        Instant at,
        String origin,
        @Nullable Applicant applicant,
        @Nullable String details,
        @Nullable String comment) {

    boolean saysTheSame(Enquiry other) {
        return java.util.Objects.equals(applicant, other.applicant) && java.util.Objects.equals(comment, other.comment);
    }
}
