package crm.deals.deal;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CompanyMerged;
import crm.events.ContactMerged;
import crm.events.DealCreated;
import crm.events.DealUpdated;
import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("D-3 deals name the survivors of merged contacts and companies")
class MergedClientsTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final String old = UUID.randomUUID().toString();
    private final String survivor = UUID.randomUUID().toString();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String deal(String company, String... contacts) {
        String lead = UUID.randomUUID().toString();
        String id = UUID.randomUUID().toString();
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                5,
                new LeadConverted(lead, id, "Нэйм", "REFERRAL", "MOW", company, List.of(contacts), MANAGER1.id()),
                MANAGER1.id());
        await().until(() -> as(HEAD).get("/api/deals/" + id).status() == 200);
        return id;
    }

    private List<String> people(String deal) {
        return as(HEAD).get("/api/deals/" + deal)
                .json()
                .path("contacts")
                .valueStream()
                .map(link -> link.path("id").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "D-3 ids are replaced, told with the references as they are now; a deal made later of an old lead is mended too")
    void replaced() {
        String firm = UUID.randomUUID().toString();
        String newFirm = UUID.randomUUID().toString();
        String deal = deal(firm, old, "irina");
        for (int i = 0; i < 2; i++) {
            journal.say(Topics.DIRECTORY, "contact/" + old, 3, new ContactMerged(survivor), HEAD.id());
        }
        await().untilAsserted(() -> assertThat(people(deal)).containsExactly(survivor, "irina"));
        DealUpdated told = journal.await(deal, "DealUpdated").as(DealUpdated.class);
        assertThat(told.contactIds()).containsExactly(survivor, "irina");
        assertThat(told.companyId()).isEqualTo(firm);
        journal.say(Topics.DIRECTORY, "company/" + firm, 3, new CompanyMerged(newFirm), HEAD.id());
        await().untilAsserted(() ->
                assertThat(as(HEAD).get("/api/deals/" + deal).text("companyId")).isEqualTo(newFirm));
        await().untilAsserted(() -> assertThat(journal.factsOf(deal))
                .filteredOn(each -> each.type().equals("DealUpdated"))
                .hasSize(2));
        String late = deal(firm, old);
        await().untilAsserted(() -> {
            assertThat(people(late)).containsExactly(survivor);
            assertThat(as(HEAD).get("/api/deals/" + late).text("companyId")).isEqualTo(newFirm);
        });
        Answer added = as(MANAGER1).patch("/api/deals/" + late, Map.of("contactIds", List.of("irina", old)));
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(people(late)).containsExactlyInAnyOrder(survivor, "irina");
    }

    @Test
    @DisplayName("S-1 D-3 a repeat deal with the old id of a client who was merged is made, and names the survivor")
    void repeat_deal() {
        // the directory answers for an old id with what the survivor is
        String oldClient = "client-" + old;
        String oldFirm = "client-firm-" + old;
        String newFirm = "client-" + UUID.randomUUID();
        journal.say(Topics.DIRECTORY, "contact/" + oldClient, 3, new ContactMerged(survivor), HEAD.id());
        journal.say(Topics.DIRECTORY, "company/" + oldFirm, 3, new CompanyMerged(newFirm), HEAD.id());
        String seen = deal(oldFirm, oldClient);
        await().untilAsserted(() -> {
            assertThat(people(seen)).containsExactly(survivor);
            assertThat(as(HEAD).get("/api/deals/" + seen).text("companyId")).isEqualTo(newFirm);
        });
        Answer made = as(MANAGER1)
                .post(
                        "/api/deals",
                        Map.of("title", "Второй год", "companyId", oldFirm, "contactIds", List.of(oldClient, "irina")));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("companyId")).isEqualTo(newFirm);
        assertThat(people(made.text("id"))).containsExactly(survivor, "irina");
        DealCreated told = journal.await(made.text("id"), "DealCreated").as(DealCreated.class);
        assertThat(told.companyId()).isEqualTo(newFirm);
        assertThat(told.contactIds()).containsExactly(survivor, "irina");
        assertThat(told.repeat()).isTrue();
    }
}
