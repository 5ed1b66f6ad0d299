package crm.directory.contact;

import crm.directory.client.ClientStatus;
import crm.directory.client.Masks;
import crm.directory.client.Phone;
import crm.platform.security.By;
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

    public static ContactView of(Contact contact) {
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

    /** As one of many: with phones and e-mails masked for who is not responsible (P-5). */
    ContactView listed(Contact contact, By by) {
        return Masks.hide(contact, by)
                ? new ContactView(
                        id,
                        version,
                        responsibleId,
                        clientStatus,
                        fullName,
                        phones.stream().map(Masks::phone).toList(),
                        emails.stream().map(Masks::email).toList(),
                        position,
                        decisionMaker,
                        comment,
                        companyIds)
                : this;
    }
}
