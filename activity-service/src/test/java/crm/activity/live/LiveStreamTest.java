package crm.activity.live;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.events.CardKind;
import crm.events.CrmEvent;
import crm.events.LeadCreated;
import crm.events.LeadUpdated;
import crm.events.ResponsibleAssigned;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Listener;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("V-5 The live stream")
class LiveStreamTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final List<Listener> listeners = new ArrayList<>();
    private final String lead = "lead/" + UUID.randomUUID();

    @AfterEach
    void hangUp() {
        listeners.forEach(Listener::close);
    }

    private Listener listening(User user) {
        return listening(user, null);
    }

    private Listener listening(User user, @org.jspecify.annotations.Nullable String had) {
        Listener listener = Listener.to(port, user, had);
        listeners.add(listener);
        return listener;
    }

    private void say(String subject, long sequence, CrmEvent event) {
        journal.say(subject.startsWith("lead/") ? Topics.LEADS : Topics.DEALS, subject, sequence, event);
    }

    private static LeadCreated created(User responsible, User by) {
        return KnownCards.created("Нэйм", responsible.id(), by.id());
    }

    private static StageChanged moved(CardKind kind, String from, String to) {
        return KnownCards.moved(kind, from, to, "rollback", null, MANAGER1.id());
    }

    private static LeadUpdated updated() {
        return new LeadUpdated(List.of(), null, null, null, List.of(), List.of());
    }

    @Test
    @DisplayName("tells of a lead its responsible, the head, and the operator who entered it, and nobody else (P-2)")
    void only_of_what_one_may_see() {
        Listener own = listening(MANAGER1);
        Listener head = listening(HEAD);
        Listener entered = listening(OPERATOR);
        List<Listener> others = List.of(listening(MANAGER2), listening(ACCOUNT), listening(OFFICE));

        say(lead, 1, created(MANAGER1, OPERATOR));

        own.awaits(lead, "LeadCreated");
        head.awaits(lead, "LeadCreated");
        entered.awaits(lead, "LeadCreated");
        assertThat(others).allSatisfy(other -> assertThat(other.subjects()).doesNotContain(lead));
    }

    @Test
    @DisplayName("tells the one a card was taken from that it was, and nothing after it")
    void handed_over() {
        Listener first = listening(MANAGER1);
        Listener second = listening(MANAGER2);
        say(lead, 1, created(MANAGER1, MANAGER1));
        first.awaits(lead, "LeadCreated");

        say(lead, 2, new ResponsibleAssigned(CardKind.LEAD, MANAGER1.id(), MANAGER2.id(), "hand", null));
        say(lead, 3, updated());

        first.awaits(lead, "ResponsibleAssigned");
        second.awaits(lead, "ResponsibleAssigned");
        second.awaits(lead, "LeadUpdated");
        assertThat(first.typesOf(lead)).doesNotContain("LeadUpdated");
    }

    @Test
    @DisplayName("shows a deal to account manager and documents desk from where they see it")
    void later_stages() {
        String deal = "deal/" + UUID.randomUUID();
        Listener account = listening(ACCOUNT);
        Listener office = listening(OFFICE);
        say(deal, 1, KnownCards.dealCreated("Нэйм", MANAGER1, null));
        say(deal, 2, moved(CardKind.DEAL, "PREPARING_OFFER", "CONTRACT"));
        office.awaits(deal, "StageChanged");
        assertThat(account.subjects()).doesNotContain(deal);

        say(deal, 3, moved(CardKind.DEAL, "CONTRACT", "WON"));
        account.awaits(deal, "StageChanged");
    }

    @Test
    @DisplayName("who was disconnected is told what he missed, each once, in order")
    void resumed() {
        say(lead, 1, created(MANAGER1, MANAGER1));
        Listener before = listening(MANAGER1);
        say(lead, 2, updated());
        before.awaits(lead, "LeadUpdated");
        before.close();
        say(lead, 3, moved(CardKind.LEAD, "IN_WORK", "QUALIFICATION"));
        say(lead, 4, updated());
        // read by the service before he is back
        Listener witness = Listener.to(port, HEAD, before.last());
        listeners.add(witness);
        witness.awaits(lead, 4);

        Listener after = listening(MANAGER1, before.last());

        after.awaits(lead, 4);
        assertThat(after.versionsOf(lead)).containsExactly(3L, 4L);
    }

    @Test
    @DisplayName("who comes back with a place that means nothing is told to look at everything")
    void resync() {
        Listener lost = listening(MANAGER1, "0.0");
        await().until(() -> lost.types().contains("resync"));
    }

    @Test
    @DisplayName("a page is told what came between its drawing and its connection")
    void no_gap_at_the_start() {
        say(lead, 1, created(MANAGER1, MANAGER1));
        listening(HEAD, null).awaitsConnection();
        await().until(() ->
                Caller.as(MANAGER1, port).get("/api/activities?card=" + lead).status() == 200);

        Listener page = Listener.to(port, MANAGER1, null, Duration.ofSeconds(20));
        listeners.add(page);

        page.awaits(lead, "LeadCreated");
    }

    @Test
    @DisplayName(
            "an activity shows on its card, and to whom it was given; the signals of a card when its owner has them")
    void activities_and_signals() {
        say(lead, 1, created(MANAGER1, MANAGER1));
        Listener own = listening(MANAGER1);
        Listener asked = listening(OPERATOR);
        await().untilAsserted(() -> assertThat(Caller.as(MANAGER1, port)
                        .get("/api/activities?card=" + lead)
                        .status())
                .isEqualTo(200));
        String activity = "activity/"
                + Caller.as(MANAGER1, port)
                        .post(
                                "/api/activities",
                                Map.of(
                                        "card",
                                        lead,
                                        "type",
                                        "TASK",
                                        "dueAt",
                                        Instant.now().plusSeconds(3600).toString(),
                                        "text",
                                        "рассчитать",
                                        "responsibleId",
                                        OPERATOR.id()))
                        .text("id");

        own.awaits(lead, "ActivityPlanned");
        asked.awaits(activity, "ActivityPlanned");

        journal.sayRaw(
                Topics.SIGNALS,
                lead.substring(5),
                "{\"subject\":\"%s\",\"type\":\"SignalsChanged\",\"sequence\":7}".formatted(lead));
        own.awaits(lead, "SignalsChanged");
    }

    @Test
    @DisplayName("rubbish on a topic stops nobody")
    void rubbish() {
        Listener head = listening(HEAD);
        journal.sayRaw(Topics.SIGNALS, "x", "{");
        journal.sayRaw(Topics.SIGNALS, "x", "{\"subject\":\"planet/1\",\"type\":\"x\"}");
        say(lead, 1, created(MANAGER1, MANAGER1));
        head.awaits(lead, "LeadCreated");
    }
}
