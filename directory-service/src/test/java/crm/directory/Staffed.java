package crm.directory;

import crm.directory.employee.Employee;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.News;
import crm.testing.User;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;

/** Makes the people of the tests known to the directory itself, which elsewhere learns of them from Keycloak. */
public final class Staffed {
    private Staffed() {}

    public static void everyone(AggregateStore<Employee> staff) {
        for (User user : User.values()) {
            if (user.isPerson()) {
                hire(staff, user.id(), user.username(), user.fullName(), user.roles(), true);
            }
        }
    }

    /** Somebody who was one of us and has left. */
    public static String formerManager(AggregateStore<Employee> staff) {
        String id = "left-" + Fresh.word();
        hire(staff, id, id, "Ушедший Иван", List.of("sales-manager"), false);
        return id;
    }

    private static void hire(
            AggregateStore<Employee> staff,
            String id,
            String username,
            String fullName,
            List<String> roles,
            boolean active) {
        try {
            staff.insert(
                    new Employee(
                            id,
                            null,
                            0,
                            new Employee.Account(
                                    username,
                                    fullName,
                                    username + "@crm.example",
                                    null,
                                    null,
                                    "Europe/Moscow",
                                    roles,
                                    active),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            News.none()),
                    By.SYSTEM,
                    null);
        } catch (DuplicateKeyException known) {
            // another test was first
        }
    }
}
