package crm.directory.contact;

import crm.directory.reference.ClientStatus;
import crm.directory.reference.Phone;
import crm.events.CardKind;
import crm.events.ContactCreated;
import crm.events.ContactUpdated;
import crm.events.DirectoryEvent;
import crm.events.FieldChange;
import crm.events.ResponsibleReleased;
import crm.platform.refusal.Refusals;
import crm.platform.search.Words;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person of the client's side.
 *
 * @param responsibleId null when it is ownerless, ничей
 * @param search the words it is found by
 */
public record Contact(
        String id,
        @Nullable Long version,
        long sequence,
        @Nullable String responsibleId,
        ClientStatus clientStatus,
        ContactData data,
        Instant createdAt,
        String createdBy,
        List<String> search,
        News<DirectoryEvent> news)
        implements Aggregate {

    public Contact {
        search = search == null ? List.of() : List.copyOf(search);
        news = news == null ? News.none() : news;
    }

    /** D-4: the creator becomes responsible. */
    public static Contact enter(String id, ContactData data, String creator, Instant now) {
        return new Contact(
                id,
                null,
                0,
                creator,
                ClientStatus.NONE,
                data,
                now,
                creator,
                words(data),
                News.<DirectoryEvent>none().and(new ContactCreated(creator, data.companyIds(), missing(data))));
    }

    /**
     * Changed fields; nothing different, nothing said.
     *
     * @param addOnly the editor may add a phone, an e-mail or a company and nothing else (D-5)
     */
    public Contact edit(ContactData wanted, boolean addOnly) {
        if (addOnly && !onlyAdds(wanted)) {
            throw Refusals.forbidden();
        }
        List<FieldChange> changes = new ArrayList<>();
        unseen(changes, "fullName", data.fullName(), wanted.fullName());
        unseen(changes, "phones", data.phones(), wanted.phones());
        unseen(changes, "emails", data.emails(), wanted.emails());
        unseen(changes, "position", data.position(), wanted.position());
        if (data.decisionMaker() != wanted.decisionMaker()) {
            changes.add(new FieldChange("decisionMaker", data.decisionMaker(), wanted.decisionMaker()));
        }
        unseen(changes, "comment", data.comment(), wanted.comment());
        if (!data.companyIds().equals(wanted.companyIds())) {
            changes.add(new FieldChange("companyIds", data.companyIds(), wanted.companyIds()));
        }
        if (changes.isEmpty()) {
            return this;
        }
        return new Contact(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                wanted,
                createdAt,
                createdBy,
                words(wanted),
                news.and(new ContactUpdated(changes, wanted.companyIds(), missing(wanted))));
    }

    private boolean onlyAdds(ContactData wanted) {
        return wanted.fullName().equals(data.fullName())
                && wanted.position().equals(data.position())
                && wanted.decisionMaker() == data.decisionMaker()
                && Objects.equals(wanted.comment(), data.comment())
                && wanted.phones().containsAll(data.phones())
                && wanted.emails().containsAll(data.emails())
                && wanted.companyIds().containsAll(data.companyIds());
    }

    /** D-6: nobody's, if it was this employee's. */
    public Contact released(String employeeId, String dismissalId) {
        return !employeeId.equals(responsibleId)
                ? this
                : new Contact(
                        id,
                        version,
                        sequence,
                        null,
                        clientStatus,
                        data,
                        createdAt,
                        createdBy,
                        search,
                        news.and(new ResponsibleReleased(CardKind.CONTACT, employeeId, "dismissal", dismissalId)));
    }

    /** Personal data travels by its name only. */
    private static void unseen(List<FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            changes.add(new FieldChange(field, null, null));
        }
    }

    private static List<String> missing(ContactData data) {
        List<String> missing = new ArrayList<>();
        if (data.phones().isEmpty()) {
            missing.add("phones");
        }
        if (data.emails().isEmpty()) {
            missing.add("emails");
        }
        return missing;
    }

    private static List<String> words(ContactData data) {
        List<String> texts = new ArrayList<>(List.of(data.fullName(), data.position()));
        texts.addAll(data.emails());
        data.phones().stream().map(Phone::number).map(Words::digits).forEach(texts::add);
        return Words.of(texts.toArray(String[]::new));
    }
}
