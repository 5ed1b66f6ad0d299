package crm.directory.company;

import crm.directory.reference.DirectoryAccess;
import crm.directory.reference.DirectoryQuery;
import crm.platform.card.CardTable;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** What can be done with companies: load, ask the company, save. */
@Service
public class Companies {
    /** What the name of a requisite begins with where fields of a company are named. */
    static final String REQUISITE = "requisites.";

    private static final Cursor NEWEST = new Cursor("createdAt", true);

    private final AggregateStore<Company> store;
    private final CardTable<Company> table;
    private final Clock clock;

    Companies(AggregateStore<Company> store, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.clock = clock;
        this.table = new CardTable<>(store, null, clock, zone);
    }

    Company card(String id, By by) {
        DirectoryAccess.needCardReader(by);
        return store.find(id).orElseThrow(Refusals::notFound);
    }

    Page<Company> list(Query query, By by) {
        DirectoryAccess.needReader(by);
        return table.list(
                DirectoryQuery.filter(query, by), NEWEST, query.one("cursor").orElse(null), query.limit());
    }

    /** By ids, for services that hold references. */
    public List<Company> known(Collection<String> ids) {
        return store.findAll(ids);
    }

    Company enter(CompanyData data, By by, @Nullable RequestKey key) {
        DirectoryAccess.needCreator(by);
        return store.insert(Company.enter(Ids.forRequest(key), data, by.id(), clock.instant()), by, key);
    }

    Company edit(String id, UnaryOperator<CompanyData> edit, By by, Expected expected) {
        card(id, by);
        return store.change(
                        id,
                        by,
                        expected,
                        null,
                        now -> now.edit(edit.apply(now.data()), rights(by, now.responsibleId())))
                .orElseThrow(Refusals::notFound);
    }

    /** Whether a page offers to edit a field; the aggregate decides again when it is saved. */
    static boolean mayEdit(By by, Company company, String field) {
        boolean requisite = field.startsWith(REQUISITE);
        boolean missing = (field.equals("phone") && company.data().phone() == null)
                || (field.equals("address") && company.data().address() == null);
        return DirectoryAccess.changes(by, company.responsibleId())
                || (requisite && by.is(Role.BACK_OFFICE))
                || (missing && DirectoryAccess.adds(by));
    }

    /** What any of his roles allows (P-1). */
    private static Set<Company.Right> rights(By by, @Nullable String responsibleId) {
        Set<Company.Right> rights = EnumSet.noneOf(Company.Right.class);
        if (DirectoryAccess.changes(by, responsibleId)) {
            rights.add(Company.Right.ALL);
        }
        if (by.is(Role.BACK_OFFICE)) {
            rights.add(Company.Right.REQUISITES);
        }
        if (DirectoryAccess.adds(by)) {
            rights.add(Company.Right.ADD);
        }
        return rights;
    }
}
