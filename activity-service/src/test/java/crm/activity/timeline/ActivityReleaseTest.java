package crm.activity.timeline;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.events.CardKind;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Leaver;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Activities of one who is dismissed")
class ActivityReleaseTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final Leaver pyotr = Leaver.hired();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String aLead(String responsible) {
        String id = UUID.randomUUID().toString();
        journal.say(Topics.LEADS, "lead/" + id, 1, KnownCards.created("Нэйм", responsible, responsible));
        await().until(() -> as(HEAD).get("/api/activities?card=lead/" + id).status() == 200);
        return id;
    }

    private String planned(String lead) {
        Map<String, Object> call = Map.of(
                "card",
                "lead/" + lead,
                "type",
                "CALL",
                "dueAt",
                Instant.now().plusSeconds(3600).toString(),
                "responsibleId",
                pyotr.id());
        return await().until(() -> as(HEAD).post("/api/activities", call), answer -> answer.status() == 201)
                .text("id");
    }

    private String responsibleFor(String activity) {
        return as(HEAD).get("/api/activities/" + activity).text("responsibleId");
    }

    private void released(String lead, long sequence) {
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                sequence,
                new ResponsibleReleased(CardKind.LEAD, pyotr.id(), "dismissal", pyotr.dismissal()));
    }

    private void assigned(String lead, long sequence, User to) {
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                sequence,
                new ResponsibleAssigned(CardKind.LEAD, null, to.id(), "hand", "by hand"));
    }

    @Test
    @DisplayName("D-6 L-18 his open activities go to the head who dismissed, and with the card when it is assigned")
    void to_the_head_then_with_the_card() {
        String lead = aLead(pyotr.id());
        String call = planned(lead);
        pyotr.isDismissedBy(HEAD);
        Journal.Entry done = journal.await(pyotr.dismissal() + "-activities", "ReleaseCompleted");
        assertThat(done.data().path("counts").path("activity").asInt()).isEqualTo(1);
        assertThat(responsibleFor(call)).isEqualTo(HEAD.id());
        Journal.Entry event = journal.await(call, "ActivityReassigned");
        assertThat(event.data().path("from").asString()).isEqualTo(pyotr.id());
        released(lead, 2);
        assigned(lead, 3, MANAGER2);
        await().until(() -> responsibleFor(call).equals(MANAGER2.id()));
    }

    @Test
    @DisplayName(
            "D-6 dismissed by an administrator: to the active head; the card assigned before: straight to its new responsible")
    void other_orders() {
        String mine = aLead(pyotr.id());
        String held = planned(mine);
        String theirs = aLead(pyotr.id());
        String gone = planned(theirs);
        released(theirs, 2);
        assigned(theirs, 3, MANAGER2);
        await().until(() ->
                as(MANAGER2).get("/api/activities?card=lead/" + theirs).status() == 200);
        assertThat(responsibleFor(gone)).isEqualTo(pyotr.id());
        pyotr.isDismissedBy(ADMIN);
        journal.await(pyotr.dismissal() + "-activities", "ReleaseCompleted");
        assertThat(responsibleFor(held)).isEqualTo(HEAD.id());
        assertThat(responsibleFor(gone)).isEqualTo(MANAGER2.id());
    }

    @Test
    @DisplayName("D-6 what comes late goes to the head too; nothing is given to him: 422 at the field")
    void late() {
        String lead = aLead(pyotr.id());
        pyotr.isDismissedBy(HEAD);
        journal.await(pyotr.dismissal() + "-activities", "ReleaseCompleted");
        KnownCards.say("lead/" + lead, 2, KnownCards.moved(CardKind.LEAD, "NEW", "IN_WORK", pyotr.id()), HEAD);
        await().until(() -> as(HEAD).get("/api/activities?open=true&card=lead/" + lead)
                        .json()
                        .path("items")
                        .size()
                == 1);
        assertThat(as(HEAD).get("/api/activities?open=true&card=lead/" + lead)
                        .json()
                        .path("items")
                        .path(0)
                        .path("responsibleId")
                        .asString())
                .isEqualTo(HEAD.id());
        Answer task = as(HEAD).post(
                        "/api/activities",
                        Map.of(
                                "card",
                                "lead/" + aLead(MANAGER1.id()),
                                "type",
                                "TASK",
                                "dueAt",
                                Instant.now().plusSeconds(3600).toString(),
                                "responsibleId",
                                pyotr.id()));
        assertThat(task.status()).isEqualTo(422);
        assertThat(task.json().path("errors").path(0).path("code").asString()).isEqualTo("dismissed");
    }
}
