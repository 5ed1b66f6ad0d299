package crm.documents;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Permissions;
import crm.testing.User;
import java.time.Duration;
import java.util.Map;
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
        Permissions permissions = Permissions.of(service, port)
                .with(() -> aDocument("deal", "document", "title", null, MANAGER1), "deal", "document", "title")
                .with(
                        () -> aDocument("contractdeal", "contract", "contractword", "CONTRACT", OFFICE),
                        "contractdeal",
                        "contract",
                        "contractword")
                .with(() -> aDocument("saledeal", "sale", "saleword", "WON", ACCOUNT), "saledeal", "sale", "saleword");
        permissions.coverEveryMapping();
        permissions.holdForEveryone();
    }

    /** Made by its manager, and told of: the last who may see it does. */
    private Map<String, String> aDocument(String deal, String document, String word, String stage, User last) {
        Origin origin = Origin.of("Сделка", MANAGER1);
        if (stage != null) {
            origin.at(stage, 2);
        }
        Answer made =
                Caller.as(MANAGER1, port).post("/api/documents", Map.of("card", origin.card(), "kind", "CONTRACT_SEO"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String number = made.text("number");
        for (User user : new User[] {MANAGER1, HEAD, last}) {
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> Caller.as(user, port)
                            .get("/api/documents?limit=5")
                            .body()
                            .contains(number));
        }
        return Map.of(deal, origin.id(), document, made.text("id"), word, number);
    }
}
