package crm.activity.timeline;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("What other services ought to have seen of a card's activities")
class TruthTest {
    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private JsonNode picture(String card) {
        return as(ADMIN)
                .get("/admin/activity-service/signals?card=" + card)
                .json()
                .path("items")
                .path(0);
    }

    private String planned(String card, String dueAt, Map<String, Object> more) {
        Map<String, Object> plan = new HashMap<>(Map.of("card", card, "type", "CALL", "dueAt", dueAt));
        plan.putAll(more);
        return as(MANAGER1).made("/api/activities", plan);
    }

    @Test
    @DisplayName(
            "L-13 L-15 P-3 the timeline's own picture of a card: next, open, attempts, who is asked into it; a deal's with its lead's attempts")
    void picture() {
        String lead = KnownCards.lead("Правда", MANAGER1, port);
        assertThat(picture(lead).path("open").asInt()).isZero();
        assertThat(picture(lead).path("next").isNull()).isTrue();
        planned(lead, "2035-02-01T10:00:00Z", Map.of("participants", List.of(MANAGER2.id())));
        String sooner = planned(lead, "2035-01-01T10:00:00Z", Map.of());
        as(MANAGER1)
                .post(
                        "/api/activities/" + sooner + "/reschedule",
                        Map.of("dueAt", "2035-01-02T10:00:00Z", "kind", "noAnswer"));
        as(MANAGER1)
                .post(
                        "/api/activities/comments",
                        Map.of("card", lead, "text", "посмотри", "mentions", List.of(HEAD.id())));
        JsonNode now = picture(lead);
        assertThat(now.path("open").asInt()).isEqualTo(2);
        assertThat(now.path("attempts").asInt()).isEqualTo(1);
        assertThat(now.path("next").path("activityId").asString()).isEqualTo(sooner);
        assertThat(now.path("next").path("dueAt").asString()).isEqualTo("2035-01-02T10:00:00Z");
        assertThat(now.path("asked").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(MANAGER1.id(), MANAGER2.id());
        assertThat(now.path("mentioned").valueStream().map(JsonNode::asString)).containsExactly(HEAD.id());

        String deal = "deal/" + UUID.randomUUID();
        KnownCards.say(lead, 2, KnownCards.converted(lead, deal, MANAGER1), MANAGER1);
        await().untilAsserted(() -> {
            assertThat(picture(deal).path("open").asInt()).isEqualTo(2);
            assertThat(picture(deal).path("attempts").asInt()).isEqualTo(1);
            assertThat(picture(lead).path("open").asInt()).isZero();
            assertThat(picture(lead).path("attempts").asInt()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("the pictures come in the order of the cards' ids, page by page, to the administrator alone")
    void pages() {
        String one = KnownCards.lead("Раз", MANAGER1, port);
        String two = KnownCards.lead("Два", MANAGER1, port);
        String first = one.compareTo(two) < 0 ? one : two;
        String second = one.compareTo(two) < 0 ? two : one;
        String path = "/admin/activity-service/signals?kind=lead&limit=200&after=";
        assertThat(as(ADMIN).get(path + KnownCards.id(first)).body())
                .contains(second)
                .doesNotContain(first);
        assertThat(as(ADMIN).get("/admin/activity-service/signals").status()).isEqualTo(400);
        assertThat(as(ADMIN).get("/admin/activity-service/signals?kind=colour").status())
                .isEqualTo(400);
        assertThat(as(ADMIN).get(path + "x&limit=1000").status()).isEqualTo(400);
        assertThat(as(HEAD).get(path).status()).isEqualTo(403);
    }
}
