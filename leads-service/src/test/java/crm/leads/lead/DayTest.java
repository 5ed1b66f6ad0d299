package crm.leads.lead;

import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("What «Мой день» shows of leads")
class DayTest {
    private static final Pattern FIGURE =
            Pattern.compile("c-tile-label\">([^<]+)</span><span class=\"c-tile-num\">(\\d+)");

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private int figure(User user, String label) {
        Matcher found = FIGURE.matcher(
                as(user).with("Accept", "text/html").get("/leads/day").body());
        while (found.find()) {
            if (found.group(1).equals(label)) {
                return Integer.parseInt(found.group(2));
            }
        }
        throw new AssertionError("no tile " + label);
    }

    @Test
    @DisplayName(
            "T-9 L-4 L-15 how many of his are not taken into work, and how many in work have no next step; the list behind says the same")
    void figures() {
        int fresh = figure(MANAGER1, "Новые, не приняты");
        int idle = figure(MANAGER1, "Лиды без задач");
        Answer entered = as(MANAGER1).post("/api/leads", Map.of("title", "Сегодняшний", "source", "SOCIAL"));
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
        assertThat(figure(MANAGER1, "Новые, не приняты")).isEqualTo(fresh + 1);
        as(MANAGER1).post("/api/leads/" + entered.text("id") + "/stage", Map.of("to", "IN_WORK"));
        assertThat(figure(MANAGER1, "Новые, не приняты")).isEqualTo(fresh);
        assertThat(figure(MANAGER1, "Лиды без задач")).isEqualTo(idle + 1);
        assertThat(as(MANAGER1)
                        .get("/api/leads?withoutActivity=true&responsible=me&stage=IN_WORK&stage=QUALIFICATION")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(idle + 1);
        assertThat(as(OPERATOR).get("/leads/day").status()).isEqualTo(403);
    }
}
