package crm.directory;

import static crm.testing.User.ADMIN;
import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.INTAKE;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.directory.employee.Employee;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Permissions;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of contacts, companies and employees (P-1, P-2)")
class PermissionTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private AggregateStore<Employee> staff;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String entered(String path, Map<String, Object> body) {
        return as(MANAGER1).made(path, body);
    }

    private Map<String, String> sample() {
        String title = "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        String phone = Fresh.phone();
        return Map.of(
                "phone",
                phone,
                "other",
                Fresh.phone(),
                "inn",
                Fresh.inn(),
                "contact",
                entered(
                        "/api/contacts",
                        Map.of(
                                "fullName",
                                "Соколова " + title,
                                "position",
                                "директор",
                                "phones",
                                List.of(Map.of("number", phone)))),
                "company",
                entered("/api/companies", Map.of("name", "ООО «" + title + "»", "kindOfActivity", "мебель")),
                "title",
                title,
                "twin",
                entered("/api/contacts", Map.of("fullName", "Орлова " + Fresh.word(), "position", "директор")),
                "firm",
                entered("/api/companies", Fresh.firm(Map.of())));
    }

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Permissions permissions() {
        return Permissions.of(service, port)
                .with(this::sample, "contact", "company", "title", "phone", "other", "inn", "twin", "firm")
                .with(() -> Map.of("employee", hired()), "employee")
                .with(this::leading, "head")
                .with(this::gone, "dismissed")
                .with(() -> Map.of("m1", MANAGER1.id()), "m1");
    }

    private String hired() {
        String name = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return as(ADMIN)
                .made(
                        "/api/employees",
                        Map.of(
                                "username",
                                name,
                                "fullName",
                                "Пётр Новый",
                                "email",
                                name + "@crm.example",
                                "roles",
                                List.of("sales-manager")));
    }

    private Map<String, String> leading() {
        String employee = hired();
        assertThat(as(DIRECTOR)
                        .patch("/api/employees/" + employee, Map.of("roles", List.of("sales-manager", "sales-head")))
                        .status())
                .isEqualTo(200);
        return Map.of("head", employee);
    }

    private Map<String, String> gone() {
        String employee = hired();
        assertThat(as(HEAD).post("/api/employees/" + employee + "/dismissal", null)
                        .status())
                .isEqualTo(202);
        return Map.of("dismissed", employee);
    }

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row")
    void rows() {
        permissions().coverEveryMapping();
    }

    @Test
    @DisplayName("P-1 P-2 everyone gets what the table says, and sees what he may see only")
    void table() {
        permissions().holdForEveryone();
    }

    @Test
    @DisplayName("P-2 who has no right to contacts learns no names from ids")
    void labels() {
        Map<String, String> sample = sample();
        Map<String, Object> ids =
                Map.of("contacts", List.of(sample.get("contact")), "companies", List.of(sample.get("company")));
        assertThat(as(MANAGER1).post("/api/directory/labels", ids).body())
                .contains(sample.get("title"), sample.get("phone"));
        for (User user : List.of(OPERATOR, INTAKE)) {
            assertThat(as(user).post("/api/directory/labels", ids).body())
                    .contains(sample.get("contact"))
                    .doesNotContain(sample.get("title"), sample.get("phone"));
        }
    }
}
