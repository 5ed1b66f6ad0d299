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
import java.util.Map;
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
        return cards.enter(Contact.enter(id, withCompanies(data), by.id(), cards.now()), confirmed, by, key);
    }

    Contact edit(String id, UnaryOperator<ContactData> edit, boolean confirmed, By by, Expected expected) {
        Contact contact = cards.card(id, by);
        if (!ClientAccess.adds(by)) {
            throw Refusals.forbidden();
        }
        Map<String, Company> known = companies(edit.apply(contact.data()));
        return cards.change(
                id,
                by,
                expected,
                null,
                confirmed,
                now -> now.edit(
                        present(edit.apply(now.data()).checked(now.data()), known),
                        !ClientAccess.changes(by, now.responsibleId()),
                        by,
                        cards.now()));
    }

    private ContactData withCompanies(ContactData data) {
        return present(data, companies(data));
    }

    private Map<String, Company> companies(ContactData data) {
        Map<String, Company> known = companies.known(data.companyIds());
        new Fields()
                .check(known.keySet().containsAll(data.companyIds()), "companyIds", "not-found")
                .orRefuse();
        return known;
    }

    /** D-3: a company that turned out to be another one is named by that one. */
    private static ContactData present(ContactData data, Map<String, Company> known) {
        return data.withCompanies(id -> known.containsKey(id) ? known.get(id).id() : id);
    }
}
