package crm.leads.lead;

import crm.platform.security.By;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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

    /** @param role main or participant */
    public record Contact(String id, String role) {}

    public record RejectionView(
            Reason reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {}

    public record NextActivity(
            String id, String type, @Nullable Instant dueAt) {}

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
        var next = lead.seen().next();
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
                lead.contacts().stream()
                        .map(link -> new Contact(link.id(), link.role().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                lead.companyId(),
                lead.responsibleId(),
                lead.stage(),
                lead.dealId(),
                why == null ? null : new RejectionView(why.reason(), why.comment(), why.returnOn()),
                next == null ? null : new NextActivity(next.activityId(), next.type(), next.dueAt()),
                lead.seen().open(),
                lead.seen().attempts(),
                millis(lead.createdAt()),
                lead.createdBy(),
                lead.acceptedAt() == null ? null : millis(lead.acceptedAt()),
                lead.stage().next());
    }

    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
