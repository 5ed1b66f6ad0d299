package crm.deals.deal;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.LeadConverted;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Leaver;
import crm.testing.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Deals of one who is dismissed")
class DealReleaseTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final Leaver pyotr = Leaver.hired();

    private Caller head() {
        return Caller.as(HEAD, port);
    }

    private String converted() {
        String lead = UUID.randomUUID().toString();
        String deal = UUID.randomUUID().toString();
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                5,
                new LeadConverted(lead, deal, "Нэйм", "REFERRAL", "MOW", null, List.of("irina"), pyotr.id()),
                pyotr.id());
        await().until(() -> head().get("/api/deals/" + deal).status() == 200);
        return deal;
    }

    /** What came free of him and nobody has got since: where the page of his dismissal leads. */
    private List<String> released() {
        return head().get("/api/deals?released=" + pyotr.id())
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "D-6 open deals go to the queue with their stage; a deal that comes late goes there too, nothing is assigned to him")
    void dismissed() {
        String deal = converted();
        head().post("/api/deals/" + deal + "/stage", Map.of("to", "DECIDING"));
        pyotr.isDismissedBy(HEAD);
        Journal.Entry done = journal.await(pyotr.dismissal() + "-deals", "ReleaseCompleted");
        assertThat(done.data().path("counts").path("deal").asInt()).isEqualTo(1);
        Answer card = head().get("/api/deals/" + deal);
        assertThat(card.json().path("responsibleId").isNull()).isTrue();
        assertThat(card.text("stage")).isEqualTo("DECIDING");
        assertThat(journal.await(deal, "ResponsibleReleased")
                        .data()
                        .path("dismissalId")
                        .asString())
                .isEqualTo(pyotr.dismissal());

        String late = converted();
        assertThat(head().get("/api/deals/" + late).json().path("responsibleId").isNull())
                .isTrue();
        assertThat(journal.await(late, "ResponsibleReleased").sequence())
                .isGreaterThan(journal.await(late, "DealCreated").sequence());
        assertThat(released()).containsExactlyInAnyOrder(deal, late);
        assertThat(head().post("/api/deals/" + late + "/responsible", Map.of("employeeId", MANAGER1.id()))
                        .status())
                .isEqualTo(200);
        assertThat(released()).containsExactly(deal);
        Answer assigned = head().post("/api/deals/" + deal + "/responsible", Map.of("employeeId", pyotr.id()));
        assertThat(assigned.status()).isEqualTo(422);
        assertThat(assigned.json().path("errors").path(0).path("code").asString())
                .isEqualTo("dismissed");
    }
}
