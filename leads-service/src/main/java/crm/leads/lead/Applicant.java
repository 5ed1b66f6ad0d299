package crm.leads.lead;

import org.jspecify.annotations.Nullable;

/** Who applied, in his own words as they came (L-17). */
public record Applicant(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email) {

    public boolean isEmpty() {
        return name == null && phone == null && email == null;
    }
}
