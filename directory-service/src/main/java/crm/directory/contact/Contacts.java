package crm.directory.contact;

import crm.directory.client.ClientAccess;
import crm.directory.client.ClientCards;
import crm.directory.company.Company;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Contacts are entered and edited: load, ask the contact, save. */
@Service
public class Contacts {
    private final ClientCards<Contact> cards;
    private final ClientCards<Company> companies;

    Contacts(ClientCards<Contact> cards, ClientCards<Company> companies) {
        this.cards = cards;
        this.companies = companies;
    }

    /** @param confirmed whoever enters it has seen what is equal (D-2) */
    Contact enter(ContactData data, boolean confirmed, By by, @Nullable RequestKey key) {
        ClientAccess.needCreator(by);
        String id = Ids.forRequest(key);
        Optional<Contact> before = cards.enteredBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        data.checked(null);
        checkCompanies(data);
        return cards.enter(Contact.enter(id, data, by.id(), cards.now()), confirmed, by, key);
    }

    Contact edit(String id, UnaryOperator<ContactData> edit, boolean confirmed, By by, Expected expected) {
        Contact contact = cards.card(id, by);
        if (!ClientAccess.adds(by)) {
            throw Refusals.forbidden();
        }
        ContactData wanted = edit.apply(contact.data());
        if (!contact.data().companyIds().containsAll(wanted.companyIds())) {
            checkCompanies(wanted);
        }
        return cards.change(
                id,
                by,
                expected,
                null,
                confirmed,
                now -> now.edit(
                        edit.apply(now.data()).checked(now.data()),
                        !ClientAccess.changes(by, now.responsibleId()),
                        by,
                        cards.now()));
    }

    private void checkCompanies(ContactData data) {
        boolean known =
                companies.known(data.companyIds()).size() == data.companyIds().size();
        new Fields().check(known, "companyIds", "not-found").orRefuse();
    }
}
