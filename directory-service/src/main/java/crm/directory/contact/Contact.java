package crm.directory.contact;

import crm.directory.client.ClientCard;
import crm.directory.client.ClientStatus;
import crm.directory.client.Life;
import crm.directory.client.Mark;
import crm.directory.client.Phone;
import crm.directory.client.Revision.Change;
import crm.events.CardKind;
import crm.events.ContactCreated;
import crm.events.ContactMerged;
import crm.events.ContactUpdated;
import crm.events.DirectoryEvent;
import crm.events.FieldChange;
import crm.platform.refusal.Refusals;
import crm.platform.search.Words;
import crm.platform.security.By;
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
 * @param marks the keys of what it is told apart by
 * @param claims those of them that no other contact may have; null for none
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
        List<String> marks,
        @Nullable List<String> claims,
        Life life,
        News<DirectoryEvent> news)
        implements ClientCard<Contact> {

    public Contact {
        search = search == null ? List.of() : List.copyOf(search);
        marks = marks == null ? List.of() : List.copyOf(marks);
        life = life == null ? Life.NEW : life;
        news = news == null ? News.none() : news;
    }

    /** D-4: the creator becomes responsible. */
    public static Contact enter(String id, ContactData data, String creator, Instant now) {
        Contact entered = new Contact(
                id,
                null,
                0,
                creator,
                ClientStatus.NONE,
                data,
                now,
                creator,
                List.of(),
                List.of(),
                null,
                Life.NEW,
                News.none());
        return entered.next(data, Life.NEW, new ContactCreated(creator, data.companyIds(), missing(data)));
    }

    /**
     * Changed fields; nothing different, nothing said.
     *
     * @param addOnly the editor may add a phone, an e-mail or a company and nothing else (D-5)
     */
    public Contact edit(ContactData wanted, boolean addOnly, By by, Instant now) {
        if (addOnly && !onlyAdds(wanted)) {
            throw Refusals.forbidden();
        }
        return updated(wanted, life(), by, now);
    }

    private Contact updated(ContactData wanted, Life life, By by, Instant now) {
        List<Change> changes = data.changes(wanted);
        if (changes.isEmpty()) {
            return this;
        }
        List<FieldChange> told = changes.stream()
                .map(change -> switch (change.field()) {
                    case "decisionMaker" ->
                        new FieldChange(change.field(), data.decisionMaker(), wanted.decisionMaker());
                    case "companyIds" -> new FieldChange(change.field(), data.companyIds(), wanted.companyIds());
                    // personal data travels by its name only
                    default -> new FieldChange(change.field(), null, null);
                })
                .toList();
        return next(
                wanted,
                noted(by, now, changes).over(life),
                new ContactUpdated(told, wanted.companyIds(), missing(wanted)));
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

    /** A company it is with turned out to be another one (D-3). */
    Contact companyMerged(String from, String into, By by, Instant now) {
        return updated(data.withCompanies(id -> id.equals(from) ? into : id), life, by, now);
    }

    @Override
    public CardKind kind() {
        return CardKind.CONTACT;
    }

    @Override
    public String title() {
        return data.fullName();
    }

    @Override
    public List<Mark> distinctive() {
        return isMerged() ? List.of() : data.marks();
    }

    @Override
    public Contact claiming(@Nullable List<String> claimed) {
        return new Contact(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                data,
                createdAt,
                createdBy,
                search,
                marks,
                claimed,
                life,
                news);
    }

    @Override
    public Contact with(@Nullable String responsible, ClientStatus status, Life changed, DirectoryEvent... said) {
        return new Contact(
                        id,
                        version,
                        sequence,
                        responsible,
                        status,
                        data,
                        createdAt,
                        createdBy,
                        search,
                        marks,
                        claims,
                        changed,
                        news)
                .next(data, changed, said);
    }

    @Override
    public Contact absorb(Contact other, By by, Instant now) {
        if (life.absorbed().contains(other.id())) {
            return this;
        }
        Life absorbed = life.absorbed(other);
        Contact richer = updated(data.and(other.data()), absorbed, by, now);
        return richer == this ? next(data, absorbed) : richer;
    }

    @Override
    public Contact renewed() {
        Contact now = next(data, life);
        return now.search.equals(search) && now.marks.equals(marks) ? this : now;
    }

    @Override
    public DirectoryEvent merged(String into) {
        return new ContactMerged(into);
    }

    private Contact next(ContactData changed, Life now, DirectoryEvent... said) {
        boolean stands = now.mergedInto() == null;
        return new Contact(
                id,
                version,
                sequence,
                responsibleId,
                clientStatus,
                changed,
                createdAt,
                createdBy,
                stands ? words(changed) : List.of(),
                stands ? Mark.keys(changed.marks()) : List.of(),
                claims,
                now,
                news.and(said));
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
        data.phones().stream().map(Phone::number).map(Words::endings).forEach(texts::addAll);
        return Words.of(texts.toArray(String[]::new));
    }
}
