package crm.leads.lead;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("V-4 The head hands out many leads at once")
class LeadAssigningTest {
    private static final String MANY = "/leads/list/responsible";

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String waiting(String title) {
        return as(HEAD).post("/api/leads", Map.of("title", title)).text("id");
    }

    private String responsible(String id) {
        return as(HEAD).get("/api/leads/" + id).text("responsibleId");
    }

    private static String form(List<String> leads, User... people) {
        StringBuilder form = new StringBuilder();
        leads.forEach(id -> form.append("ids=").append(id).append('&'));
        List.of(people)
                .forEach(who -> form.append("employeeId=").append(who.id()).append('&'));
        return form.toString();
    }

    @Test
    @DisplayName("to several in turn, evenly; the same request again changes nothing")
    void evenly() {
        List<String> leads =
                IntStream.range(0, 6).mapToObj(i -> waiting("Раздача " + i)).toList();
        Caller head = as(HEAD).with("Idempotency-Key", UUID.randomUUID().toString());
        String form = form(leads, MANAGER1, MANAGER2);
        assertThat(head.form(MANY, form).status()).isEqualTo(204);
        List<String> first = leads.stream().map(this::responsible).toList();
        assertThat(first).filteredOn(MANAGER1.id()::equals).hasSize(3);
        assertThat(first).filteredOn(MANAGER2.id()::equals).hasSize(3);
        assertThat(head.form(MANY, form).status()).isEqualTo(204);
        assertThat(leads.stream().map(this::responsible)).isEqualTo(first);
    }

    @Test
    @DisplayName("one that cannot be given does not hold up the others, and is told of")
    void refused() {
        String open = waiting("Отдать");
        assertThat(as(HEAD).form(MANY, form(List.of("no-such-lead", open), MANAGER1))
                        .status())
                .isEqualTo(204);
        assertThat(responsible(open)).isEqualTo(MANAGER1.id());
    }

    @Test
    @DisplayName("all that the filter shows, and no other")
    void everything() {
        String mark = "zz" + UUID.randomUUID().toString().replace("-", "");
        List<String> shown = List.of(waiting(mark + " раз"), waiting(mark + " два"));
        String other = waiting("Не в фильтре");
        assertThat(as(HEAD).form(
                                MANY + "?q=" + mark + "&responsible=none",
                                "everything=true&employeeId=" + MANAGER2.id())
                        .status())
                .isEqualTo(204);
        assertThat(shown).allSatisfy(id -> assertThat(responsible(id)).isEqualTo(MANAGER2.id()));
        assertThat(responsible(other)).isEmpty();
    }

    @Test
    @DisplayName("nobody or nothing picked is refused at its field; an unknown filter too")
    void nothing_picked() {
        String lead = waiting("Некому");
        Answer nobody = as(HEAD).with("Accept", "application/json").form(MANY, "ids=" + lead);
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("employeeId");
        assertThat(as(HEAD).form(MANY, "employeeId=" + MANAGER1.id()).status()).isEqualTo(422);
        assertThat(as(HEAD).form(MANY + "?colour=red", "everything=true&employeeId=" + MANAGER1.id())
                        .status())
                .isEqualTo(400);
    }
}
