package crm.directory.employee;

import crm.directory.employee.Employee.Account;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The employees as they are known here. */
@Service
class Staff {
    private static final int MOST = 1000;

    private final AggregateStore<Employee> store;

    Staff(AggregateStore<Employee> store) {
        this.store = store;
    }

    /** Takes what Keycloak says of a user: hired when he is new, updated when something is different. */
    void know(String id, Account account) {
        if (store.change(id, By.SYSTEM, employee -> employee.update(account)).isEmpty()) {
            try {
                store.insert(Employee.hire(id, account), By.SYSTEM, null);
            } catch (DuplicateKeyException hiredMeanwhile) {
                // another instance looked at the same moment
            }
        }
    }

    /** The full name, empty when he is not known here. */
    String nameOf(String id) {
        return store.find(id).map(employee -> employee.account().fullName()).orElse("");
    }

    /** By name; a department is no larger than {@value #MOST}. */
    List<Employee> all() {
        return store.collection()
                .find()
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(new Document("account.fullName", 1))
                .limit(MOST)
                .map(store::read)
                .into(new ArrayList<>());
    }
}
