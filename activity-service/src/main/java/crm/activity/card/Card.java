package crm.activity.card;

import crm.events.CardKind;
import crm.events.CardRef;
import org.jspecify.annotations.Nullable;

/**
 * A card as far as events have told.
 *
 * @param leadId the lead a deal came from: its timeline is shown too
 * @param dealId the deal a lead became: what is open goes there
 * @param stage null for contacts and companies
 * @param contracted the deal has been in «Согласование договора» or beyond: the documents desk sees it
 * @param createdBy of a lead, who entered it
 */
public record Card(
        CardRef ref,
        @Nullable String title,
        @Nullable String responsibleId,
        @Nullable String stage,
        @Nullable String leadId,
        @Nullable String dealId,
        boolean contracted,
        @Nullable String createdBy) {

    /** Nothing new is planned on it: it was refused, converted or won. */
    public boolean isClosed() {
        return "REJECTED".equals(stage) || "CONVERTED".equals(stage) || "WON".equals(stage);
    }

    public boolean isConverted() {
        return ref.kind() == CardKind.LEAD && dealId != null;
    }
}
