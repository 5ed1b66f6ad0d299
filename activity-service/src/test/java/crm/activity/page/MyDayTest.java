package crm.activity.page;

import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
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
@DisplayName("T-9 «Мой день»")
class MyDayTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private String lead = "";

    @BeforeEach
    void card() {
        // an hour shows three only
        mongo.getCollection("timeline").deleteMany(new Document("responsibleId", MANAGER2.id()));
        lead = KnownCards.lead("День у Нэйм", MANAGER2, port);
    }

    private Caller page(User user) {
        return Caller.as(user, port).with("Accept", "text/html");
    }

    private static Instant thisEvening() {
        return LocalDate.now(MOSCOW).atTime(LocalTime.of(23, 59)).atZone(MOSCOW).toInstant();
    }

    private String planned(String text, Instant at) {
        return planned("CALL", text, at, Map.of());
    }

    private String planned(String type, String text, Instant at, Map<String, Object> more) {
        Map<String, Object> plan =
                new HashMap<>(Map.of("card", lead, "type", type, "text", text, "dueAt", at.toString()));
        plan.putAll(more);
        return Caller.as(MANAGER2, port).made("/api/activities", plan);
    }

    @Test
    @DisplayName("T-9 counts what is left of today and of all of it, strikes out what is done, shows it at its hour")
    void today() {
        planned("останется", thisEvening());
        String done = planned("будет сделано", thisEvening());
        String before = page(MANAGER2).get("/my-day/figures").body();
        Caller.as(MANAGER2, port)
                .post("/api/activities/" + done + "/close", Map.of("comment", "сделано", "next", Map.of("none", true)));
        String figures = page(MANAGER2).get("/my-day/figures").body();
        assertThat(figures).isNotEqualTo(before).contains("из ", "следующее в");
        String list = page(MANAGER2).get("/my-day/list").body();
        assertThat(list).contains("останется", "будет сделано", "is-done", "id=\"today\"");
        assertThat(list.substring(list.indexOf("is-done"), list.indexOf("будет сделано")))
                .as("nothing to press on what is done")
                .doesNotContain("data-dialog");
        assertThat(page(MANAGER2).get("/my-day/hours").body())
                .contains("23:00", "23:59 Звонок", "День у Нэйм", "/leads/" + KnownCards.id(lead));
    }

    @Test
    @DisplayName("T-9 P-1 what leads and deals say comes from their services, for those who sell")
    void parts() {
        String day = page(MANAGER2).get("/my-day").body();
        assertThat(day)
                .contains("hx-get=\"/leads/day\"", "hx-get=\"/deals/day\"", "hx-get=\"/my-day/hours\"", "/leads/new");
        assertThat(page(OFFICE).get("/my-day").body()).doesNotContain("/leads/day", "/deals/day", "/leads/new");
    }

    @Test
    @DisplayName("P-2 T-9 everyone's day is his own")
    void own() {
        planned("не для других", thisEvening());
        for (String part : List.of("/my-day/list", "/my-day/hours")) {
            assertThat(page(MANAGER1).get(part).body()).doesNotContain("не для других", "День у Нэйм");
        }
    }

    private String row(User user, String text) {
        String list = page(user).get("/my-day/list").body();
        int at = list.indexOf("<b>" + text);
        assertThat(at).as(list).isPositive();
        int end = list.indexOf("c-todo\"", at);
        return list.substring(at, end < 0 ? list.length() : end);
    }

    @Test
    @DisplayName(
            "T-9 T-2 with whom it is, by name, and a call's phone where it is shown whole; a masked one is no link (P-5)")
    void who() {
        String irina = "phone-" + UUID.randomUUID();
        lead = KnownCards.lead("С людьми", MANAGER2, port, irina);
        planned("позвонить Ирине", thisEvening());
        assertThat(row(MANAGER2, "позвонить Ирине"))
                .contains(
                        "Имя " + irina + ", ЛПР",
                        "href=\"tel:+74951234567\"",
                        "Открыть карточку",
                        "/edit\"",
                        "/cancel\"");
        String vera = "masked-" + UUID.randomUUID();
        lead = KnownCards.lead("Чужой контакт", MANAGER2, port, vera);
        planned("позвонить Вере", thisEvening());
        assertThat(row(MANAGER2, "позвонить Вере")).contains("Имя " + vera).doesNotContain("tel:");
    }

    @Test
    @DisplayName("T-9 P-3 a task names who gave it, and offers no more than he may: he who is only asked closes it")
    void task() {
        planned("TASK", "рассчитать срок", thisEvening(), Map.of("responsibleId", OFFICE.id()));
        assertThat(row(OFFICE, "рассчитать срок"))
                .contains("постановщик Денис Орлов", "Открыть карточку")
                .doesNotContain("/reschedule", "/edit\"", "/cancel\"");
    }

    @Test
    @DisplayName("T-6 T-9 a wait says how often the card has waited; an online meeting has its room")
    void wait_and_meeting() {
        planned("WAIT", "отпуск", thisEvening(), Map.of());
        assertThat(row(MANAGER2, "отпуск")).contains("ждём 1-й раз");
        planned("ONLINE_MEETING", "показ кейсов", thisEvening(), Map.of("link", "https://meet.example/r"));
        assertThat(row(MANAGER2, "показ кейсов"))
                .contains("href=\"https://meet.example/r\"", "noopener", "/invitation.ics");
    }

    @Test
    @DisplayName(
            "T-9 of what is far off the first ten are shown, all at a press, and they stay shown; an unknown part is told")
    void far_off() {
        Instant far = Instant.now().plusSeconds(20 * 86_400);
        for (int i = 0; i < 12; i++) {
            planned("далёкое-%02d".formatted(i), far.plusSeconds(i));
        }
        assertThat(page(MANAGER2).get("/my-day/list").body())
                .contains("Показать все", "/my-day/list?all=later")
                .doesNotContain("далёкое-11");
        assertThat(page(MANAGER2).get("/my-day/list?all=later").body())
                .contains("далёкое-11", "hx-get=\"/my-day/list?all=later\"")
                .doesNotContain("Показать все");
        assertThat(page(MANAGER2).get("/my-day/list?all=never").status()).isEqualTo(400);
    }
}
