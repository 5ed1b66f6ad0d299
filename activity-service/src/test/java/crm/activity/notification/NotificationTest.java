package crm.activity.notification;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.events.AcceptanceOverdue;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.EnquiryRepeated;
import crm.events.ResponsibleAssigned;
import crm.events.Topics;
import crm.platform.lease.Leases;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Listener;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("T-10 Notifications")
class NotificationTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Reminders reminders;

    @Autowired
    private Notices notices;

    @Autowired
    private Preferences preferences;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Clock clock;

    private final Journal journal = Stack.running().journal();
    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Уведомить о Нэйм", MANAGER1, port);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    /** What he was told of this lead, newest first. */
    private List<JsonNode> told(User user) {
        return as(user).get("/api/notifications?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("card").asString("").equals(lead))
                .toList();
    }

    private List<String> causes(User user) {
        return told(user).stream().map(item -> item.path("cause").asString()).toList();
    }

    private Answer plan(Map<String, Object> more) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "card",
                lead,
                "type",
                "TASK",
                "dueAt",
                Instant.now().plusSeconds(7200).toString(),
                "text",
                "посчитать"));
        plan.putAll(more);
        Answer answer = as(MANAGER1).post("/api/activities", plan);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    @Test
    @DisplayName("T-10 a lead assigned, a task given, a mention: each once, also when its event comes again")
    void told_once() {
        ResponsibleAssigned assigned =
                new ResponsibleAssigned(CardKind.LEAD, MANAGER1.id(), MANAGER2.id(), "hand", "by hand");
        journal.say(Topics.LEADS, lead, 2, assigned, HEAD.id());
        journal.say(Topics.LEADS, lead, 2, assigned, HEAD.id());
        await().until(() -> causes(MANAGER2).equals(List.of("ASSIGNED")));
        assertThat(told(MANAGER2).getFirst().path("title").asString()).isEqualTo("Уведомить о Нэйм");
        assertThat(told(MANAGER2).getFirst().path("read").asBoolean()).isFalse();
        assertThat(causes(HEAD)).as("not of his own doing").isEmpty();
    }

    @Test
    @DisplayName("T-10 T-15 a task for a colleague and a mention reach him with what is to be done")
    void task_and_mention() {
        plan(Map.of("responsibleId", MANAGER2.id()));
        await().until(() -> causes(MANAGER2).equals(List.of("TASK")));
        assertThat(told(MANAGER2).getFirst().path("activity").asString()).isEqualTo("посчитать");
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + UUID.randomUUID(),
                1,
                new CommentAdded(crm.events.CardRef.of(lead), 5, List.of(ACCOUNT.id(), MANAGER1.id()), 0),
                MANAGER1.id());
        await().until(() -> causes(ACCOUNT).equals(List.of("MENTIONED")));
        assertThat(causes(MANAGER1)).isEmpty();
    }

    @Test
    @DisplayName("P-2 T-10 of a card he does not see (any more) the title is not told")
    void hidden() {
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + UUID.randomUUID(),
                1,
                new CommentAdded(crm.events.CardRef.of(lead), 5, List.of(MANAGER2.id()), 0),
                MANAGER1.id());
        await().until(() -> causes(MANAGER2).equals(List.of("MENTIONED")));
        assertThat(told(MANAGER2).getFirst().path("title").isNull()).isTrue();
        assertThat(as(MANAGER2)
                        .with("Accept", "text/html")
                        .get("/notifications/list")
                        .body())
                .doesNotContain("Уведомить о Нэйм");
    }

    @Test
    @DisplayName("L-4 T-10 the head is told that a lead is accepted")
    void accepted() {
        KnownCards.say(lead, 2, KnownCards.moved(CardKind.LEAD, "NEW", "IN_WORK", MANAGER1.id()), MANAGER1);
        await().until(() -> causes(HEAD).equals(List.of("ACCEPTED")));
    }

    @Test
    @DisplayName("T-10 reminded once for each date, as long before as he wants, and not of what he has muted")
    void reminded() {
        Instant inTenMinutes = Instant.now().plus(Duration.ofMinutes(10));
        String call =
                plan(Map.of("type", "CALL", "dueAt", inTenMinutes.toString())).text("id");
        reminders.remind();
        reminders.remind();
        assertThat(causes(MANAGER1)).containsExactly("DUE");
        as(MANAGER1)
                .post(
                        "/api/activities/" + call + "/reschedule",
                        Map.of("dueAt", inTenMinutes.plusSeconds(60).toString(), "kind", "noAnswer"));
        reminders.remind();
        assertThat(causes(MANAGER1)).containsExactly("DUE", "DUE");
        assertThat(as(MANAGER1)
                        .put("/api/notifications/settings", Map.of("minutesBefore", 0, "muted", List.of("MENTIONED")))
                        .status())
                .isEqualTo(200);
        plan(Map.of("type", "CALL", "dueAt", inTenMinutes.toString()));
        reminders.remind();
        assertThat(causes(MANAGER1)).containsExactly("DUE", "DUE");
        as(MANAGER1).put("/api/notifications/settings", Map.of("minutesBefore", 15));
        reminders.remind();
        assertThat(causes(MANAGER1)).hasSize(3);
        assertThat(as(MANAGER1)
                        .put("/api/notifications/settings", Map.of("minutesBefore", 9999))
                        .status())
                .isEqualTo(422);
    }

    private Reminders another(Duration later) {
        Clock clock = Clock.offset(this.clock, later);
        return new Reminders(mongo, notices, preferences, new Leases(mongo, clock), clock);
    }

    @Test
    @DisplayName(
            "T-10 what came due while the service was down is reminded of when it is up, once, also by two instances; a day later no more")
    void down_for_a_while() throws InterruptedException {
        plan(Map.of("dueAt", Instant.now().minus(Duration.ofHours(20)).toString()));
        plan(Map.of("dueAt", Instant.now().minus(Duration.ofHours(25)).toString()));
        List<Thread> instances = Stream.of(reminders, another(Duration.ZERO), another(Duration.ZERO))
                .map(instance -> Thread.ofVirtual().start(instance::remind))
                .toList();
        for (Thread instance : instances) {
            instance.join();
        }
        assertThat(causes(MANAGER1)).containsExactly("DUE");
    }

    @Test
    @DisplayName("T-6 T-10 when a date that was waited for comes he is told, and not before")
    void waited() {
        plan(Map.of(
                "type",
                "WAIT",
                "dueAt",
                Instant.now().plus(Duration.ofMinutes(10)).toString()));
        reminders.remind();
        assertThat(causes(MANAGER1)).isEmpty();
        another(Duration.ofMinutes(11)).remind();
        assertThat(causes(MANAGER1)).containsExactly("DUE");
    }

    @Test
    @DisplayName("T-10 there is something new under the bell: his open pages hear of it at once, nobody else's do")
    void live() {
        try (Listener his = Listener.to(port, MANAGER2, null);
                Listener heads = Listener.to(port, HEAD, null)) {
            plan(Map.of("responsibleId", MANAGER2.id()));
            his.awaits("employee/" + MANAGER2.id(), "Notified");
            assertThat(heads.typesOf("employee/" + MANAGER2.id())).isEmpty();
        }
    }

    @Test
    @DisplayName("T-10 the bell counts the unread; one or all are read; another's cannot be")
    void read() {
        plan(Map.of("responsibleId", MANAGER2.id()));
        await().until(() -> causes(MANAGER2).equals(List.of("TASK")));
        String id = told(MANAGER2).getFirst().path("id").asString();
        int unread =
                as(MANAGER2).get("/api/notifications").json().path("unread").asInt();
        assertThat(unread).isPositive();
        as(MANAGER1).post("/api/notifications/read", Map.of("ids", List.of(id)));
        assertThat(told(MANAGER2).getFirst().path("read").asBoolean()).isFalse();
        Answer opened = as(MANAGER2).form("/notifications/" + id + "/open", "");
        assertThat(opened.header("HX-Redirect")).isEqualTo("/leads/" + lead.substring(5));
        assertThat(told(MANAGER2).getFirst().path("read").asBoolean()).isTrue();
        assertThat(as(MANAGER2).post("/api/notifications/read", Map.of()).status())
                .isEqualTo(204);
        assertThat(as(MANAGER2).get("/api/notifications").json().path("unread").asInt())
                .isZero();
    }

    @Test
    @DisplayName("L-19 the head hears of a lead that was not taken in time, once")
    void overdue() {
        AcceptanceOverdue late = new AcceptanceOverdue(MANAGER1.id(), Instant.now(), 30);
        journal.say(Topics.LEADS, lead, 2, late);
        journal.say(Topics.LEADS, lead, 2, late);
        await().untilAsserted(() -> assertThat(causes(HEAD)).containsExactly("OVERDUE"));
        assertThat(causes(MANAGER1)).isEmpty();
        await().untilAsserted(() ->
                assertThat(as(HEAD).get("/api/activities?card=" + lead).body()).contains("AcceptanceOverdue"));
    }

    @Test
    @DisplayName("L-20 whose card it is hears that the client has asked again")
    void asked_again() {
        journal.say(Topics.LEADS, lead, 2, new EnquiryRepeated("site", CardRef.of(lead)));
        await().untilAsserted(() -> assertThat(causes(MANAGER1)).containsExactly("ENQUIRY"));
        assertThat(causes(HEAD)).isEmpty();
        await().untilAsserted(() -> assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/activities/timeline?card=" + lead)
                        .body())
                .contains("повторное обращение"));
    }
}
