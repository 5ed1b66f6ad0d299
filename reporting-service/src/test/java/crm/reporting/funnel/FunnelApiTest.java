package crm.reporting.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.reporting.Told;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The funnel over HTTP")
class FunnelApiTest {
    private static final String YEAR = "from=2026-01-01&to=2026-12-31";

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private static Told.Teller tell(String subject) {
        return new Told.Teller(
                subject, event -> Stack.running().journal().sayRaw(event.topic(), event.id(), event.json()));
    }

    private static Instant at(String text) {
        return Instant.parse(text + ":00Z");
    }

    private JsonNode funnel(User user, String parameters) {
        Answer answer = as(user).get("/api/reports/funnel?" + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void awaitLeads(String parameters, int leads) {
        await().until(() ->
                funnel(User.HEAD, parameters).path("totals").path("leads").asInt() == leads);
    }

    /** A city of its own keeps a test's cards apart. */
    private static String city() {
        return "C" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void someLeads(String city) {
        for (int i = 0; i < 3; i++) {
            tell("lead/" + city + "-" + i)
                    .tell(
                            at("2026-03-0" + (i + 1) + "T09:00"),
                            "LeadCreated",
                            "title",
                            "Лид " + i,
                            "city",
                            city,
                            "source",
                            i == 0 ? "REFERRAL" : null,
                            "responsibleId",
                            i < 2 ? User.MANAGER1.id() : User.MANAGER2.id())
                    .tell(at("2026-04-0" + (i + 1) + "T09:00"), "StageChanged", "to", "IN_WORK")
                    .tell(
                            at("2026-05-0" + (i + 1) + "T09:00"),
                            "ResponsibleAssigned",
                            "kind",
                            "lead",
                            "to",
                            User.MANAGER2.id());
        }
    }

    @Test
    @DisplayName("R-1 rows per stage with totals and asOf; fields without value are null")
    void shape() {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        JsonNode report = funnel(User.HEAD, YEAR + "&city=" + city);
        assertThat(report.path("rows").size()).isEqualTo(11);
        JsonNode first = report.path("rows").get(0);
        assertThat(first.path("kind").asString()).isEqualTo("lead");
        assertThat(first.path("stage").asString()).isEqualTo("NEW");
        assertThat(first.path("label").asString()).isEqualTo("Новый");
        assertThat(first.path("entered").asInt()).isEqualTo(3);
        assertThat(first.path("wentOn").asInt()).isEqualTo(3);
        assertThat(first.path("conversion").asDouble()).isEqualTo(1);
        assertThat(report.path("rows").get(3).path("wentOn").isNull()).isTrue();
        assertThat(report.path("groupBy").isNull()).isTrue();
        assertThat(report.path("totals").path("leadToDeal").asDouble()).isZero();
        assertThat(Instant.parse(report.path("asOf").asString())).isBefore(Instant.now());
    }

    @Test
    @DisplayName("R-1 asOf: what was published before it is in, and it goes on while nothing happens")
    void as_of() {
        String city = city();
        someLeads(city);
        Instant said = Instant.now();
        await().until(() ->
                Instant.parse(funnel(User.HEAD, YEAR).path("asOf").asString()).isAfter(said));
        assertThat(funnel(User.HEAD, YEAR + "&city=" + city)
                        .path("totals")
                        .path("leads")
                        .asInt())
                .isEqualTo(3);
        Instant before = Instant.parse(funnel(User.HEAD, YEAR).path("asOf").asString());
        await().until(() ->
                Instant.parse(funnel(User.HEAD, YEAR).path("asOf").asString()).isAfter(before));
    }

    @Test
    @DisplayName("R-1 filters are repeatable, «none» means without; groups come by name, «without» last")
    void filters() {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        awaitLeads(YEAR + "&city=" + city + "&source=none", 2);
        awaitLeads(YEAR + "&city=" + city + "&source=none&source=REFERRAL", 3);
        awaitLeads(YEAR + "&city=" + city + "&employee=" + User.MANAGER1.id(), 2);
        awaitLeads(YEAR + "&city=" + city + "&department=none", 0);
        JsonNode groups =
                funnel(User.HEAD, YEAR + "&groupBy=source&city=" + city).path("rows");
        assertThat(groups.size()).isEqualTo(2);
        assertThat(groups.get(0).path("key").asString()).isEqualTo("REFERRAL");
        assertThat(groups.get(0).path("label").asString()).isEqualTo("По рекомендации");
        assertThat(groups.get(1).path("key").asString()).isEqualTo("none");
        JsonNode people =
                funnel(User.HEAD, YEAR + "&groupBy=employee&city=" + city).path("rows");
        assertThat(people.get(0).path("label").asString()).isEqualTo(User.MANAGER1.fullName());
        JsonNode departments =
                funnel(User.HEAD, YEAR + "&groupBy=department&city=" + city).path("rows");
        assertThat(departments.get(0).path("key").asString()).isEqualTo("Отдел продаж");
        assertThat(funnel(User.HEAD, YEAR + "&groupBy=month&city=" + city)
                        .path("rows")
                        .get(0)
                        .path("label")
                        .asString())
                .isEqualTo("март 2026");
    }

    @Test
    @DisplayName("R-1 what cannot be asked is refused with the parameter's name")
    void refused() {
        record Wrong(String parameters, int status, String field) {}
        for (Wrong wrong : List.of(
                new Wrong("from=2026-13-01", 400, "from"),
                new Wrong("to=yesterday", 400, "to"),
                new Wrong("from=2026-01-01&from=2026-01-02", 400, "from"),
                new Wrong("groupBy=weather", 400, "groupBy"),
                new Wrong("stage=NEW", 400, "stage"),
                new Wrong("from=2026-02-01&to=2026-01-31", 422, "to"),
                new Wrong("from=2020-01-01&to=2025-01-01", 422, "to"),
                new Wrong("from=0001-01-01&to=0001-01-02", 422, "from"),
                new Wrong("to=%2B999999999-12-31", 422, "from"),
                new Wrong("employee=nobody-i-know", 422, "employee"),
                new Wrong("employee=none&employee=nobody-i-know", 422, "employee"),
                new Wrong("department=dreams", 422, "department"))) {
            Answer answer = as(User.HEAD).get("/api/reports/funnel?" + wrong.parameters());
            assertThat(answer.status()).as(wrong.parameters() + answer.body()).isEqualTo(wrong.status());
            assertThat(answer.json().path("errors").get(0).path("field").asString())
                    .as(wrong.parameters())
                    .isEqualTo(wrong.field());
        }
        assertThat(as(User.HEAD)
                        .get("/api/reports/funnel?from=2020-01-01&to=2024-12-31")
                        .status())
                .as("five years")
                .isEqualTo(200);
        for (String cell : List.of(
                "stage=NEW",
                "kind=lead",
                "kind=lead&stage=WON",
                "kind=lead&stage=NEW&figure=sums",
                "kind=lead&stage=NEW&limit=0",
                "kind=lead&stage=NEW&cursor=x",
                "kind=lead&stage=CONVERTED&figure=wentOn")) {
            assertThat(as(User.HEAD).get("/api/reports/funnel/cards?" + cell).status())
                    .as(cell)
                    .isIn(400, 422);
        }
    }

    @Test
    @DisplayName("P-2 a manager gets his own figures, whatever he groups by; others' are refused")
    void own_figures() {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        assertThat(funnel(User.MANAGER1, YEAR + "&city=" + city)
                        .path("totals")
                        .path("leads")
                        .asInt())
                .isEqualTo(2);
        assertThat(funnel(User.MANAGER2, YEAR + "&employee=me&city=" + city)
                        .path("totals")
                        .path("leads")
                        .asInt())
                .isEqualTo(1);
        JsonNode groups =
                funnel(User.MANAGER1, YEAR + "&groupBy=employee&city=" + city).path("rows");
        assertThat(groups.size()).isEqualTo(1);
        assertThat(groups.get(0).path("key").asString()).isEqualTo(User.MANAGER1.id());
        assertThat(as(User.MANAGER1)
                        .get("/api/reports/funnel?employee=" + User.MANAGER2.id() + "&employee=me")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName(
            "R-3 P-2 behind a figure stand exactly its cards, page by page; one that is another's now without its name")
    void cards() {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        String cell = "/api/reports/funnel/cards?" + YEAR + "&city=" + city + "&kind=lead&stage=NEW";
        Set<String> ids = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = as(User.HEAD).get(cell + "&limit=1" + cursor).json();
            assertThat(answer.path("total").asInt()).isEqualTo(3);
            assertThat(answer.path("items").size()).isEqualTo(1);
            ids.add(answer.path("items").get(0).path("id").asString());
            assertThat(answer.path("nextCursor").isNull()).isEqualTo(page == 2);
            cursor = "&cursor=" + answer.path("nextCursor").asString("");
        }
        assertThat(ids).containsExactlyInAnyOrder(city + "-0", city + "-1", city + "-2");
        JsonNode hers = as(User.MANAGER1).get(cell).json();
        assertThat(hers.path("total").asInt()).isEqualTo(2);
        for (JsonNode card : hers.path("items")) {
            assertThat(card.path("id").isNull()).isTrue();
            assertThat(card.path("title").isNull()).isTrue();
            assertThat(card.path("responsibleId").isNull()).isTrue();
        }
        JsonNode his = as(User.MANAGER2).get(cell).json().path("items").get(0);
        assertThat(his.path("title").asString()).isEqualTo("Лид 2");
        assertThat(his.path("stage").asString()).isEqualTo("IN_WORK");
        JsonNode finished = as(User.HEAD).get(cell + "&figure=finished").json();
        assertThat(finished.path("total").asInt()).isEqualTo(3);
        assertThat(finished.path("items").get(0).path("seconds").asDouble()).isEqualTo(31 * 86400);
    }

    @Test
    @DisplayName("R-3 every figure of the page leads to a list of as many cards")
    void figures_and_lists() throws IOException, InterruptedException {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        int checked = 0;
        for (String grouping :
                List.of("", "&groupBy=employee", "&groupBy=department", "&groupBy=source", "&groupBy=month")) {
            String html = page(User.HEAD, "/reports/funnel?" + YEAR + "&city=" + city + grouping);
            var links = Pattern.compile("<a class=\"is-figure\" href=\"([^\"]+)\">([^<]+)</a>")
                    .matcher(html);
            while (links.find()) {
                Answer cards = as(User.HEAD).get("/api" + HtmlUtils.htmlUnescape(links.group(1)));
                assertThat(cards.json().path("total").asString())
                        .as(links.group(1))
                        .isEqualTo(links.group(2));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
        assertThat(page(User.HEAD, "/reports/funnel/cards?" + YEAR + "&city=" + city + "&kind=lead&stage=NEW"))
                .contains("Лид 0", "/leads/" + city + "-0", "3\u00a0карточки");
        assertThat(page(User.MANAGER1, "/reports/funnel/cards?" + YEAR + "&city=" + city + "&kind=lead&stage=NEW"))
                .contains("Передана другому сотруднику")
                .doesNotContain("/leads/" + city, "Лид 0");
    }

    private String page(User user, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html")
                .header("Authorization", "Bearer " + Stack.running().tokens().of(user))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("style=", "<style", "onclick", "??");
        return answer.body();
    }

    @Test
    @DisplayName("R-1 the page without a period goes to this month; its address holds the whole filter")
    void page_address() {
        Answer answer = as(User.HEAD).with("Accept", "text/html").get("/reports/funnel?groupBy=source");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .contains(
                        "groupBy=source",
                        "from=" + LocalDate.now(ZoneId.of("Europe/Moscow")).withDayOfMonth(1));
    }

    @Test
    @DisplayName("R-3 the sheet has the figures of the report")
    void sheet() throws IOException, InterruptedException {
        String city = city();
        someLeads(city);
        awaitLeads(YEAR + "&city=" + city, 3);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                        + "/api/reports/funnel.xlsx?groupBy=employee&" + YEAR + "&city=" + city))
                .header("Authorization", "Bearer " + Stack.running().tokens().of(User.HEAD))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", "UTF-8''");
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(0)).contains("01.01.2026", "31.12.2026");
            Row anna = rows.stream()
                    .filter(row -> row.getCellText(0).equals(User.MANAGER1.fullName())
                            && row.getCellText(2).equals("Новый"))
                    .findFirst()
                    .orElseThrow();
            assertThat(anna.getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("2");
            assertThat(anna.getCellAsNumber(5).orElseThrow()).isEqualByComparingTo("1");
            Row total = rows.stream()
                    .filter(row -> row.getCellText(0).equals("Всего")
                            && row.getCellText(2).equals("Новый"))
                    .findFirst()
                    .orElseThrow();
            assertThat(total.getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("3");
            assertThat(total.getCellAsNumber(8).orElseThrow()).isEqualByComparingTo("2678400");
        }
    }
}
