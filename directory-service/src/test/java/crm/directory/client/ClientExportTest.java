package crm.directory.client;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.directory.Fresh;
import crm.directory.Staffed;
import crm.directory.employee.Employee;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Sheets;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("Contacts and companies as a file (V-4, P-5)")
class ClientExportTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Employee> staff;

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private static String q(String word) {
        return "q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private void made(User by, String kind, Map<String, Object> more) {
        Map<String, Object> body = kind.equals("contacts") ? Fresh.person(more) : Fresh.firm(more);
        assertThat(as(by).post("/api/" + kind + "?confirmDuplicate=true", body).status())
                .isEqualTo(201);
    }

    private List<List<String>> csv(User user, String kind, String filter) {
        var file = new FileCaller(user, port).get("/api/" + kind + "/export.csv?" + filter);
        assertThat(file.statusCode()).isEqualTo(200);
        return Sheets.csv(file.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies"})
    @DisplayName(
            "P-5 everybody sees all, and takes along his own; who asks for others' or nobody's is told that he may not")
    void own(String kind) {
        String word = Fresh.word();
        String name = kind.equals("contacts") ? "fullName" : "name";
        made(MANAGER1, kind, Map.of(name, "Первая " + word));
        made(MANAGER2, kind, Map.of(name, "Вторая " + word));
        made(ACCOUNT, kind, Map.of(name, "Третья " + word));
        assertThat(as(MANAGER1)
                        .get("/api/" + kind + "?" + q(word))
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(3);
        assertThat(csv(MANAGER1, kind, q(word)).stream().skip(1).map(List::getFirst))
                .containsExactly("Первая " + word);
        assertThat(csv(ACCOUNT, kind, q(word)).stream().skip(1).map(List::getFirst))
                .containsExactly("Третья " + word);
        assertThat(csv(HEAD, kind, q(word))).hasSize(4);
        for (String whose : List.of("none", MANAGER2.id())) {
            Answer refused = as(MANAGER1).get("/api/" + kind + "/export.xlsx?responsible=" + whose);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("export.own-only");
            assertThat(refused.text("detail")).contains("только своё");
        }
        assertThat(as(OPERATOR).get("/api/" + kind + "/export.csv").status()).isEqualTo(403);
        JsonNode export =
                as(DIRECTOR).get("/api/" + kind + "/exports?limit=3").json().path("items");
        assertThat(export.get(0).path("by").asString()).isEqualTo(HEAD.id());
        assertThat(export.get(0).path("rows").asLong()).isEqualTo(3);
        assertThat(export.get(2).path("by").asString()).isEqualTo(MANAGER1.id());
        assertThat(export.get(2).path("rows").asLong()).isEqualTo(1);
        String page = as(MANAGER1)
                .with("Accept", "text/html")
                .get("/" + kind + "?" + q(word))
                .body();
        assertThat(page)
                .contains("Выгрузить свои", "/" + kind + "/list/export.xlsx?")
                .doesNotContain("Журнал выгрузок");
        assertThat(as(HEAD).with("Accept", "text/html")
                        .get("/" + kind + "?" + q(word))
                        .body())
                .contains("Журнал выгрузок");
    }

    @Test
    @DisplayName("V-4 phones are written as people write them, a plus begins no formula, companies go by name")
    void columns() {
        String word = Fresh.word();
        String firm = as(MANAGER1)
                .post("/api/companies", Fresh.firm(Map.of("name", "Нэйм " + word)))
                .text("id");
        made(
                MANAGER1,
                "contacts",
                Map.of(
                        "fullName",
                        "Соколова " + word,
                        "phones",
                        List.of(Map.of("number", "+7 495 123-45-67", "extension", "12")),
                        "emails",
                        List.of("=x@name.example"),
                        "companyIds",
                        List.of(firm)));
        assertThat(as(DIRECTOR)
                        .put("/api/contacts/columns", Map.of("columns", List.of("phone", "emails", "companies")))
                        .status())
                .isEqualTo(200);
        assertThat(csv(DIRECTOR, "contacts", q(word)).get(1))
                .containsExactly("Соколова " + word, "'+7 (495) 123-45-67 доб. 12", "'=x@name.example", "Нэйм " + word);
    }
}
