package crm.directory.contact;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Projections;
import crm.directory.client.ClientCards;
import crm.directory.client.Joining;
import crm.events.CardKind;
import crm.platform.security.By;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Contacts stay with their company when it turned out to be another one (D-3). */
@Component
class CompaniesOfPeople implements Joining {
    private static final String COMPANIES = "data.companyIds";

    private final ClientCards<Contact> contacts;

    CompaniesOfPeople(ClientCards<Contact> contacts) {
        this.contacts = contacts;
    }

    @Override
    public void joined(CardKind kind, String from, String into, By by) {
        if (kind != CardKind.COMPANY) {
            return;
        }
        List<String> people = contacts.store()
                .collection()
                .find(eq(COMPANIES, from))
                .projection(Projections.include("_id"))
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        // one that was merged itself keeps what it was
        people.forEach(id -> contacts.change(id, by, contact -> contact.companyMerged(from, into, by, contacts.now())));
    }
}
