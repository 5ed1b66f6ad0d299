package crm.reporting;

import static org.awaitility.Awaitility.await;

import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Permissions;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of reporting (P-1, P-2)")
class PermissionTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    private Map<String, String> aLead() {
        String title = "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        String id = UUID.randomUUID().toString();
        new Told.Teller(
                        "lead/" + id,
                        event -> Stack.running().journal().sayRaw(event.topic(), event.id(), event.json()))
                .tell(Instant.now(), "LeadCreated", "title", title, "responsibleId", User.MANAGER1.id());
        await().until(() -> Caller.as(User.HEAD, port)
                .get("/api/reports/funnel/cards?kind=lead&stage=NEW&limit=200")
                .body()
                .contains(title));
        return Map.of("title", title);
    }

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row, and everyone gets what it says")
    void table() {
        Permissions permissions = Permissions.of(service, port)
                .with(this::aLead, "title")
                .with(() -> Map.of("manager1", User.MANAGER1.id()), "manager1");
        permissions.coverEveryMapping();
        permissions.holdForEveryone();
    }
}
