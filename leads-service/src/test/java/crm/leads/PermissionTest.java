package crm.leads;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Permissions;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@CrmTest
@DisplayName("Who may call what of leads (P-1, P-2)")
class PermissionTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String entered(User user, Map<String, Object> lead) {
        Answer answer = as(user).post("/api/leads", lead);
        for (int i = 0; i < 3 && answer.status() == 503; i++) {
            answer = as(user).post("/api/leads", lead);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    /** A word no other card has. */
    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    private Map<String, String> aLead() {
        String title = word();
        return Map.of(
                "lead",
                entered(MANAGER1, Map.of("title", title, "source", "OUTBOUND_CALL", "contactIds", List.of("c1"))),
                "title",
                title);
    }

    private Map<String, String> anEnteredOne() {
        return Map.of("entered", entered(OPERATOR, Map.of("title", "Звонил Пётр")));
    }

    private Map<String, String> aMovedOne() {
        String moved = entered(MANAGER1, Map.of("title", "Взят в работу", "source", "OUTBOUND_CALL"));
        as(MANAGER1).with("Idempotency-Key", "sample").post("/api/leads/" + moved + "/stage", Map.of("to", "IN_WORK"));
        return Map.of("moved", moved);
    }

    private Permissions permissions() {
        return Permissions.of(service, port)
                .with(this::aLead, "lead", "title")
                .with(this::anEnteredOne, "entered")
                .with(this::aMovedOne, "moved")
                .with(() -> Map.of("manager1", MANAGER1.id(), "manager2", MANAGER2.id()), "manager1", "manager2");
    }

    @Test
    @DisplayName("P-1 every endpoint, page and fragment has its row")
    void rows() {
        permissions().coverEveryMapping();
    }

    @Test
    @DisplayName("P-1 P-2 everyone gets what the table says, and sees his own leads only")
    void table() {
        permissions().holdForEveryone();
    }

    @Test
    @DisplayName("P-2 counts and bars have only what the reader may see")
    void counts() {
        String title = word();
        entered(MANAGER1, Map.of("title", title, "source", "OUTBOUND_CALL"));
        for (User user : List.of(MANAGER2, OPERATOR)) {
            assertThat(as(user).get("/api/leads?q=" + title)
                            .json()
                            .path("total")
                            .asLong())
                    .isZero();
            assertThat(as(user).get("/api/leads/board?q=" + title).json().path("columns"))
                    .allSatisfy(column -> {
                        assertThat(column.path("count").asLong()).isZero();
                        assertThat(column.path("bar").toString()).doesNotContain(":1");
                    });
        }
        assertThat(as(MANAGER1)
                        .get("/api/leads?q=" + title)
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("P-1 of the leads he entered an operator reads title and stage, on whatever page")
    void operator() {
        String title = word();
        String id = entered(
                OPERATOR,
                Map.of(
                        "title",
                        title,
                        "comment",
                        "секретный комментарий",
                        "city",
                        "MOW",
                        "contactIds",
                        List.of("секрет-1"),
                        "applicant",
                        Map.of("name", "Секретов Иван", "phone", "+79120001122", "email", "secret@name.example")));
        assertThat(as(HEAD).post("/api/leads/" + id + "/responsible", Map.of("employeeId", MANAGER1.id()))
                        .status())
                .isEqualTo(200);
        for (String path : List.of(
                "/api/leads/" + id,
                "/api/leads?q=" + title,
                "/api/leads/board?q=" + title,
                "/leads/" + id,
                "/leads?q=" + title,
                "/leads/board/more?stage=NEW&q=" + title,
                "/leads/board/cards/" + id + "?q=" + title,
                "/leads/list?q=" + title,
                "/leads/list/more?q=" + title,
                "/leads/search?q=" + title)) {
            Answer seen = as(OPERATOR).get(path);
            assertThat(seen.status()).as(path).isEqualTo(200);
            assertThat(seen.body())
                    .as(path)
                    .contains(title)
                    .doesNotContainIgnoringCase("секрет")
                    .doesNotContain("secret@", "0001122", "000-11-22", MANAGER1.id(), MANAGER1.fullName())
                    .doesNotContain("/activities/timeline", "/activities/compose");
        }
    }
}
