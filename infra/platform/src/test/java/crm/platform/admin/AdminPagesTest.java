package crm.platform.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.Topics;
import crm.platform.consume.Parking;
import crm.platform.consume.Parking.Parked;
import crm.platform.sample.SampleApp;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("I-4 The dashboard of a service")
class AdminPagesTest {
    private static final String DASHBOARD = "/admin/sample";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @LocalServerPort
    private int port;

    @Autowired
    private Parking parking;

    private final Journal journal = Stack.running().journal();

    private Answer get(String path) {
        return Caller.as(User.ADMIN, port).with("Accept", "text/html").get(DASHBOARD + path);
    }

    private Answer post(String path, String id) {
        return Caller.as(User.ADMIN, port)
                .with("HX-Request", "true")
                .post(DASHBOARD + path + "?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8), null);
    }

    private void comment(String id, int sequence) {
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + id,
                sequence,
                new CommentAdded(CardRef.lead("1"), sequence, List.of(), 0));
    }

    private Parked parked(String key) {
        return await().atMost(PATIENCE)
                .until(
                        () -> parking.first(100).stream()
                                .filter(each -> each.key().equals(key))
                                .findFirst()
                                .orElse(null),
                        each -> each != null);
    }

    @Test
    @DisplayName("shows the error of what could not be read, and who waits behind it; «повторить» handles all in order")
    void retry() {
        String sick = UUID.randomUUID().toString();
        SampleApp.SICK.add(sick);
        comment(sick, 1);
        comment(sick, 2);
        await().atMost(PATIENCE).until(() -> parked(sick).behind() == 1);

        assertThat(get("").body()).contains(sick, "sick: " + sick, "ждёт повтора");

        SampleApp.SICK.remove(sick);
        assertThat(post("/parked/retry", parked(sick).id()).status()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SampleApp.HANDLED.get(sick)).containsExactly(1, 2));
    }

    @Test
    @DisplayName("«отложить» lets those behind go on; what was put aside stays to be seen and can be retried later")
    void put_aside() {
        String sick = UUID.randomUUID().toString();
        SampleApp.SICK.add(sick);
        comment(sick, 1);
        String id = parked(sick).id();
        comment(sick, 2);
        await().atMost(PATIENCE).until(() -> parked(sick).behind() == 1);
        SampleApp.SICK.remove(sick);

        assertThat(get("/parked/aside?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .body())
                .contains("следующие с тем же ключом пойдут без него");
        assertThat(post("/parked/aside", id).status()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SampleApp.HANDLED.get(sick)).containsExactly(2));
        assertThat(parking.find(id).orElseThrow().aside()).isTrue();
        assertThat(get("/state").body()).contains("отложено");

        assertThat(post("/parked/retry", id).status()).isEqualTo(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SampleApp.HANDLED.get(sick)).containsExactly(2, 1));
        assertThat(parking.find(id)).isEmpty();
    }

    @Test
    @DisplayName("shows a message without what cards say in it, unless a role of sales allows that")
    void hidden() {
        String sick = UUID.randomUUID().toString();
        SampleApp.SICK.add(sick);
        comment(sick, 77_000);
        String id = parked(sick).id();

        Answer message = get("/parked/message?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));

        assertThat(message.status()).isEqualTo(200);
        assertThat(message.body()).contains("CommentAdded", "скрыто").doesNotContain("\"length\"");
        SampleApp.SICK.remove(sick);
        assertThat(post("/parked/retry", id).status()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> parking.find(id).isEmpty());
    }

    @Test
    @DisplayName("is nobody's but the administrator's")
    void others() {
        for (User user : List.of(User.MANAGER1, User.HEAD, User.DIRECTOR, User.OFFICE)) {
            assertThat(Caller.as(user, port).get(DASHBOARD).status()).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("counts requests, and how far reading is behind")
    void figures() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/state").body())
                        .contains("crm.activities", "1&nbsp;экземпляр".replace("&nbsp;", "\u00a0"), "Kafka"));
    }
}
