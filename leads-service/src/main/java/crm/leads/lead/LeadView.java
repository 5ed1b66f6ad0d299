package crm.leads.lead;

import crm.platform.card.CardParts.Contact;
import crm.platform.card.CardParts.NextActivity;
import crm.platform.security.By;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead's card as the API shows it; what is empty is null, never left out. */
public record LeadView(
        String id,
        long number,
        long version,
        String title,
        @Nullable Source source,
        boolean sourceLocked,
        @Nullable String sourceDetails,
        @Nullable String city,
        @Nullable String comment,
        @Nullable Applicant applicant,
        List<Contact> contacts,
        @Nullable String companyId,
        @Nullable String responsibleId,
        Stage stage,
        @Nullable String dealId,
        @Nullable RejectionView rejection,
        @Nullable NextActivity nextActivity,
        int openActivities,
        int failedAttempts,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant acceptedAt,
        List<Stage> allowed) {

    public record RejectionView(
            Reason reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {}

    /** The card as this reader may see it. */
    public static LeadView of(Lead lead, By reader) {
        long version = lead.version() == null ? 0 : lead.version();
        if (LeadAccess.seesTitleOnly(reader, lead)) {
            return new LeadView(
                    lead.id(),
                    lead.number(),
                    version,
                    lead.title(),
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    lead.stage(),
                    null,
                    null,
                    null,
                    0,
                    0,
                    null,
                    null,
                    null,
                    List.of());
        }
        var why = lead.rejection();
        return new LeadView(
                lead.id(),
                lead.number(),
                version,
                lead.title(),
                lead.source(),
                lead.sourceLocked(),
                lead.sourceDetails(),
                lead.city(),
                lead.comment(),
                lead.applicant(),
                Contact.of(lead.contacts()),
                lead.companyId(),
                lead.responsibleId(),
                lead.stage(),
                lead.dealId(),
                why == null ? null : new RejectionView(why.reason(), why.comment(), why.returnOn()),
                NextActivity.of(lead.seen()),
                lead.seen().open(),
                lead.seen().attempts(),
                millis(lead.createdAt()),
                lead.createdBy(),
                lead.acceptedAt() == null ? null : millis(lead.acceptedAt()),
                LeadAccess.works(reader, lead) ? lead.stage().next() : List.of());
    }

    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
