package crm.leads.lead;

import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Sheets;
import crm.testing.User;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@CrmTest
@TestPropertySource(properties = "crm.export.most=250")
@DisplayName("Leads as a file (V-4, P-5)")
class LeadExportTest {
    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    private String entered(User user, String title) {
        return entered(user, title, Map.of());
    }

    private String entered(User user, String title, Map<String, Object> more) {
        Map<String, Object> lead = new HashMap<>(Map.of("title", title, "source", "OUTBOUND_CALL"));
        lead.putAll(more);
        return as(user).made("/api/leads", lead);
    }

    private HttpResponse<byte[]> file(User user, String format, String filter) {
        return new FileCaller(user, port).get("/api/leads/export." + format + "?" + filter);
    }

    private List<String> titles(User user, String filter) {
        HttpResponse<byte[]> file = file(user, "csv", filter);
        assertThat(file.statusCode()).isEqualTo(200);
        return Sheets.csv(file.body()).stream().skip(1).map(List::getFirst).toList();
    }

    private JsonNode newest(String list) {
        return as(HEAD).get("/api/leads/exports?limit=1").json().path("items").get(0);
    }

    @Test
    @DisplayName("V-4 the file has exactly the rows of the list, in its order, whatever the filter, however many pages")
    void rows() {
        String mark = word();
        for (int i = 0; i < 205; i++) {
            entered(i % 2 == 0 ? MANAGER1 : MANAGER2, mark + " " + (i % 7) + " " + i);
        }
        for (String filter : List.of(
                "q=" + mark,
                "q=" + mark + "&sort=title",
                "q=" + mark + "&sort=-title&responsible=" + MANAGER1.id(),
                "q=" + mark + "&stage=NEW&withoutActivity=true",
                "q=" + mark + "&stage=REJECTED")) {
            List<String> listed = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page =
                        as(HEAD).get("/api/leads?limit=100&" + filter + cursor).json();
                page.path("items").forEach(lead -> listed.add(lead.path("title").asString()));
                cursor = page.path("nextCursor").isNull()
                        ? ""
                        : "&cursor=" + page.path("nextCursor").asString();
            } while (!cursor.isEmpty());
            assertThat(titles(HEAD, filter)).as(filter).isEqualTo(listed);
            assertThat(Sheets.xlsx(file(HEAD, "xlsx", filter).body()).stream()
                            .skip(1)
                            .map(row -> (String) row.getFirst()))
                    .as(filter)
                    .isEqualTo(listed);
        }
    }

    @Test
    @DisplayName("V-4 the columns are those chosen for the list; dates are dates, in the department's zone")
    void columns() {
        String mark = word();
        String id = entered(MANAGER1, mark, Map.of("city", "MOW", "comment", "ждёт\nзвонка; «срочно»"));
        assertThat(as(DIRECTOR)
                        .put("/api/leads/columns", Map.of("columns", List.of("createdAt", "number", "comment", "city")))
                        .status())
                .isEqualTo(200);
        List<List<Object>> xlsx =
                Sheets.xlsx(file(DIRECTOR, "xlsx", "q=" + mark).body());
        assertThat(xlsx.getFirst()).containsExactly("Название", "№", "Город", "Комментарий", "Создан");
        JsonNode lead = as(DIRECTOR).get("/api/leads/" + id).json();
        List<Object> row = xlsx.get(1);
        assertThat(row.subList(0, 4))
                .containsExactly(mark, "Л-" + lead.path("number").asLong(), "Москва", "ждёт\nзвонка; «срочно»");
        assertThat(row.get(4)).isInstanceOf(java.math.BigDecimal.class);
        List<String> csv = Sheets.csv(file(DIRECTOR, "csv", "q=" + mark).body()).get(1);
        assertThat(csv.get(3)).isEqualTo("ждёт\nзвонка; «срочно»");
        assertThat(csv.get(4)).matches("\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d");
        assertThat(file(HEAD, "csv", "q=" + mark).headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("attachment", "UTF-8''", ".csv"));
    }

    @Test
    @DisplayName("V-4 what begins like a formula does not become one")
    void formulas() {
        String mark = word();
        List<String> bad = Stream.of("=1+1", "+1+1", "-1+1", "@SUM(1)")
                .map(text -> text + " " + mark)
                .toList();
        bad.forEach(title -> entered(MANAGER1, title));
        assertThat(titles(HEAD, "q=" + mark))
                .containsExactlyInAnyOrderElementsOf(
                        bad.stream().map(text -> "'" + text).toList());
        assertThat(Sheets.xlsx(file(HEAD, "xlsx", "q=" + mark).body()).stream()
                        .skip(1)
                        .map(List::getFirst))
                .containsExactlyInAnyOrderElementsOf(bad);
    }

    @Test
    @DisplayName("P-2 P-5 a manager takes along his own leads alone; others' and nobody's are refused by name")
    void own() {
        String mark = word();
        entered(MANAGER1, mark + " её");
        entered(MANAGER2, mark + " его");
        entered(OPERATOR, mark + " из колл-центра", Map.of("source", "CALL_CENTER"));
        assertThat(titles(MANAGER1, "q=" + mark)).containsExactly(mark + " её");
        assertThat(titles(MANAGER1, "responsible=me&q=" + mark)).containsExactly(mark + " её");
        assertThat(titles(HEAD, "q=" + mark)).hasSize(3);
        for (String filter : List.of("responsible=none", "asked=true", "responsible=me&responsible=" + MANAGER2.id())) {
            Answer refused = as(MANAGER1).get("/api/leads/export.xlsx?" + filter);
            assertThat(refused.status()).as(filter).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("export.own-only");
        }
        HttpResponse<byte[]> operator = file(OPERATOR, "csv", "q=" + mark);
        List<List<String>> entered = Sheets.csv(operator.body());
        assertThat(entered).hasSize(2);
        assertThat(entered.get(1)).containsExactly(mark + " из колл-центра", "Новый", "", "", "", "");
    }

    @Test
    @DisplayName(
            "P-5 every export is on record with who, when, which filter, how many rows; for head and director alone")
    void record() {
        String mark = word();
        entered(MANAGER1, mark);
        entered(MANAGER1, mark + " ещё");
        String since = java.time.Instant.now().toString();
        file(MANAGER1, "xlsx", "stage=NEW&stage=IN_WORK&q=" + mark);
        JsonNode export = newest("leads");
        assertThat(export.path("by").asString()).isEqualTo(MANAGER1.id());
        assertThat(export.path("at").asString()).isGreaterThan(since);
        assertThat(export.path("format").asString()).isEqualTo("XLSX");
        assertThat(export.path("rows").asLong()).isEqualTo(2);
        assertThat(export.path("state").asString()).isEqualTo("DONE");
        assertThat(export.path("filter").path("stage").toString()).isEqualTo("[\"NEW\",\"IN_WORK\"]");
        assertThat(export.path("filter").path("q").toString()).isEqualTo("[\"" + mark + "\"]");
        assertThat(as(MANAGER1).get("/api/leads/exports").status()).isEqualTo(403);
        String page = as(DIRECTOR)
                .with("Accept", "text/html")
                .get("/leads/list/exports")
                .body();
        assertThat(page).contains(mark, MANAGER1.fullName(), "Стадия: Новый, В работе");
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/leads/list/exports")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("V-4 the record comes page by page, the newest first")
    void pages() {
        String mark = word();
        entered(MANAGER1, mark);
        for (int i = 0; i < 3; i++) {
            file(HEAD, "csv", "q=" + mark + "&overdue=" + (i == 2));
        }
        JsonNode first = as(HEAD).get("/api/leads/exports?limit=2").json();
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("total").asLong()).isGreaterThanOrEqualTo(3);
        JsonNode second = as(HEAD).get("/api/leads/exports?limit=2&cursor="
                        + first.path("nextCursor").asString())
                .json();
        assertThat(second.path("items").get(0).path("at").asString())
                .isLessThanOrEqualTo(first.path("items").get(1).path("at").asString());
        assertThat(as(HEAD).get("/api/leads/exports?who=me").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("V-4 more rows than go into a file are refused with the way out, and nothing is on record of it")
    void too_many() {
        String mark = word();
        for (int i = 0; i < 251; i++) {
            entered(MANAGER1, mark + i);
        }
        long before = as(HEAD).get("/api/leads/exports").json().path("total").asLong();
        Answer refused = as(HEAD).get("/api/leads/export.xlsx?q=" + mark);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("export.too-many");
        assertThat(refused.text("detail")).contains("250", "Сузьте");
        assertThat(refused.header("Content-Disposition")).doesNotContain("attachment");
        assertThat(as(HEAD).get("/api/leads/exports").json().path("total").asLong())
                .isEqualTo(before);
        Answer page = as(HEAD).with("Accept", "text/html").get("/leads/list/export.csv?q=" + mark);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("Сузьте");
    }

    @Test
    @DisplayName("an unknown format is nothing here; an unknown filter is named")
    void unknown() {
        assertThat(as(HEAD).get("/api/leads/export.pdf").status()).isEqualTo(404);
        Answer refused = as(HEAD).get("/api/leads/export.csv?colour=red");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("colour");
    }
}
