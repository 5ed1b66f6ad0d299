package crm.activity;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CardKind;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Permissions;
import crm.testing.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of timelines and activities (P-1, P-2, P-3)")
class PermissionTest {
    private static final String SOON = Instant.now().plusSeconds(7200).toString();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    private String lead = "";
    private String won = "";
    private String entry = "";
    private String file = "";
    private String loose = "";
    private String said = "";
    private String saidFile = "";

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    /** A lead and a deal as their services tell of them. */
    private void cardsAreKnown() {
        lead = KnownCards.id(KnownCards.lead("Нэйм", MANAGER1, port));
        theWonDealOfALead();
        await().until(() ->
                as(User.ACCOUNT).get("/api/activities?card=deal/" + won).status() == 200);
        await().until(() -> as(HEAD).post("/api/activities", plan("", OPERATOR)).status() == 201);
        loose = uploaded();
        file = uploaded();
        Answer attached =
                as(MANAGER1).post("/api/activities/comments", Map.of("card", "lead/" + lead, "fileIds", List.of(file)));
        assertThat(attached.status()).as(attached.body()).isEqualTo(201);
        entry = await().until(
                        () -> as(MANAGER1)
                                .get("/api/activities?card=lead/" + lead)
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(item -> item.path("type").asString().equals("SYSTEM"))
                                .map(item -> item.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    /** A comment with a file was left on the lead before it became the deal. */
    private void theWonDealOfALead() {
        String was = KnownCards.lead("Нэйм", MANAGER1, port);
        saidFile = uploaded();
        Answer comment =
                as(MANAGER1).post("/api/activities/comments", Map.of("card", was, "fileIds", List.of(saidFile)));
        assertThat(comment.status()).as(comment.body()).isEqualTo(201);
        said = comment.text("id");
        String deal = "deal/" + UUID.randomUUID();
        KnownCards.say(deal, 1, KnownCards.dealCreated("Нэйм", MANAGER1, KnownCards.id(was)), MANAGER1);
        KnownCards.say(deal, 2, KnownCards.moved(CardKind.DEAL, "CONTRACT", "WON", MANAGER1.id()), MANAGER1);
        won = KnownCards.id(deal);
    }

    private String uploaded() {
        byte[] content = "скан".getBytes(StandardCharsets.UTF_8);
        var answer = new FileCaller(MANAGER1, port).upload("/api/files", "скан.txt", content, Map.of());
        assertThat(answer.statusCode()).isEqualTo(201);
        return Caller.JSON.readTree(answer.body()).path("id").asString();
    }

    private Map<String, Object> plan(String text, User responsible) {
        return Map.of(
                "card", "lead/" + lead, "type", "TASK", "dueAt", SOON, "text", text, "responsibleId", responsible.id());
    }

    private Map<String, String> cards() {
        if (lead.isEmpty()) {
            cardsAreKnown();
        }
        return Map.of(
                "lead", lead,
                "won", won,
                "entry", entry,
                "file", file,
                "loose", loose,
                "said", said,
                "saidFile", saidFile,
                "manager1", MANAGER1.id(),
                "head", HEAD.id(),
                "soon", SOON);
    }

    private Map<String, String> anActivity() {
        String title = "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        return Map.of("activity", planned(plan(title, MANAGER1)), "title", title);
    }

    private Map<String, String> aTask() {
        return Map.of("task", planned(plan("рассчитать", OPERATOR)));
    }

    private Map<String, String> aMeeting() {
        return Map.of(
                "meeting", planned(Map.of("card", "lead/" + lead, "type", "MEETING", "dueAt", SOON, "text", "показ")));
    }

    private String planned(Map<String, Object> plan) {
        return as(MANAGER1).made("/api/activities", plan);
    }

    private Permissions permissions() {
        cards();
        return Permissions.of(service, port)
                .with(
                        this::cards,
                        "lead",
                        "won",
                        "entry",
                        "file",
                        "loose",
                        "said",
                        "saidFile",
                        "manager1",
                        "head",
                        "soon")
                .with(this::anActivity, "activity", "title")
                .with(this::aTask, "task")
                .with(this::aMeeting, "meeting");
    }

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row")
    void rows() {
        permissions().coverEveryMapping();
    }

    @Test
    @DisplayName("P-1 P-2 P-3 everyone gets what the table says, and sees the timelines he may see only")
    void table() {
        permissions().holdForEveryone();
    }
}
