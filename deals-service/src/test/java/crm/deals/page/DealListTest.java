package crm.deals.page;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.ActivityPlanned;
import crm.events.CardRef;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The list of deals and its board by due date (V-1, V-3, V-4, V-7)")
class DealListTest {
    @LocalServerPort
    private int port;

    private Visitor as(User user) {
        return Visitor.as(user, port);
    }

    private static String word() {
        return "слово" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String q(String word) {
        return "q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private String stage(String deal) {
        return Caller.as(HEAD, port).get("/api/deals/" + deal).text("stage");
    }

    private static JsonNode toast(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        return Caller.JSON.readTree(answer.header("HX-Trigger")).path("crm:toast");
    }

    @Test
    @DisplayName("V-4 many are moved or refused, each by its own rules; the list offers it to who may")
    void many() {
        String word = word();
        String ready = Visitor.aDeal(MANAGER1, "Готовая " + word, port);
        as(MANAGER1).priced(ready, 1000);
        as(MANAGER1).paid(ready, 1000, "ПП 1");
        String bare = Visitor.aDeal(MANAGER1, "Пустая " + word, port);
        assertThat(as(MANAGER1)
                        .page("/deals/list?" + q(word))
                        .select("[data-bulk-dialog]")
                        .eachText())
                .containsExactly("Стадия", "Отказ");
        assertThat(as(HEAD).page("/deals/list?" + q(word))
                        .select("[data-bulk-dialog]")
                        .eachText())
                .containsExactly("Назначить", "Стадия", "Отказ");
        assertThat(as(HEAD).page("/deals/list/stage?count=2").text())
                .contains("выбрано сделок: 2", "Принимают решение");
        assertThat(toast(as(MANAGER1).send("/deals/list/stage", "ids", ready, "ids", bare, "to", "WON"))
                        .path("text")
                        .asString())
                .startsWith("Перемещено 1. Не перемещено 1: Для продажи нужны");
        assertThat(stage(ready)).isEqualTo("WON");
        assertThat(toast(as(HEAD).send(
                                        "/deals/list/stage?" + q(word) + "&stage=PREPARING_OFFER",
                                        "everything",
                                        "true",
                                        "to",
                                        "REJECTED",
                                        "reason",
                                        "BUDGET"))
                        .path("text")
                        .asString())
                .isEqualTo("Отказано 1.");
        assertThat(stage(bare)).isEqualTo("REJECTED");
        assertThat(as(MANAGER2)
                        .send("/deals/list/stage", "ids", bare, "to", "DECIDING")
                        .header("HX-Trigger"))
                .doesNotContain("undo");
        assertThat(stage(bare)).isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("V-1 S-6 by due date: a column has count and exact sum of all its deals; the card says its stage")
    void by_due() {
        String word = word();
        String idle = Visitor.aDeal(MANAGER1, "Тихая " + word, port);
        as(MANAGER1).priced(idle, 100.01);
        String late = Visitor.aDeal(MANAGER1, "Поздняя " + word, port);
        as(MANAGER1).priced(late, 200.02);
        Stack.running()
                .journal()
                .say(
                        Topics.ACTIVITIES,
                        "activity/" + UUID.randomUUID(),
                        1,
                        new ActivityPlanned(
                                "CALL",
                                CardRef.deal(late),
                                MANAGER1.id(),
                                List.of(),
                                Instant.now().minusSeconds(3600),
                                "out",
                                "person",
                                null),
                        MANAGER1.id());
        await().until(() -> Caller.as(HEAD, port)
                        .get("/api/deals/" + late)
                        .json()
                        .path("openActivities")
                        .asInt()
                == 1);
        Document board = as(MANAGER1).page("/deals?by=due&" + q(word));
        assertThat(board.select(".c-col h2").eachText())
                .containsExactly("Просрочено", "Сегодня", "Завтра", "Позже", "Без задач");
        assertThat(board.select("#head-NONE .c-col-sum").text()).isEqualTo("100,01 ₽");
        assertThat(board.select("#head-OVERDUE .c-col-sum").text()).isEqualTo("200,02 ₽");
        assertThat(board.select("#col-OVERDUE .c-card").attr("data-id")).isEqualTo(late);
        assertThat(board.select("#card-" + late).text()).contains("Готовим КП");
        assertThat(board.select("[data-board]").attr("data-move-url")).isEqualTo("/activities/due?card=deal/{id}");
        assertThat(board.select("#card-" + late).attr("data-ask")).isEqualTo("TODAY TOMORROW LATER");
        assertThat(board.select(".c-seg a[aria-current]").text()).isEqualTo("По срокам");
        Document anew = as(MANAGER1).fragment("/deals/board/cards/" + idle + "?by=due&" + q(word));
        assertThat(anew.select(".c-card").attr("data-stage")).isEqualTo("NONE");
        assertThat(anew.select("#head-OVERDUE .c-col-n").text()).isEqualTo("1");
        as(MANAGER1).moved(idle, "REJECTED");
    }

    @Test
    @DisplayName(
            "V-3 presets and saved filters stand above the list, a saved one above the board too, however it is arranged")
    void views() {
        String name = word();
        assertThat(as(MANAGER1)
                        .page("/deals/list?waiting=true")
                        .select(".c-view")
                        .eachText())
                .contains("Мои", "Без задач", "Просроченные", "Ждут", "Отказ")
                .doesNotContain("Ничьи");
        Answer saved = as(MANAGER1).send("/deals/list/views?sumFrom=100%20000&repeat=true", "name", name);
        assertThat(saved.status()).as(saved.body()).isEqualTo(204);
        Document board = as(MANAGER1).page("/deals?by=due&repeat=true&sumFrom=100%20000");
        assertThat(board.select(".c-view[aria-current]").text()).isEqualTo(name);
        assertThat(board.select(".c-view").attr("href")).contains("by=due", "repeat=true");
        assertThat(as(MANAGER2).page("/deals?repeat=true").select(".c-view")).isEmpty();
    }

    @Test
    @DisplayName("V-7 a move is not taken back over what somebody else did since")
    void undo() {
        String deal = Visitor.aDeal(MANAGER1, word(), port);
        JsonNode undo = toast(as(MANAGER1).send("/deals/" + deal + "/stage", "to", "DECIDING"))
                .path("undo");
        as(HEAD).moved(deal, "CONTRACT");
        Answer refused = Caller.as(MANAGER1, port)
                .with("HX-Request", "true")
                .with("If-Match", "\"" + undo.path("version").asString() + "\"")
                .form(undo.path("url").asString(), "to=PREPARING_OFFER");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(stage(deal)).isEqualTo("CONTRACT");
        assertThat(undo.path("values").path("to").asString()).isEqualTo("PREPARING_OFFER");
    }

    @Test
    @DisplayName(
            "D-9 a deal is found by the last digits of a phone of its contacts; while those cannot be asked, by its words")
    void by_last_digits() {
        String word = word();
        String deal = Visitor.aDeal(MANAGER1, "По телефону " + word, port);
        StandIns others = Stack.running().others();
        others.when("/api/contacts", request -> new StandIns.Reply(200, "{\"items\": [{\"id\": \"irina\"}]}"));
        try {
            for (String typed : List.of("4567", "123-45-67")) {
                String found = "/api/deals?limit=200&" + q(typed);
                assertThat(Caller.as(MANAGER1, port).get(found).body())
                        .as(typed)
                        .contains(deal);
                assertThat(Caller.as(MANAGER2, port).get(found).body()).doesNotContain(deal);
                assertThat(as(MANAGER1).page("/deals?" + q(typed)).text()).contains(word);
            }
            others.when("/api/contacts", request -> new StandIns.Reply(503, "{}"));
            Answer away = Caller.as(MANAGER1, port).get("/api/deals?limit=200&" + q("765-43-21"));
            assertThat(away.status()).isEqualTo(200);
            assertThat(away.body()).doesNotContain(deal);
        } finally {
            others.forget("/api/contacts");
        }
    }
}
