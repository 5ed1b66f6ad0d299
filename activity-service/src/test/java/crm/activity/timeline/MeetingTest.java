package crm.activity.timeline;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.events.ActivityPlanned;
import crm.events.ActivityUpdated;
import crm.events.CardKind;
import crm.events.ContactMerged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("Meetings: who takes part, and where")
class MeetingTest {
    private static final String LATER = "2035-01-02T07:00:00Z";

    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Встречи", MANAGER1, port);
    }

    @AfterEach
    void nobodyHasARoom() {
        List.of(MANAGER1, MANAGER2).forEach(user -> room(user, ""));
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Caller page(User user) {
        return as(user).with("Accept", "text/html");
    }

    private Answer plan(String type, Map<String, Object> more) {
        Map<String, Object> plan = new HashMap<>(Map.of("card", lead, "type", type, "dueAt", LATER, "text", "о своём"));
        plan.putAll(more);
        return as(MANAGER1).post("/api/activities", plan);
    }

    private Answer planned(String type, Map<String, Object> more) {
        Answer answer = plan(type, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static List<String> contacts(JsonNode view) {
        return view.path("contactIds").valueStream().map(JsonNode::asString).toList();
    }

    private List<String> contacts(String id) {
        return contacts(as(MANAGER1).get("/api/activities/" + id).json());
    }

    private Answer room(User user, String link) {
        return as(user).put("/api/activities/room", Map.of("link", link));
    }

    /** Long lines of iCalendar are folded. */
    private static String unfolded(String calendar) {
        return calendar.replace("\r\n ", "");
    }

    @Test
    @DisplayName(
            "T-1 the client's people take part in meetings and calls: written, told, named on the timeline, changed")
    void contacts_take_part() {
        String irina = UUID.randomUUID().toString();
        String pavel = UUID.randomUUID().toString();
        Answer meeting = planned("MEETING", Map.of("contactIds", List.of(irina, irina, pavel), "place", "у нас"));
        String id = meeting.text("id");
        assertThat(contacts(meeting.json())).containsExactly(irina, pavel);
        assertThat(journal.await(id, "ActivityPlanned")
                        .as(ActivityPlanned.class)
                        .contactIds())
                .containsExactly(irina, pavel);
        assertThat(page(MANAGER1).get("/activities/timeline?card=" + lead).body())
                .contains("Имя " + irina, "Имя " + pavel);
        assertThat(as(MANAGER1)
                        .patch("/api/activities/" + id, Map.of("contactIds", List.of(pavel)))
                        .status())
                .isEqualTo(200);
        assertThat(contacts(id)).containsExactly(pavel);
        assertThat(journal.await(id, "ActivityUpdated")
                        .as(ActivityUpdated.class)
                        .changes())
                .singleElement()
                .satisfies(change -> assertThat(change.field()).isEqualTo("contactIds"));
        assertThat(page(MANAGER1).get("/activities/" + id + "/edit").body()).contains("Имя " + pavel);
        assertThat(as(MANAGER1)
                        .form("/activities/" + id + "/edit", "text=иначе&place=у+клиента&contactIds=" + irina)
                        .status())
                .isEqualTo(204);
        assertThat(contacts(id)).containsExactly(irina);
        as(MANAGER1)
                .post("/api/activities/" + id + "/close", Map.of("comment", "провели", "next", Map.of("none", true)));
        assertThat(page(MANAGER1).get("/activities/timeline?card=" + lead).body())
                .contains("Имя " + irina);
    }

    @Test
    @DisplayName("T-1 people the directory does not know are refused at the field, nothing is written")
    void unknown_contact() {
        Answer refused = plan("CALL", Map.of("contactIds", List.of("no-such-person")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("contactIds");
        assertThat(as(MANAGER1)
                        .get("/api/activities?open=true&card=" + lead)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "T-1 from the page a meeting, a planned call and a call that was made are written with the client's people")
    void composed() {
        String irina = UUID.randomUUID().toString();
        String form = "card=" + lead + "&contactIds=" + irina + "&text=о+чём";
        for (String kind : List.of(
                "&type=MEETING&dueAt=2035-01-01T10:00",
                "&type=CALL&when=plan&dueAt=2035-01-01T10:00",
                "&type=CALL&when=done")) {
            assertThat(as(MANAGER1).form("/activities/compose", form + kind).status())
                    .as(kind)
                    .isEqualTo(204);
        }
        assertThat(as(MANAGER1)
                        .get("/api/activities?card=" + lead)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> contacts(item).equals(List.of(irina))))
                .hasSize(3);
    }

    @Test
    @DisplayName(
            "D-3 who was merged takes part as the survivor: in what is planned, in what is over, in what is planned from now on")
    void merged() {
        String old = UUID.randomUUID().toString();
        String survivor = UUID.randomUUID().toString();
        String open =
                planned("MEETING", Map.of("contactIds", List.of(old, survivor))).text("id");
        String over = planned("CALL", Map.of("contactIds", List.of(old))).text("id");
        as(MANAGER1).post("/api/activities/" + over + "/close", Map.of("comment", "поговорили"));
        journal.say(Topics.DIRECTORY, "contact/" + old, 1, new ContactMerged(survivor), HEAD.id());
        await().untilAsserted(() -> {
            assertThat(contacts(open)).containsExactly(survivor);
            assertThat(contacts(over)).containsExactly(survivor);
        });
        assertThat(contacts(
                        planned("MEETING", Map.of("contactIds", List.of(old))).json()))
                .containsExactly(survivor);
    }

    @Test
    @DisplayName("T-9 the calendar names who takes part")
    void calendar() {
        String irina = UUID.randomUUID().toString();
        planned(
                "ONLINE_MEETING",
                Map.of(
                        "dueAt",
                        java.time.Instant.now().plusSeconds(7200).toString(),
                        "contactIds",
                        List.of(irina),
                        "participants",
                        List.of(MANAGER2.id())));
        String made = as(MANAGER1).form("/my-day/calendar", "").body();
        String secret = made.replaceAll("(?s).*/calendar/([^.\"]+)\\.ics.*", "$1");
        assertThat(unfolded(Caller.anonymous(port)
                        .get("/calendar/" + secret + ".ics")
                        .body()))
                .contains("Участники: Денис Орлов\\, Имя " + irina);
    }

    @Test
    @DisplayName("T-13 an online meeting without a link is in the room of whose it is; a link of its own stays")
    void own_room() {
        assertThat(planned("ONLINE_MEETING", Map.of()).json().path("link").isNull())
                .as("nobody has a room yet")
                .isTrue();
        assertThat(room(MANAGER1, "https://meet.example/anna").text("link")).isEqualTo("https://meet.example/anna");
        assertThat(as(MANAGER2)
                        .form("/my-day/room", "link=https://meet.example/denis")
                        .status())
                .isEqualTo(204);
        assertThat(planned("ONLINE_MEETING", Map.of()).text("link")).isEqualTo("https://meet.example/anna");
        assertThat(planned("ONLINE_MEETING", Map.of("responsibleId", MANAGER2.id()))
                        .text("link"))
                .isEqualTo("https://meet.example/denis");
        assertThat(planned("ONLINE_MEETING", Map.of("link", "https://zoom.example/1"))
                        .text("link"))
                .isEqualTo("https://zoom.example/1");
        assertThat(planned("MEETING", Map.of()).json().path("link").isNull()).isTrue();
        assertThat(page(MANAGER1).get("/my-day/room").body()).contains("https://meet.example/anna");
    }

    @Test
    @DisplayName("T-13 a room is a link: anything else is refused at the field; machines have none")
    void not_a_room() {
        Answer refused = room(MANAGER1, "javascript:alert(1)");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("link");
        assertThat(as(MANAGER1).form("/my-day/room", "link=ftp://x").status()).isEqualTo(422);
        assertThat(room(SERVICE, "https://meet.example/x").status()).isEqualTo(403);
    }

    @Test
    @DisplayName(
            "T-13 the room is opened from the card, and is in the invitation's calendar file, without what is written about it")
    void invitation() {
        room(MANAGER1, "https://meet.example/anna");
        String id =
                planned("ONLINE_MEETING", Map.of("text", "клиент торгуется")).text("id");
        String entry = page(MANAGER1).get("/activities/timeline?card=" + lead).body();
        assertThat(entry)
                .contains("href=\"https://meet.example/anna\"", "noopener", "/activities/" + id + "/invitation.ics");
        Answer file = as(MANAGER1).get("/activities/" + id + "/invitation.ics");
        assertThat(file.header("Content-Type")).startsWith("text/calendar");
        assertThat(unfolded(file.body()))
                .contains(
                        "METHOD:PUBLISH", "UID:" + id, "DTSTART:20350102T070000Z", "LOCATION:https://meet.example/anna")
                .doesNotContain("торгуется", "Встречи");
        String call = planned("CALL", Map.of()).text("id");
        assertThat(as(MANAGER1).get("/activities/" + call + "/invitation.ics").status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName(
            "L-10 P-2 an entry of a deal's lead is told to who sees the deal alone, as the deal's timeline shows it; to be changed by nobody of them")
    void of_the_lead() {
        Answer comment =
                as(MANAGER1).post("/api/activities/comments", Map.of("card", lead, "text", "сказано ещё в лиде"));
        String id = comment.text("id");
        assertThat(as(ACCOUNT).get("/api/activities/" + id).status()).isEqualTo(404);
        String deal = "deal/" + UUID.randomUUID();
        KnownCards.say(lead, 2, KnownCards.converted(lead, deal, MANAGER1), MANAGER1);
        KnownCards.say(deal, 2, KnownCards.moved(CardKind.DEAL, "CONTRACT", "WON", MANAGER1.id()), MANAGER1);
        await().until(() ->
                as(ACCOUNT).get("/api/activities?card=" + deal).body().contains("сказано ещё в лиде"));
        await().untilAsserted(() ->
                assertThat(as(ACCOUNT).get("/api/activities/" + id).status()).isEqualTo(200));
        assertThat(as(ACCOUNT)
                        .patch("/api/activities/" + id, Map.of("text", "иначе"))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER2).get("/api/activities/" + id).status()).isEqualTo(404);
    }
}
