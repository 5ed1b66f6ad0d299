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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("T-9 «Мой день»")
class MyDayTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @LocalServerPort
    private int port;

    private String lead = "";

    @BeforeEach
    void card() {
        lead = KnownCards.lead("День у Нэйм", MANAGER2, port);
    }

    private Caller page(User user) {
        return Caller.as(user, port).with("Accept", "text/html");
    }

    private static Instant thisEvening() {
        return LocalDate.now(MOSCOW).atTime(LocalTime.of(23, 59)).atZone(MOSCOW).toInstant();
    }

    private String planned(String text, Instant at) {
        return Caller.as(MANAGER2, port)
                .made("/api/activities", Map.of("card", lead, "type", "CALL", "text", text, "dueAt", at.toString()));
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
        assertThat(day).contains("hx-get=\"/leads/day\"", "hx-get=\"/deals/day\"", "hx-get=\"/my-day/hours\"");
        assertThat(page(OFFICE).get("/my-day").body()).doesNotContain("/leads/day", "/deals/day");
    }

    @Test
    @DisplayName("P-2 T-9 everyone's day is his own")
    void own() {
        planned("не для других", thisEvening());
        for (String part : List.of("/my-day/list", "/my-day/hours")) {
            assertThat(page(MANAGER1).get(part).body()).doesNotContain("не для других", "День у Нэйм");
        }
    }
}
