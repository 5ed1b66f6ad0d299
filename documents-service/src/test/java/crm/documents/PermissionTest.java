package crm.documents;

import crm.testing.CrmTest;
import crm.testing.Permissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of documents (P-1, P-2)")
class PermissionTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row, and everyone gets what it says")
    void table() {
        Permissions permissions = Permissions.of(service, port);
        permissions.coverEveryMapping();
        permissions.holdForEveryone();
    }
}
