package crm.activity.page;

import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("V-1 A card let go on another day of the board by due date")
class DueTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final LocalDate TODAY = LocalDate.now(MOSCOW);
    private static final Pattern DUE = Pattern.compile("name=\"dueAt\" value=\"([^\"]*)\"");

    @LocalServerPort
    private int port;

    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Сроки у Нэйм", MANAGER2, port);
    }

    private Caller page(User user) {
        return Caller.as(user, port).with("Accept", "text/html").with("HX-Request", "true");
    }

    private String planned(String type, LocalDateTime at) {
        return Caller.as(MANAGER2, port)
                .made(
                        "/api/activities",
                        Map.of(
                                "card", lead,
                                "type", type,
                                "dueAt", at.atZone(MOSCOW).toInstant().toString()));
    }

    private String asked(String to) {
        Answer answer = page(MANAGER2).get("/activities/due?card=" + lead + "&to=" + to);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static LocalDateTime due(String dialog) {
        Matcher due = DUE.matcher(dialog);
        assertThat(due.find()).isTrue();
        return LocalDateTime.parse(due.group(1));
    }

    @Test
    @DisplayName(
            "T-3 its next activity is put there, at the same hour; what would be over by then comes within the day")
    void next() {
        LocalDateTime morning = TODAY.plusDays(4).atTime(9, 30);
        planned("TASK", TODAY.plusDays(6).atTime(12, 0));
        String call = planned("CALL", morning);
        String tomorrow = asked("TOMORROW");
        assertThat(tomorrow).contains("/activities/" + call + "/reschedule", "Сроки у Нэйм");
        assertThat(tomorrow)
                .as("why is not guessed: it may count as an attempt")
                .doesNotContain("checked");
        assertThat(page(MANAGER2).get("/activities/" + call + "/reschedule").body())
                .contains("checked");
        assertThat(due(tomorrow)).isEqualTo(TODAY.plusDays(1).atTime(9, 30));
        assertThat(due(asked("LATER"))).isEqualTo(TODAY.plusDays(2).atTime(9, 30));
        planned("CALL", TODAY.plusDays(1).atTime(LocalTime.MIDNIGHT));
        LocalDateTime today = due(asked("TODAY"));
        assertThat(today.toLocalDate()).isEqualTo(LocalDate.now(MOSCOW));
        assertThat(today).isAfter(LocalDateTime.now(MOSCOW).minusMinutes(1));
    }

    @Test
    @DisplayName("without one it is planned for that day")
    void none() {
        String dialog = asked("TOMORROW");
        assertThat(dialog).contains("Запланировать", "action=\"/activities/compose\"");
        assertThat(due(dialog)).isEqualTo(TODAY.plusDays(1).atTime(10, 0));
        String form = "card=" + lead + "&when=plan&type=CALL&text=&dueAt=" + due(dialog);
        assertThat(page(MANAGER2).form("/activities/compose", form).status()).isEqualTo(204);
        assertThat(asked("LATER")).contains("/reschedule");
    }

    @Test
    @DisplayName("P-2 not on a card that is not his; not into the past, not onto no day")
    void refused() {
        assertThat(page(MANAGER1)
                        .get("/activities/due?card=" + lead + "&to=TODAY")
                        .status())
                .isEqualTo(404);
        for (String to : new String[] {"OVERDUE", "NONE", "СЕГОДНЯ", ""}) {
            assertThat(page(MANAGER2)
                            .get("/activities/due?card=" + lead + "&to=" + to)
                            .status())
                    .as(to)
                    .isEqualTo(400);
        }
        assertThat(page(MANAGER2).get("/activities/due?card=nothing&to=TODAY").status())
                .isEqualTo(400);
    }
}
