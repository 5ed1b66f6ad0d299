package crm.directory.contact;

import crm.directory.company.Companies;
import crm.directory.reference.DirectoryAccess;
import crm.directory.reference.DirectoryQuery;
import crm.platform.card.CardTable;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** What can be done with contacts: load, ask the contact, save. */
@Service
public class Contacts {
    private static final Cursor NEWEST = new Cursor("createdAt", true);

    private final AggregateStore<Contact> store;
    private final Companies companies;
    private final CardTable<Contact> table;
    private final Clock clock;

    Contacts(AggregateStore<Contact> store, Companies companies, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.companies = companies;
        this.clock = clock;
        this.table = new CardTable<>(store, null, clock, zone);
    }

    Contact card(String id, By by) {
        DirectoryAccess.needCardReader(by);
        return store.find(id).orElseThrow(Refusals::notFound);
    }

    Page<Contact> list(Query query, By by) {
        DirectoryAccess.needReader(by);
        return table.list(
                DirectoryQuery.filter(query, by), NEWEST, query.one("cursor").orElse(null), query.limit());
    }

    /** By ids, for services that hold references. */
    public List<Contact> known(Collection<String> ids) {
        return store.findAll(ids);
    }

    Contact enter(ContactData data, By by, @Nullable RequestKey key) {
        DirectoryAccess.needCreator(by);
        String id = Ids.forRequest(key);
        Optional<Contact> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        checkCompanies(data);
        return store.insert(Contact.enter(id, data, by.id(), clock.instant()), by, key);
    }

    Contact edit(String id, UnaryOperator<ContactData> edit, By by, Expected expected) {
        Contact contact = card(id, by);
        if (!DirectoryAccess.adds(by)) {
            throw Refusals.forbidden();
        }
        ContactData wanted = edit.apply(contact.data());
        if (!contact.data().companyIds().containsAll(wanted.companyIds())) {
            checkCompanies(wanted);
        }
        return store.change(
                        id,
                        by,
                        expected,
                        null,
                        now -> now.edit(edit.apply(now.data()), !DirectoryAccess.changes(by, now.responsibleId())))
                .orElseThrow(Refusals::notFound);
    }

    private void checkCompanies(ContactData data) {
        boolean known =
                companies.known(data.companyIds()).size() == data.companyIds().size();
        new Fields().check(known, "companyIds", "not-found").orRefuse();
    }
}
