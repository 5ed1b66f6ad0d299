package crm.leads.lead;

import crm.platform.card.ContactLink;
import crm.platform.card.MergedClients;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a lead that people enter; what is too long or unreadable is refused here, for page, API and intake alike. */
public record LeadData(
        String title,
        @Nullable Source source,
        @Nullable String sourceDetails,
        @Nullable String city,
        @Nullable String comment,
        List<ContactLink> contacts,
        @Nullable String companyId,
        @Nullable Applicant applicant) {

    static final int TITLE = 200;
    static final int DETAILS = 2000;
    static final int COMMENT = 10_000;
    static final int APPLICANT = 200;
    static final int CONTACTS = 50;

    public LeadData {
        title = Objects.toString(title, "").strip();
        sourceDetails = blankToNull(sourceDetails);
        city = blankToNull(city);
        comment = blankToNull(comment);
        companyId = blankToNull(companyId);
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
        applicant = applicant == null || applicant.isEmpty() ? null : applicant;
        Fields fields = new Fields()
                .required("title", title)
                .text("title", title, TITLE)
                .text("sourceDetails", sourceDetails, DETAILS)
                .text("comment", comment, COMMENT)
                .atMost("contactIds", contacts, CONTACTS);
        if (applicant != null) {
            fields.text("applicant.name", applicant.name(), APPLICANT)
                    .text("applicant.phone", applicant.phone(), APPLICANT)
                    .text("applicant.email", applicant.email(), APPLICANT);
        }
        fields.orRefuse();
    }

    /** With one field as it was typed; an empty text empties it. */
    LeadData withField(String name, @Nullable String typed) {
        String value = blankToNull(typed);
        return switch (name) {
            case "title" -> new LeadData(value, source, sourceDetails, city, comment, contacts, companyId, applicant);
            case "source" -> from(source(value));
            case "sourceDetails" -> new LeadData(title, source, value, city, comment, contacts, companyId, applicant);
            case "city" -> new LeadData(title, source, sourceDetails, value, comment, contacts, companyId, applicant);
            case "comment" -> new LeadData(title, source, sourceDetails, city, value, contacts, companyId, applicant);
            case "companyId" -> new LeadData(title, source, sourceDetails, city, comment, contacts, value, applicant);
            default -> throw Refusals.notFound();
        };
    }

    static @Nullable Source source(@Nullable String code) {
        try {
            return code == null || code.isBlank() ? null : Source.valueOf(code);
        } catch (IllegalArgumentException unknown) {
            throw Refusals.invalid("source", "unknown");
        }
    }

    LeadData from(@Nullable Source other) {
        return new LeadData(title, other, sourceDetails, city, comment, contacts, companyId, applicant);
    }

    /** Only what of city and source was not chosen before. */
    LeadData choosing(LeadData before) {
        return new LeadData(
                title,
                source == before.source ? null : source,
                sourceDetails,
                Objects.equals(city, before.city) ? null : city,
                comment,
                contacts,
                companyId,
                applicant);
    }

    LeadData withoutReferences() {
        return new LeadData(title, source, sourceDetails, city, comment, List.of(), null, applicant);
    }

    /** D-3: with its clients by what they are now. */
    LeadData with(MergedClients clients) {
        return new LeadData(
                title,
                source,
                sourceDetails,
                city,
                comment,
                clients.contacts(contacts),
                clients.company(companyId),
                applicant);
    }

    LeadData withContacts(List<ContactLink> links) {
        return new LeadData(title, source, sourceDetails, city, comment, links, companyId, applicant);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
