package crm.leads.lead;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CompanyMerged;
import crm.events.ContactMerged;
import crm.events.LeadUpdated;
import crm.events.Topics;
import crm.platform.card.MergedClients;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("D-3 leads name the survivors of merged contacts and companies")
class MergedClientsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Lead> leads;

    @Autowired
    private MergedClients merged;

    private final Journal journal = Stack.running().journal();
    private final String old = UUID.randomUUID().toString();
    private final String survivor = UUID.randomUUID().toString();
    private final String bystander = UUID.randomUUID().toString();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String lead(List<String> contactIds, String companyId) {
        return as(MANAGER1)
                .made(
                        "/api/leads",
                        Map.of("title", "Нэйм", "source", "SOCIAL", "contactIds", contactIds, "companyId", companyId));
    }

    private List<String> people(String lead) {
        return as(HEAD).get("/api/leads/" + lead)
                .json()
                .path("contacts")
                .valueStream()
                .map(link ->
                        link.path("id").asString() + " " + link.path("role").asString())
                .toList();
    }

    private void merged(String kind, String from, String into) {
        journal.say(
                Topics.DIRECTORY,
                kind + "/" + from,
                7,
                kind.equals("contact") ? new ContactMerged(into) : new CompanyMerged(into),
                HEAD.id());
    }

    @Test
    @DisplayName("D-3 ids are replaced on leads of any stage, each person once, the main one stays main; told once")
    void replaced() {
        String firm = UUID.randomUUID().toString();
        String newFirm = UUID.randomUUID().toString();
        String lead = lead(List.of(old, bystander, survivor), firm);
        merged("contact", old, survivor);
        merged("contact", old, survivor);
        await().untilAsserted(
                        () -> assertThat(people(lead)).containsExactly(survivor + " main", bystander + " participant"));
        LeadUpdated told = journal.await(lead, "LeadUpdated").as(LeadUpdated.class);
        assertThat(told.contactIds()).containsExactly(survivor, bystander);
        assertThat(told.changes()).extracting(change -> change.field()).containsExactly("contactIds");
        merged("company", firm, newFirm);
        await().untilAsserted(() ->
                assertThat(as(HEAD).get("/api/leads/" + lead).text("companyId")).isEqualTo(newFirm));
        await().untilAsserted(() -> assertThat(journal.factsOf(lead))
                .filteredOn(each -> each.type().equals("LeadUpdated"))
                .hasSize(2));
    }

    @Test
    @DisplayName(
            "D-3 what is written with the old id afterwards names the survivor, also at the end of a chain told backwards")
    void written_afterwards() {
        String last = UUID.randomUUID().toString();
        String before = lead(List.of(old), bystander);
        merged("contact", survivor, last);
        merged("contact", old, survivor);
        await().untilAsserted(() -> assertThat(people(before)).containsExactly(last + " main"));
        assertThat(people(lead(List.of(old), bystander))).containsExactly(last + " main");
        String other = lead(List.of(bystander), bystander);
        as(MANAGER1).post("/api/leads/" + other + "/contacts", Map.of("contactId", old));
        assertThat(people(other)).containsExactly(bystander + " main", last + " participant");
    }

    @Test
    @DisplayName("D-3 a lead that was being written while it was merged is mended by the second look")
    void written_meanwhile() {
        String lead = lead(List.of(bystander), bystander);
        merged("contact", old, survivor);
        await().until(() -> people(lead(List.of(old), bystander)).contains(survivor + " main"));
        // checked before the merging, written after it
        leads.collection()
                .updateOne(new Document("_id", lead), new Document("$set", new Document("contacts.0._id", old)));
        assertThat(people(lead)).containsExactly(old + " main");
        merged.lookOnceMore(Duration.ofMinutes(3));
        assertThat(people(lead)).containsExactly(survivor + " main");
    }
}
