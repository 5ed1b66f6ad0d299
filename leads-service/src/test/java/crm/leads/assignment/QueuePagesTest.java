package crm.leads.assignment;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("L-1 The head's queue and the call centre's page")
class QueuePagesTest {
    @LocalServerPort
    private int port;

    private Caller page(User user) {
        return Caller.as(user, port).with("Accept", "text/html").with("HX-Request", "true");
    }

    private String waiting(String title) {
        return Caller.as(HEAD, port).post("/api/leads", Map.of("title", title)).text("id");
    }

    @Test
    @DisplayName("L-1 what waits stands there oldest first, with the proposal; assigned with one click it is gone")
    void queue() {
        String mark = UUID.randomUUID().toString();
        String older = waiting("Раньше " + mark);
        waiting("Позже " + mark);
        String queue = page(HEAD).get("/leads/queue").body();
        assertThat(queue).contains("Ждут ответственного", "Менеджеры", MANAGER1.fullName(), "Назначить:");
        String next = Caller.as(HEAD, port).get("/api/leads/next-responsible").text("employeeId");
        assertThat(page(HEAD)
                        .form("/leads/" + older + "/responsible", "employeeId=" + next)
                        .status())
                .isEqualTo(204);
        assertThat(page(HEAD).get("/leads/queue/state").body()).doesNotContain("Раньше " + mark);
        String card = page(HEAD).get("/leads/" + older).body();
        assertThat(card).contains("Почему он: назначено вручную по предложению");
    }

    @Test
    @DisplayName(
            "I-2 L-20 the operator is told the number to say; a client known already is passed on; the list has his own of today")
    void call() {
        String phone = "9" + (100_000_000L + Math.abs(UUID.randomUUID().hashCode() % 800_000_000));
        Answer first = page(OPERATOR).form("/leads/call", "phone=" + phone + "&name=Olga");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("Скажите клиенту номер обращения", "Л-", "Olga");
        Answer second = page(OPERATOR).form("/leads/call", "phone=%2B7" + phone + "&name=Olga");
        assertThat(second.body()).contains("Клиент уже обращался").doesNotContain("Скажите клиенту");
        assertThat(page(OPERATOR).form("/leads/call", "name=Olga").status()).isEqualTo(422);
    }
}
