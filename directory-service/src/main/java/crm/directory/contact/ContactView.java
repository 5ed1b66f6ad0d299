package crm.directory.contact;

import crm.directory.reference.ClientStatus;
import crm.directory.reference.Phone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact as the API shows it. */
public record ContactView(
        String id,
        long version,
        @Nullable String responsibleId,
        ClientStatus clientStatus,
        String fullName,
        List<Phone> phones,
        List<String> emails,
        String position,
        boolean decisionMaker,
        @Nullable String comment,
        List<String> companyIds) {

    static ContactView of(Contact contact) {
        ContactData data = contact.data();
        return new ContactView(
                contact.id(),
                contact.version() == null ? 0 : contact.version(),
                contact.responsibleId(),
                contact.clientStatus(),
                data.fullName(),
                data.phones(),
                data.emails(),
                data.position(),
                data.decisionMaker(),
                data.comment(),
                data.companyIds());
    }
}
