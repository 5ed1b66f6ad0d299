package crm.deals.page;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Sheets;
import crm.testing.User;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("Deals as a file (V-4, P-5)")
class DealExportTest {
    @LocalServerPort
    private int port;

    private static String word() {
        return "слово" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String q(String word) {
        return "q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private Caller api(User user) {
        return Caller.as(user, port);
    }

    private List<List<String>> csv(User user, String filter) {
        var file = new FileCaller(user, port).get("/deals/list/export.csv?" + filter);
        assertThat(file.statusCode()).isEqualTo(200);
        return Sheets.csv(file.body());
    }

    @Test
    @DisplayName(
            "V-4 exact sums are numbers in XLSX and have a comma in CSV; clients go by name, in the list's columns and order")
    void figures() {
        String word = word();
        String dear = Visitor.aDeal(MANAGER1, "Дорогая " + word, port);
        Visitor.as(MANAGER1, port).priced(dear, 430200.55);
        String cheap = Visitor.aDeal(MANAGER1, "Дешёвая " + word, port);
        Visitor.as(MANAGER1, port).priced(cheap, 0.01);
        List<List<Object>> xlsx = Sheets.xlsx(new FileCaller(HEAD, port)
                .get("/api/deals/export.xlsx?sort=-total&sumFrom=0.01&" + q(word))
                .body());
        assertThat(xlsx.getFirst())
                .containsExactly(
                        "Название", "№", "Стадия", "Дальше", "Сумма", "Клиент", "Источник", "Ответственный", "Создана");
        assertThat(xlsx.get(1).getFirst()).isEqualTo("Дорогая " + word);
        assertThat((BigDecimal) xlsx.get(1).get(4)).isEqualByComparingTo("430200.55");
        assertThat(xlsx.get(1).get(5)).isEqualTo("Имя company-1 · Имя irina");
        assertThat((BigDecimal) xlsx.get(2).get(4)).isEqualByComparingTo("0.01");
        // as the page's own filter is typed
        List<List<String>> csv = csv(HEAD, "sort=total&sumTo=430%20200%2C55&" + q(word));
        assertThat(csv.get(1).get(4)).isEqualTo("0,01");
        assertThat(csv.get(2).get(4)).isEqualTo("430200,55");
    }

    @Test
    @DisplayName("P-5 everybody but head and director takes along his own deals alone, also who sees those of others")
    void own() {
        String word = word();
        String sold = Visitor.aDeal(MANAGER1, "Проданная " + word, port);
        Visitor.as(MANAGER1, port).priced(sold, 1000);
        Visitor.as(MANAGER1, port).paid(sold, 1000, "ПП 7");
        Visitor.as(MANAGER1, port).moved(sold, "WON");
        for (User seer : List.of(ACCOUNT, OFFICE)) {
            assertThat(api(seer)
                            .get("/api/deals?" + q(word))
                            .json()
                            .path("total")
                            .asLong())
                    .isEqualTo(1);
            assertThat(csv(seer, q(word))).hasSize(1);
        }
        assertThat(csv(MANAGER1, q(word))).hasSize(2);
        assertThat(csv(MANAGER2, q(word))).hasSize(1);
        assertThat(csv(HEAD, q(word))).hasSize(2);
        Answer refused = api(MANAGER2).get("/api/deals/export.csv?responsible=" + MANAGER1.id());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("export.own-only");
        assertThat(api(OPERATOR).get("/api/deals/export.csv").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("P-5 the record names who took his own, and its page says the filter in words")
    void record() {
        String word = word();
        Visitor.aDeal(MANAGER1, word, port);
        csv(MANAGER1, "stage=DECIDING&responsible=me&sumFrom=100&" + q(word));
        JsonNode export =
                api(HEAD).get("/api/deals/exports?limit=1").json().path("items").get(0);
        assertThat(export.path("by").asString()).isEqualTo(MANAGER1.id());
        assertThat(export.path("filter").path("responsible").toString()).contains(MANAGER1.id());
        assertThat(export.path("rows").asLong()).isZero();
        assertThat(Visitor.as(HEAD, port)
                        .page("/deals/list/exports")
                        .select("tbody tr")
                        .first()
                        .text())
                .contains("Анна Ковалёва", "Стадия: Принимают решение", "Сумма: с 100", "Ответственный: Анна Ковалёва");
    }

    @Test
    @DisplayName(
            "V-4 the columns chosen in the dialog are those of the page, for oneself alone; the usual ones come back")
    void columns() {
        String word = word();
        Visitor.aDeal(MANAGER2, word, port);
        Visitor visitor = Visitor.as(MANAGER2, port);
        assertThat(visitor.page("/deals/list/columns").select("input[checked]").eachAttr("value"))
                .contains("client")
                .doesNotContain("paid");
        Answer chosen = visitor.send("/deals/list/columns", "columns", "paid", "columns", "stage");
        assertThat(chosen.status()).isEqualTo(204);
        assertThat(chosen.header("HX-Refresh")).isEqualTo("true");
        assertThat(visitor.page("/deals/list?" + q(word)).select("thead th").eachText())
                .containsExactly("Название", "Стадия", "Оплачено");
        assertThat(Visitor.as(HEAD, port).page("/deals/list?" + q(word)).select("thead th"))
                .hasSizeGreaterThan(5);
        Answer unknown = api(MANAGER2).put("/api/deals/columns", Map.of("columns", List.of("colour")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("columns");
        visitor.send("/deals/list/columns", "usual", "true");
        assertThat(visitor.page("/deals/list?" + q(word)).select("thead th").eachText())
                .hasSize(9);
    }
}
