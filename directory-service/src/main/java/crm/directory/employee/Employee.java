package crm.directory.employee;

import crm.events.DirectoryEvent;
import crm.events.EmployeeHired;
import crm.events.EmployeeUpdated;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of us (P-6); the id is his Keycloak user id. */
public record Employee(String id, @Nullable Long version, long sequence, Account account, News<DirectoryEvent> news)
        implements Aggregate {

    /**
     * What Keycloak says of him.
     *
     * @param zone an IANA zone
     * @param roles those of ours, sorted
     */
    public record Account(
            String username,
            String fullName,
            String email,
            @Nullable String department,
            @Nullable String extension,
            String zone,
            List<String> roles,
            boolean enabled) {
        public Account {
            roles = roles.stream().sorted().toList();
        }
    }

    public Employee {
        news = news == null ? News.none() : news;
    }

    static Employee hire(String id, Account account) {
        return new Employee(
                id,
                null,
                0,
                account,
                News.<DirectoryEvent>none()
                        .and(new EmployeeHired(
                                account.fullName(),
                                account.username(),
                                account.email(),
                                account.department(),
                                account.extension(),
                                account.zone(),
                                account.roles(),
                                null)));
    }

    /** Nothing different, nothing said. */
    Employee update(Account now) {
        return now.equals(account)
                ? this
                : new Employee(
                        id,
                        version,
                        sequence,
                        now,
                        news.and(new EmployeeUpdated(
                                now.fullName(),
                                now.username(),
                                now.email(),
                                now.department(),
                                now.extension(),
                                now.zone(),
                                now.roles(),
                                null)));
    }
}
