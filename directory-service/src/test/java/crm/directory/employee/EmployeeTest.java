package crm.directory.employee;

import static crm.testing.User.ADMIN;
import static crm.testing.User.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;

import crm.directory.employee.Employee.Account;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("An employee")
class EmployeeTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Staff staff;

    private static Account anna(String name, String... roles) {
        return new Account("anna", name, "anna@crm.example", null, null, "Europe/Moscow", List.of(roles), true);
    }

    @Test
    @DisplayName("P-6 is told of once when he is known first, and again only when something is different")
    void told_once() {
        String id = UUID.randomUUID().toString();
        staff.know(id, anna("Анна Ковалёва", "sales-manager"));
        staff.know(id, anna("Анна Ковалёва", "sales-manager"));
        staff.know(id, anna("Анна Петрова", "sales-head", "sales-manager"));
        Journal journal = Stack.running().journal();
        journal.await(id, "EmployeeUpdated");
        assertThat(journal.factsOf(id))
                .extracting(Journal.Entry::type)
                .containsExactly("EmployeeHired", "EmployeeUpdated");
        assertThat(Caller.as(ADMIN, port).get("/api/employees").body()).contains("Анна Петрова", "sales-head");
        assertThat(Caller.as(NOBODY, port).get("/api/employees").status()).isEqualTo(403);
    }
}
