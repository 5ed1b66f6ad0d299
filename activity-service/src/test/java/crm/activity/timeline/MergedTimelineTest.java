package crm.activity.timeline;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.events.ActivityMoved;
import crm.events.ContactCreated;
import crm.events.ContactMerged;
import crm.events.Topics;
import crm.platform.card.MergedClients;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("D-3 timelines of merged contacts and companies")
class MergedTimelineTest {
    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private MergedClients merged;

    private final Journal journal = Stack.running().journal();
    private final String old = "contact/" + UUID.randomUUID();
    private final String survivor = "contact/" + UUID.randomUUID();

    @BeforeEach
    void two() {
        for (String contact : List.of(old, survivor)) {
            journal.say(
                    Topics.DIRECTORY,
                    contact,
                    1,
                    new ContactCreated(MANAGER1.id(), List.of(), List.of()),
                    MANAGER1.id());
            await().until(() -> timeline(contact).json().path("items").size() == 1);
        }
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer timeline(String card) {
        return as(MANAGER1).get("/api/activities?card=" + card);
    }

    private void merge() {
        journal.say(Topics.DIRECTORY, old, 2, new ContactMerged(survivor.substring("contact/".length())), HEAD.id());
    }

    private String commented(String card, String text, List<String> files) {
        Answer comment =
                as(MANAGER1).post("/api/activities/comments", Map.of("card", card, "text", text, "fileIds", files));
        assertThat(comment.status()).as(comment.body()).isEqualTo(201);
        return comment.text("id");
    }

    @Test
    @DisplayName(
            "D-3 comments, files, open activities, the system's entries and the leads follow; the old address answers so too")
    void follows() {
        HttpResponse<byte[]> uploaded = new FileCaller(MANAGER1, port)
                .upload("/api/files", "план.txt", "план".getBytes(StandardCharsets.UTF_8), Map.of());
        String file = Caller.JSON.readTree(uploaded.body()).path("id").asString();
        commented(old, "давний разговор", List.of(file));
        Answer planned = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                old,
                                "type",
                                "CALL",
                                "text",
                                "перезвонить",
                                "dueAt",
                                Instant.now().plusSeconds(3600).toString()));
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        String lead = KnownCards.lead("Лид клиента", MANAGER1, port, KnownCards.id(old));
        await().until(() -> timeline(old).body().contains(lead));
        merge();
        merge();
        await().untilAsserted(() -> {
            String body = timeline(survivor).body();
            assertThat(body)
                    .contains("давний разговор", "перезвонить", lead, "ContactMerged")
                    .doesNotContain(old);
        });
        assertThat(timeline(old).body()).isEqualTo(timeline(survivor).body());
        assertThat(journal.await(planned.text("id"), "ActivityMoved")
                        .as(ActivityMoved.class)
                        .toCard())
                .hasToString(survivor);
        assertThat(new FileCaller(MANAGER1, port)
                        .get("/api/files/" + file, Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(mongo.getCollection("timeline").countDocuments(new Document("card", old)))
                .isZero();
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/activities/timeline?card=" + old)
                        .body())
                .contains("давний разговор", "присоединена другая");
    }

    @Test
    @DisplayName(
            "D-3 what is written to the old one afterwards is the survivor's; what was being written is found by the second look")
    void afterwards() {
        merge();
        await().until(() -> timeline(survivor).body().contains("ContactMerged"));
        commented(old, "уже после", List.of());
        assertThat(timeline(survivor).body()).contains("уже после");
        String meanwhile = commented(old, "в тот же миг", List.of());
        mongo.getCollection("timeline")
                .updateOne(new Document("_id", meanwhile), new Document("$set", new Document("card", old)));
        assertThat(timeline(survivor).body()).doesNotContain("в тот же миг");
        merged.lookOnceMore(Duration.ofMinutes(3));
        assertThat(timeline(survivor).body()).contains("в тот же миг");
    }
}
