package crm.documents.card;

import crm.platform.security.By;
import crm.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A deal as far as it decides who sees its documents (P-1).
 *
 * @param contracted it has been in «Согласование договора» or beyond: the documents desk sees it, also rejected later
 */
public record Deal(
        @Nullable String title,
        @Nullable String responsibleId,
        @Nullable String stage,
        boolean contracted) {

    /** Whether its documents are shown to him. */
    public boolean isSeenBy(By by) {
        return by.leads()
                || (by.is(Role.SALES_MANAGER) && by.id().equals(responsibleId))
                || (by.is(Role.ACCOUNT_MANAGER) && "WON".equals(stage))
                || (by.is(Role.BACK_OFFICE) && contracted);
    }

    /** Whether he makes documents of a deal whose documents he sees, and brings next versions. */
    public boolean isServedBy(By by) {
        return by.leads() || (by.is(Role.SALES_MANAGER) && by.id().equals(responsibleId)) || by.is(Role.BACK_OFFICE);
    }
}
