package crm.leads.lead;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.ActivityPlanned;
import crm.events.CardRef;
import crm.events.Topics;
import crm.platform.card.Due;
import crm.platform.signal.Seen;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The board of leads by due date, and moves taken back (V-1, V-7)")
class LeadBoardTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String page(User user, String path) {
        Answer answer = as(user).with("Accept", "text/html").get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    private String entered(String title) {
        return as(MANAGER1).made("/api/leads", Map.of("title", title, "source", "OUTBOUND_CALL"));
    }

    private void planned(String lead, @Nullable Instant dueAt) {
        Stack.running()
                .journal()
                .say(
                        Topics.ACTIVITIES,
                        "activity/" + UUID.randomUUID(),
                        1,
                        new ActivityPlanned(
                                "TASK", CardRef.lead(lead), MANAGER1.id(), List.of(), dueAt, null, "system", null),
                        MANAGER1.id());
        await().until(() ->
                as(HEAD).get("/api/leads/" + lead).json().path("openActivities").asInt() == 1);
    }

    /** The column of each card shown: «OVERDUE» by the card's id. */
    private static Map<String, String> columns(String board) {
        Map<String, String> columns = new LinkedHashMap<>();
        var cards = Pattern.compile("id=\"card-([^\"]+)\"[^>]*data-stage=\"([A-Z]+)\"")
                .matcher(board);
        while (cards.find()) {
            columns.put(cards.group(1), cards.group(2));
        }
        return columns;
    }

    @Test
    @DisplayName(
            "V-1 ui.md 6: просрочено, сегодня, завтра, позже, без задач, by the department's days; closed leads are not there")
    void by_due() {
        String mark = word();
        Instant now = Instant.now();
        Map<String, String> expected = new LinkedHashMap<>();
        for (Duration ahead : List.of(
                Duration.ofDays(-3),
                Duration.ofMinutes(-1),
                Duration.ofMinutes(20),
                Duration.ofHours(20),
                Duration.ofHours(30),
                Duration.ofDays(9))) {
            Instant due = now.plus(ahead);
            String lead = entered(mark + ahead);
            planned(lead, due);
            Seen seen = new Seen(new Seen.Next("a", "TASK", due), 1, 0, List.of(), List.of(), 0);
            expected.put(lead, Due.of(seen, now, MOSCOW).name());
        }
        String untimed = entered(mark + " без времени");
        planned(untimed, null);
        expected.put(untimed, "LATER");
        expected.put(entered(mark + " без задач"), "NONE");
        String rejected = entered(mark + " отказ");
        as(MANAGER1).post("/api/leads/" + rejected + "/stage", Map.of("to", "REJECTED", "reason", "TOO_SMALL"));

        String board = page(MANAGER1, "/leads?by=due&q=" + mark);
        assertThat(columns(board)).containsExactlyInAnyOrderEntriesOf(expected);
        for (String column : List.of("OVERDUE", "TODAY", "TOMORROW", "LATER", "NONE")) {
            long count = expected.values().stream().filter(column::equals).count();
            assertThat(board).containsPattern("id=\"head-" + column + "\"[\\s\\S]{0,200}c-col-n\">" + count + "<");
        }
        assertThat(board)
                .contains("Просрочено", "Сегодня", "Завтра", "Позже", "Без задач")
                .doesNotContain(rejected);
        assertThat(board)
                .contains("data-move-url=\"/activities/due?card=lead/{id}\"", "data-label=\"Завтра\"")
                .containsPattern("data-stage=\"NONE\"[^>]*data-allowed=\"TODAY TOMORROW LATER\"")
                .containsPattern("data-stage=\"TODAY\"[^>]*data-allowed=\"TOMORROW LATER\"");
        expected.forEach((lead, column) -> {
            assertThat(columns(page(MANAGER1, "/leads/board/cards/" + lead + "?by=due&q=" + mark)))
                    .containsEntry(lead, column);
            // the filter of the API says the same
            assertThat(as(HEAD).get("/api/leads?stage=NEW&stage=IN_WORK&q=" + mark + "&due=" + column.toLowerCase())
                            .body())
                    .contains(lead);
        });
        assertThat(columns(page(MANAGER2, "/leads?by=due&q=" + mark))).isEmpty();
        assertThat(as(MANAGER1)
                        .get("/leads/board/cards/" + rejected + "?by=due")
                        .status())
                .isEqualTo(404);
        assertThat(as(OPERATOR).get("/leads?by=due").status()).isEqualTo(403);
        assertThat(as(MANAGER1).get("/leads?by=colour").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("a column by due date brings the rest by its cursor, no card twice, and counts them all")
    void pages() {
        String mark = word();
        for (int i = 0; i < 53; i++) {
            entered(mark + " " + i);
        }
        String board = page(MANAGER1, "/leads?by=due&q=" + mark);
        assertThat(columns(board)).hasSize(50);
        assertThat(board).containsPattern("c-col-n\">53<");
        var more = Pattern.compile("hx-get=\"(/leads/board/more[^\"]+)\"").matcher(board);
        assertThat(more.find()).isTrue();
        Map<String, String> rest = columns(page(MANAGER1, more.group(1).replace("&amp;", "&")));
        assertThat(rest).hasSize(3).doesNotContainKeys(columns(board).keySet().toArray(String[]::new));
        assertThat(rest.values()).containsOnly("NONE");
    }

    @Test
    @DisplayName("V-7 a move is taken back by an ordinary one, once, and never over what somebody else did since")
    void undo() {
        String lead = entered(word());
        Caller page = as(MANAGER1).with("HX-Request", "true");
        page.form("/leads/" + lead + "/stage", "to=IN_WORK");
        JsonNode undo = undo(page.form("/leads/" + lead + "/stage", "to=QUALIFICATION"));
        assertThat(undo.path("values").path("to").asString()).isEqualTo("IN_WORK");
        Caller back = page.with("If-Match", "\"" + undo.path("version").asString() + "\"");
        Caller once = back.with("Idempotency-Key", word());
        assertThat(once.form(undo.path("url").asString(), "to=IN_WORK").status())
                .isEqualTo(204);
        assertThat(once.form(undo.path("url").asString(), "to=IN_WORK").status())
                .isEqualTo(204);
        assertThat(as(HEAD).get("/api/leads/" + lead).text("stage")).isEqualTo("IN_WORK");

        JsonNode late = undo(page.form("/leads/" + lead + "/stage", "to=QUALIFICATION"));
        as(HEAD).patch("/api/leads/" + lead, Map.of("comment", "переговорил сам"));
        Answer refused = page.with("If-Match", "\"" + late.path("version").asString() + "\"")
                .form(late.path("url").asString(), "to=IN_WORK");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text("detail")).contains("уже изменил");
        assertThat(as(HEAD).get("/api/leads/" + lead).text("stage")).isEqualTo("QUALIFICATION");
    }

    @Test
    @DisplayName("V-7 what does not go back is not offered to be taken back")
    void no_way_back() {
        Answer taken =
                as(MANAGER1).with("HX-Request", "true").form("/leads/" + entered(word()) + "/stage", "to=IN_WORK");
        assertThat(taken.header("HX-Trigger")).doesNotContain("undo");
    }

    private static JsonNode undo(Answer moved) {
        assertThat(moved.status()).as(moved.body()).isEqualTo(204);
        return Caller.JSON
                .readTree(moved.header("HX-Trigger"))
                .path("crm:toast")
                .path("undo");
    }
}
