package crm.directory.client;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.directory.Fresh;
import crm.directory.Staffed;
import crm.directory.employee.Employee;
import crm.events.CardKind;
import crm.events.ClientStatusChanged;
import crm.events.DealUpdated;
import crm.events.Money;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("D-10 what contacts and companies are to us")
class ClientStatusTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Employee> staff;

    @Autowired
    private ClientStatuses statuses;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String contact() {
        return as(MANAGER1).post("/api/contacts", Fresh.person(Map.of())).text("id");
    }

    private String company() {
        return as(MANAGER1).post("/api/companies", Fresh.firm(Map.of())).text("id");
    }

    private void moved(
            String deal, int sequence, String from, String to, @Nullable String company, String... contacts) {
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                sequence,
                new StageChanged(
                        CardKind.DEAL,
                        from,
                        to,
                        "person",
                        null,
                        null,
                        null,
                        MANAGER1.id(),
                        null,
                        null,
                        1,
                        null,
                        Money.roubles(new BigDecimal("642000")),
                        null,
                        company,
                        List.of(contacts)));
    }

    private void becomes(String path, String status) {
        await().untilAsserted(() ->
                assertThat(as(HEAD).get(path).text("clientStatus")).isEqualTo(status));
    }

    @Test
    @DisplayName("D-10 a won deal makes clients of its contacts and company; WON undone takes it back to what it was")
    void won() {
        String person = contact();
        String firm = company();
        String deal = "deal-" + Fresh.word();
        moved(deal, 5, "CONTRACT", "WON", firm, person);
        moved(deal, 5, "CONTRACT", "WON", firm, person);
        becomes("/api/contacts/" + person, "CLIENT");
        becomes("/api/companies/" + firm, "CLIENT");
        assertThat(journal.await(person, "ClientStatusChanged").as(ClientStatusChanged.class))
                .isEqualTo(new ClientStatusChanged(CardKind.CONTACT, "NONE", "CLIENT", "won"));
        assertThat(page(HEAD, firm))
                .contains("642 000,00", "Анна Ковалёва", "/deals/" + deal)
                .contains("/deals/of?card=company/" + firm, "/leads/of?card=company/" + firm);
        // a manager is told by the part of the deals which of them are his
        assertThat(page(MANAGER1, firm))
                .contains("продажа " + Year.now(ZoneId.of("Europe/Moscow")) + " года", "Анна Ковалёва")
                .doesNotContain("642", "/deals/" + deal);
        moved(deal, 6, "WON", "CONTRACT", firm, person);
        becomes("/api/contacts/" + person, "NONE");
        becomes("/api/companies/" + firm, "NONE");
        // late news of the sale
        moved(deal, 5, "CONTRACT", "WON", firm, person);
        String other = "deal-" + Fresh.word();
        moved(other, 1, "CONTRACT", "WON", null, contact());
        await().until(() -> mongo.getCollection("won_deals").countDocuments(Filters.eq("_id", other)) == 1);
        becomes("/api/contacts/" + person, "NONE");
        assertThat(journal.factsOf(person)).hasSize(3);
    }

    private String page(User who, String firm) {
        return as(who).with("Accept", "text/html")
                .get("/companies/" + firm)
                .body()
                .replace('\u00a0', ' ');
    }

    @Test
    @DisplayName("D-10 when a won deal gets another contact the status follows")
    void other_contact() {
        String first = contact();
        String second = contact();
        String deal = "deal-" + Fresh.word();
        moved(deal, 5, "CONTRACT", "WON", null, first);
        becomes("/api/contacts/" + first, "CLIENT");
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                6,
                new DealUpdated(List.of(), null, null, null, List.of(second), List.of()));
        becomes("/api/contacts/" + second, "CLIENT");
        becomes("/api/contacts/" + first, "NONE");
    }

    @Test
    @DisplayName(
            "D-10 account manager and head say what somebody is to us, until a later sale says otherwise; others may not")
    void by_person() {
        String person = contact();
        String path = "/api/contacts/" + person;
        for (User user : List.of(MANAGER1, OFFICE)) {
            assertThat(as(user).post(path + "/client-status", Map.of("status", "CLIENT"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(as(ACCOUNT)
                        .post(path + "/client-status", Map.of("status", "FORMER"))
                        .text("clientStatus"))
                .isEqualTo("FORMER");
        assertThat(journal.await(person, "ClientStatusChanged")
                        .as(ClientStatusChanged.class)
                        .why())
                .isEqualTo("person");
        String deal = "deal-" + Fresh.word();
        moved(deal, 5, "CONTRACT", "WON", null, person);
        becomes(path, "CLIENT");
        moved(deal, 6, "WON", "CONTRACT", null, person);
        becomes(path, "FORMER");
        assertThat(as(HEAD).post(path + "/client-status", Map.of("status", "ELSE"))
                        .status())
                .isEqualTo(400);
        assertThat(as(HEAD).post(path + "/client-status", Map.of()).status()).isEqualTo(422);
    }

    @Test
    @DisplayName(
            "D-10 a client whose last deal was won more than twelve months ago is a former one; one set by hand stays")
    void age() {
        String old = contact();
        String set = contact();
        String deal = "deal-" + Fresh.word();
        moved(deal, 5, "CONTRACT", "WON", null, old);
        becomes("/api/contacts/" + old, "CLIENT");
        as(HEAD).post("/api/contacts/" + set + "/client-status", Map.of("status", "CLIENT"));
        Instant then = Instant.now().minus(370, ChronoUnit.DAYS);
        mongo.getCollection("won_deals").updateOne(Filters.eq("_id", deal), Updates.set("wonAt", Date.from(then)));
        statuses.age();
        becomes("/api/contacts/" + old, "FORMER");
        becomes("/api/contacts/" + set, "CLIENT");
        assertThat(journal.await(
                                old,
                                entry -> entry.type().equals("ClientStatusChanged")
                                        && entry.data().path("to").asString().equals("FORMER"))
                        .data()
                        .path("why")
                        .asString())
                .isEqualTo("age");
    }
}
