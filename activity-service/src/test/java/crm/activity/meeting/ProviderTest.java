package crm.activity.meeting;

import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@CrmTest
@TestPropertySource(properties = "crm.meetings.link=https://meet.example/{room}")
@DisplayName("T-13 The room of an online meeting, opened by the configured provider")
class ProviderTest {
    private static final String ROOM = "https://meet\\.example/([a-z]{4}-){4}[a-z]{4}";

    @LocalServerPort
    private int port;

    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Комнаты", MANAGER1, port);
    }

    @AfterEach
    void nobodyHasARoom() {
        room("");
    }

    private void room(String link) {
        assertThat(as(MANAGER1)
                        .put("/api/activities/room", Map.of("link", link))
                        .status())
                .isEqualTo(200);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer planned(String type, String link, Caller who) {
        Answer answer = who.post(
                "/api/activities",
                Map.of("card", lead, "type", type, "dueAt", "2035-01-02T07:00:00Z", "text", "показ", "link", link));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    @Test
    @DisplayName("T-13 each meeting without a link gets a room of its own, also after another edit; others get none")
    void a_room_for_each() {
        Answer first = planned("ONLINE_MEETING", "", as(MANAGER1));
        assertThat(first.text("link")).matches(ROOM);
        assertThat(planned("ONLINE_MEETING", "", as(MANAGER1)).text("link"))
                .matches(ROOM)
                .isNotEqualTo(first.text("link"));
        String path = "/api/activities/" + first.text("id");
        assertThat(as(MANAGER1).patch(path, Map.of("text", "иначе")).text("link"))
                .isEqualTo(first.text("link"));
        assertThat(planned("ONLINE_MEETING", "https://zoom.example/1", as(MANAGER1))
                        .text("link"))
                .isEqualTo("https://zoom.example/1");
        assertThat(planned("MEETING", "", as(MANAGER1)).text("link")).isNullOrEmpty();
    }

    @Test
    @DisplayName("T-13 one's own room goes before it; the composer says which it will be")
    void own_room_first() {
        Caller page = as(MANAGER1).with("Accept", "text/html");
        assertThat(page.get("/activities/compose?card=" + lead).body()).contains("комната откроется сама");
        room("https://meet.example/anna");
        assertThat(planned("ONLINE_MEETING", "", as(MANAGER1)).text("link")).isEqualTo("https://meet.example/anna");
        assertThat(page.get("/activities/compose?card=" + lead).body()).contains("в вашей комнате");
    }

    @Test
    @DisplayName("T-13 the room is in the invitation's calendar file, and the same however often the request comes")
    void invitation() {
        Caller again = as(MANAGER1).with("Idempotency-Key", "room-of-" + lead);
        Answer meeting = planned("ONLINE_MEETING", "", again);
        assertThat(planned("ONLINE_MEETING", "", again).text("link")).isEqualTo(meeting.text("link"));
        assertThat(as(MANAGER1)
                        .get("/activities/" + meeting.text("id") + "/invitation.ics")
                        .body()
                        .replace("\r\n ", ""))
                .contains("LOCATION:" + meeting.text("link"));
    }

    @Test
    @DisplayName(
            "T-13 a room's name is not guessed from another's, and what is no address of rooms is told at the start")
    void names() {
        Provider provider = new Provider("https://meet.example/{room}");
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(each -> provider.room().orElseThrow())
                        .distinct())
                .hasSize(1000);
        assertThat(new Provider("").room()).isEmpty();
        for (String wrong : new String[] {"meet.example/{room}", "https://meet.example/", "javascript:{room}"}) {
            assertThatIllegalStateException()
                    .as(wrong)
                    .isThrownBy(() -> new Provider(wrong))
                    .withMessageContaining("CRM_MEETING_LINK");
        }
    }
}
