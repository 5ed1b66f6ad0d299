package crm.directory.company;

import crm.directory.client.ClientAccess;
import crm.directory.client.ClientCards;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Companies are entered and edited: load, ask the company, save. */
@Service
public class Companies {
    /** What the name of a requisite begins with where fields of a company are named. */
    static final String REQUISITE = "requisites.";

    private final ClientCards<Company> cards;

    Companies(ClientCards<Company> cards) {
        this.cards = cards;
    }

    /** @param confirmed whoever enters it has seen what is equal (D-2) */
    Company enter(CompanyData data, boolean confirmed, By by, @Nullable RequestKey key) {
        ClientAccess.needCreator(by);
        String id = Ids.forRequest(key);
        Optional<Company> before = cards.enteredBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        return cards.enter(Company.enter(id, data.checked(null), by.id(), cards.now()), confirmed, by, key);
    }

    Company edit(String id, UnaryOperator<CompanyData> edit, boolean confirmed, By by, Expected expected) {
        cards.card(id, by);
        return cards.change(
                id,
                by,
                expected,
                null,
                confirmed,
                now -> now.edit(
                        edit.apply(now.data()).checked(now.data()), rights(by, now.responsibleId()), by, cards.now()));
    }

    /** Whether a page offers to edit a field; the aggregate decides again when it is saved. */
    static boolean mayEdit(By by, Company company, String field) {
        boolean requisite = field.startsWith(REQUISITE);
        boolean missing = (field.equals("phone") && company.data().phone() == null)
                || (field.equals("address") && company.data().address() == null);
        return ClientAccess.changes(by, company.responsibleId())
                || (requisite && by.is(Role.BACK_OFFICE))
                || (missing && ClientAccess.adds(by));
    }

    /** What any of his roles allows (P-1). */
    private static Set<Company.Right> rights(By by, @Nullable String responsibleId) {
        Set<Company.Right> rights = EnumSet.noneOf(Company.Right.class);
        if (ClientAccess.changes(by, responsibleId)) {
            rights.add(Company.Right.ALL);
        }
        if (by.is(Role.BACK_OFFICE)) {
            rights.add(Company.Right.REQUISITES);
        }
        if (ClientAccess.adds(by)) {
            rights.add(Company.Right.ADD);
        }
        return rights;
    }
}
