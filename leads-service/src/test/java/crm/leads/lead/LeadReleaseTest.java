package crm.leads.lead;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Leaver;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Leads of one who is dismissed")
class LeadReleaseTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();
    private final Leaver pyotr = Leaver.hired();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String entered(String title) {
        Answer answer = pyotr.caller(port).post("/api/leads", Map.of("title", title, "source", "SOCIAL"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private void move(String id, String to, Object... more) {
        Map<String, Object> wish = new HashMap<>(Map.of("to", to));
        for (int i = 0; i < more.length; i += 2) {
            wish.put((String) more[i], more[i + 1]);
        }
        Answer moved = pyotr.caller(port).post("/api/leads/" + id + "/stage", wish);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private Map<String, Object> toHim() {
        return Map.of("employeeId", pyotr.id());
    }

    @Test
    @DisplayName(
            "D-6 open leads and refused ones with a date to return go to the queue with their stage, once each; others stay")
    void released() {
        List<String> open = new ArrayList<>();
        for (int i = 0; i < 55; i++) {
            open.add(entered("Лид " + i));
        }
        move(open.getFirst(), "IN_WORK");
        String returns = entered("Вернётся");
        move(
                returns,
                "REJECTED",
                "reason",
                "OFFER_POSTPONED",
                "returnOn",
                LocalDate.now().plusDays(20).toString());
        String refused = entered("Отказ");
        move(refused, "REJECTED", "reason", "INDIVIDUAL");

        pyotr.isDismissedBy(HEAD);
        Journal.Entry done = journal.await(pyotr.dismissal() + "-leads", "ReleaseCompleted");
        assertThat(done.data().path("counts").path("lead").asInt()).isEqualTo(56);
        assertThat(done.data().path("employeeId").asString()).isEqualTo(pyotr.id());
        open.add(returns);
        open.forEach(lead -> {
            Journal.Entry event = journal.await(lead, "ResponsibleReleased");
            assertThat(event.data().path("why").asString()).isEqualTo("dismissal");
            assertThat(event.data().path("dismissalId").asString()).isEqualTo(pyotr.dismissal());
            assertThat(event.data().path("employeeId").asString()).isEqualTo(pyotr.id());
        });
        assertThat(journal.factsOf(open.getFirst()))
                .filteredOn(each -> each.type().equals("ResponsibleReleased"))
                .hasSize(1);
        Answer first = as(HEAD).get("/api/leads/" + open.getFirst());
        assertThat(first.text("stage")).isEqualTo("IN_WORK");
        assertThat(first.json().path("responsibleId").isNull()).isTrue();
        assertThat(as(HEAD).get("/api/leads/" + refused).text("responsibleId")).isEqualTo(pyotr.id());
        String left = "/api/leads?limit=1&released=" + pyotr.id();
        assertThat(as(HEAD).get(left).json().path("total").asInt()).isEqualTo(56);
        assertThat(as(HEAD).post("/api/leads/" + returns + "/responsible", Map.of("employeeId", MANAGER2.id()))
                        .status())
                .isEqualTo(200);
        assertThat(as(HEAD).get(left).json().path("total").asInt()).isEqualTo(55);
        assertThat(as(HEAD).with("Accept", "text/html")
                        .get("/leads/list?released=" + pyotr.id())
                        .body())
                .contains("Освободились от", "Пётр Уходящий");
        Answer progress = as(SERVICE).get("/api/releases/" + pyotr.dismissal());
        assertThat(progress.json().path("completed").asBoolean()).isTrue();
        assertThat(progress.json().path("found").path("lead").asInt()).isEqualTo(56);
    }

    @Test
    @DisplayName("D-6 nothing is assigned to him afterwards: 422 at the field; rehired he may get leads again")
    void refused_afterwards() {
        String lead = entered("Потом");
        pyotr.isDismissedBy(HEAD);
        journal.await(pyotr.dismissal() + "-leads", "ReleaseCompleted");
        Answer assigned = as(HEAD).post("/api/leads/" + lead + "/responsible", toHim());
        assertThat(assigned.status()).isEqualTo(422);
        assertThat(assigned.json().path("errors").path(0).path("field").asString())
                .isEqualTo("employeeId");
        assertThat(assigned.json().path("errors").path(0).path("code").asString())
                .isEqualTo("dismissed");
        Answer entered =
                as(HEAD).post("/api/leads", Map.of("title", "Ему", "source", "SOCIAL", "responsibleId", pyotr.id()));
        assertThat(entered.status()).isEqualTo(422);
        assertThat(as(HEAD).get("/api/leads/next-responsible").text("employeeId"))
                .isNotEqualTo(pyotr.id());
        assertThat(as(HEAD).post("/api/leads/" + lead + "/responsible", Map.of("employeeId", MANAGER2.id()))
                        .status())
                .isEqualTo(200);
        pyotr.isBack();
        await().untilAsserted(() -> assertThat(as(HEAD).post("/api/leads/" + lead + "/responsible", toHim())
                        .status())
                .isEqualTo(200));
    }

    @Test
    @DisplayName("D-6 his tokens are refused within a second or two; after rehire only those from before")
    void tokens() {
        Instant before = Instant.now();
        assertThat(pyotr.caller(port, before).get("/api/leads").status()).isEqualTo(200);
        pyotr.isDismissedBy(HEAD);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                pyotr.caller(port, before).get("/api/leads").status())
                        .isEqualTo(401));
        pyotr.isBack();
        await().untilAsserted(() -> assertThat(pyotr.caller(port, Instant.now().plusSeconds(2))
                        .get("/api/leads")
                        .status())
                .isEqualTo(200));
        assertThat(pyotr.caller(port, before).get("/api/leads").status()).isEqualTo(401);
    }
}
