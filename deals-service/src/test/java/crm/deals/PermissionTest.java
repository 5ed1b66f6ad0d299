package crm.deals;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Permissions;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of deals (P-1, P-2)")
class PermissionTest {
    private static final String TODAY =
            LocalDate.now(ZoneId.of("Europe/Moscow")).toString();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    /** A deal of the manager, of a lead converted now; here as soon as the event is. */
    private static String converted(String title) {
        String lead = UUID.randomUUID().toString();
        String deal = UUID.randomUUID().toString();
        Stack.running()
                .journal()
                .say(
                        Topics.LEADS,
                        "lead/" + lead,
                        5,
                        new LeadConverted(lead, deal, title, "REFERRAL", "MOW", null, List.of("c1"), MANAGER1.id()),
                        MANAGER1.id());
        return deal;
    }

    private void known(String deal) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> as(HEAD).get("/api/deals/" + deal).status() == 200);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private Map<String, String> aDeal() {
        String title = word();
        String deal = converted(title);
        known(deal);
        return Map.of("deal", deal, "title", title);
    }

    private Map<String, String> aContract() {
        String title = word();
        String deal = converted(title);
        known(deal);
        done(as(MANAGER1)
                .with("Idempotency-Key", "sample")
                .post("/api/deals/" + deal + "/stage", Map.of("to", "CONTRACT")));
        return Map.of("contract", deal, "contractword", title);
    }

    private Map<String, String> aSale() {
        String title = word();
        String deal = converted(title);
        known(deal);
        done(as(MANAGER1)
                .put("/api/deals/" + deal + "/lines", List.of(Map.of("product", "SEO", "price", 1000, "quantity", 1))));
        String payment = done(as(MANAGER1)
                        .post(
                                "/api/deals/" + deal + "/payments",
                                Map.of("amount", 1000, "paidOn", TODAY, "document", "ПП 1")))
                .header("Location")
                .replaceFirst(".*/", "");
        done(as(MANAGER1).post("/api/deals/" + deal + "/stage", Map.of("to", "WON")));
        return Map.of("won", deal, "payment", payment, "wonword", title);
    }

    private static Map<String, String> others() {
        return Map.of("manager1", MANAGER1.id(), "manager2", MANAGER2.id(), "today", TODAY);
    }

    private Permissions permissions() {
        return Permissions.of(service, port)
                .with(this::aDeal, "deal", "title")
                .with(this::aContract, "contract", "contractword")
                .with(this::aSale, "won", "payment", "wonword")
                .with(PermissionTest::others, "manager1", "manager2", "today");
    }

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row")
    void rows() {
        permissions().coverEveryMapping();
    }

    @Test
    @DisplayName("P-1 P-2 everyone gets what the table says, and sees the deals he may see only")
    void table() {
        permissions().holdForEveryone();
    }

    @Test
    @DisplayName("P-1 a sale refused to the documents desk leaves no payment behind")
    void sale_refused() {
        String contract = aContract().get("contract");
        assertThat(as(OFFICE)
                        .form("/deals/" + contract + "/stage", "to=WON&amount=1000&paidOn=" + TODAY + "&document=1187")
                        .status())
                .isEqualTo(403);
        assertThat(as(HEAD).get("/api/deals/" + contract)
                        .json()
                        .path("payments")
                        .size())
                .isZero();
    }

    @Test
    @DisplayName("P-2 counts and sums have only what the reader may see")
    void counts() {
        String title = word();
        String deal = converted(title);
        known(deal);
        done(as(MANAGER1)
                .put("/api/deals/" + deal + "/lines", List.of(Map.of("product", "SEO", "price", 777, "quantity", 1))));
        assertThat(as(MANAGER1).get("/api/deals/board?q=" + title).body()).contains("777");
        for (User user : List.of(MANAGER2, ACCOUNT, OFFICE)) {
            assertThat(as(user).get("/api/deals?q=" + title)
                            .json()
                            .path("total")
                            .asLong())
                    .isZero();
            assertThat(as(user).get("/api/deals/board?q=" + title).json().path("columns"))
                    .allSatisfy(
                            column -> assertThat(column.path("count").asLong()).isZero());
            assertThat(as(user).get("/api/deals/board?q=" + title).body()).doesNotContain("777");
        }
    }
}
