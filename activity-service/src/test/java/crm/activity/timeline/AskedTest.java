package crm.activity.timeline;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("P-3 Who is asked into a card")
class AskedTest {
    private static final String SOON = Instant.now().plusSeconds(7200).toString();

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();
    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("Позвали", MANAGER1, port);
        await().until(() -> as(HEAD).post(
                                "/api/activities/comments",
                                Map.of("card", lead, "text", "все известны", "mentions", List.of(OPERATOR.id())))
                        .status()
                == 201);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private int timeline(User user) {
        return as(user).get("/api/activities?card=" + lead).status();
    }

    private Answer plan(User by, String type, Map<String, Object> more) {
        Map<String, Object> plan = new HashMap<>(Map.of("card", lead, "type", type, "dueAt", SOON, "text", "дело"));
        plan.putAll(more);
        return as(by).post("/api/activities", plan);
    }

    private Answer comment(User by, String text, User... mentioned) {
        return as(by).post(
                        "/api/activities/comments",
                        Map.of(
                                "card",
                                lead,
                                "text",
                                text,
                                "mentions",
                                List.of(mentioned).stream().map(User::id).toList()));
    }

    @Test
    @DisplayName(
            "P-3 a participant sees the timeline at once, comments, and does nothing else; when it ends he does not")
    void participant() {
        assertThat(timeline(MANAGER2)).isEqualTo(404);
        Answer meeting = plan(MANAGER1, "MEETING", Map.of("participants", List.of(MANAGER2.id())));
        assertThat(meeting.status()).as(meeting.body()).isEqualTo(201);
        String id = meeting.text("id");
        assertThat(timeline(MANAGER2)).isEqualTo(200);
        assertThat(comment(MANAGER2, "буду").status()).isEqualTo(201);
        assertThat(plan(MANAGER2, "CALL", Map.of()).status()).isEqualTo(403);
        assertThat(as(MANAGER2)
                        .post("/api/activities/" + id + "/close", Map.of("comment", "провели"))
                        .status())
                .isEqualTo(403);
        assertThat(as(MANAGER2)
                        .post("/api/activities/" + id + "/cancel", Map.of("reason", "не нужно"))
                        .status())
                .isEqualTo(403);
        assertThat(as(MANAGER2)
                        .post("/api/activities/" + id + "/reschedule", Map.of("dueAt", SOON, "kind", "noAnswer"))
                        .status())
                .isEqualTo(403);
        assertThat(as(MANAGER2).with("Accept", "text/html").get("/my-day").body())
                .contains("Меня позвали", "/leads/" + lead.substring(5));
        assertThat(as(MANAGER1)
                        .post(
                                "/api/activities/" + id + "/close",
                                Map.of("comment", "провели", "next", Map.of("none", true)))
                        .status())
                .isEqualTo(200);
        assertThat(timeline(MANAGER2)).isEqualTo(404);
    }

    @Test
    @DisplayName("P-3 who is given a task closes it without a next step, even on a card that is not his kind's")
    void task() {
        String id = plan(MANAGER1, "TASK", Map.of("responsibleId", OFFICE.id())).text("id");
        assertThat(timeline(OFFICE)).isEqualTo(200);
        assertThat(as(OFFICE)
                        .with("Accept", "text/html")
                        .get("/activities/compose?card=" + lead)
                        .body())
                .contains("compose-COMMENT")
                .doesNotContain("compose-CALL");
        Answer closed = as(OFFICE).post("/api/activities/" + id + "/close", Map.of("comment", "рассчитал"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertThat(timeline(OFFICE)).isEqualTo(404);
    }

    @Test
    @DisplayName("T-15 P-3 who is mentioned sees the card for fourteen days, files too; an operator never")
    void mentioned() {
        Answer comment = comment(MANAGER1, "Марина, посмотри", ACCOUNT);
        assertThat(comment.status()).as(comment.body()).isEqualTo(201);
        assertThat(timeline(ACCOUNT)).isEqualTo(200);
        assertThat(timeline(OPERATOR)).isEqualTo(404);
        mongo.getCollection("timeline")
                .updateOne(
                        Filters.eq("_id", comment.text("id")),
                        Updates.set("at", Date.from(Instant.now().minus(Duration.ofDays(15)))));
        assertThat(timeline(ACCOUNT)).isEqualTo(404);
    }
}
