package crm.leads.lead;

import static crm.testing.User.DIRECTOR;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The list of leads (V-3, V-4)")
class LeadListTest {
    private static final String STAGE = "/leads/list/stage";
    private static final String BULK = "/leads/list/bulk";

    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Caller page(User user) {
        return as(user).with("Accept", "text/html").with("HX-Request", "true");
    }

    private static String word() {
        return "zq" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
    }

    private String entered(User user, String title, Map<String, Object> more) {
        Map<String, Object> lead = new HashMap<>(Map.of("title", title, "source", "OUTBOUND_CALL"));
        lead.putAll(more);
        return as(user).made("/api/leads", lead);
    }

    private String stage(String id) {
        return as(HEAD).get("/api/leads/" + id).text("stage");
    }

    private static String said(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        return Caller.JSON
                .readTree(answer.header("HX-Trigger"))
                .path("crm:toast")
                .path("text")
                .asString();
    }

    @Test
    @DisplayName("V-4 many change their stage, each by its own rules: who cannot stays, counted with the reason")
    void moved() {
        String fresh = entered(MANAGER1, word(), Map.of());
        String other = entered(MANAGER1, word(), Map.of());
        String nobodys = entered(HEAD, word(), Map.of());
        String ready = entered(MANAGER1, word(), Map.of("contactIds", List.of("c1")));
        assertThat(said(page(HEAD)
                        .form(STAGE, "to=IN_WORK&ids=" + fresh + "&ids=" + nobodys + "&ids=" + other + "&ids=gone")))
                .startsWith("Перемещено 2.")
                .contains("Не перемещено 1: Сначала назначьте ответственного", "Не перемещено 1: Не найдено");
        assertThat(stage(fresh)).isEqualTo("IN_WORK");
        assertThat(stage(nobodys)).isEqualTo("NEW");
        assertThat(said(page(HEAD).form(STAGE, "to=CONVERTED&ids=" + ready + "&ids=" + other)))
                .startsWith("Перемещено 1. Не перемещено 1: ");
        assertThat(stage(ready)).isEqualTo("CONVERTED");
    }

    @Test
    @DisplayName("V-4 L-12 many are refused with one reason; a manager refuses his own alone")
    void rejected() {
        String hers = entered(MANAGER1, word(), Map.of());
        String his = entered(MANAGER2, word(), Map.of());
        String ids = "&ids=" + hers + "&ids=" + his;
        assertThat(said(page(MANAGER1).form(STAGE, "to=REJECTED&reason=TOO_SMALL" + ids)))
                .startsWith("Отказано 1. Не отказано 1: Не найдено");
        assertThat(stage(hers)).isEqualTo("REJECTED");
        assertThat(stage(his)).isEqualTo("NEW");
        assertThat(said(page(MANAGER2).form(STAGE, "to=REJECTED&ids=" + his))).startsWith("Ничего не отказано. ");
        assertThat(page(MANAGER1).form(STAGE, "to=NOWHERE" + ids).status()).isEqualTo(422);
        assertThat(page(MANAGER1).form(STAGE, "to=IN_WORK").status()).isEqualTo(422);
        assertThat(page(OPERATOR).form(STAGE, "to=IN_WORK" + ids).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("V-4 everything the filter shows, no more, whatever its fields are called; sent twice it is done once")
    void everything() {
        String mark = word();
        List<String> shown = Stream.of("а", "б", "в")
                .map(each -> entered(MANAGER1, mark + " " + each, Map.of()))
                .toList();
        String aside = entered(MANAGER1, mark + " особый", Map.of("source", "EVENT"));
        Caller once = page(HEAD).with("Idempotency-Key", mark);
        String url = STAGE + "?q=" + mark + "&source=OUTBOUND_CALL&stage=NEW";
        assertThat(said(once.form(url, "everything=true&to=REJECTED&reason=TOO_SMALL")))
                .startsWith("Отказано 3.");
        assertThat(shown).allSatisfy(id -> assertThat(stage(id)).isEqualTo("REJECTED"));
        assertThat(stage(aside)).isEqualTo("NEW");
        // back to work by the filter of one reason, which the form of a move has too
        String other = entered(MANAGER1, mark + " иначе", Map.of());
        page(HEAD).form(STAGE, "to=REJECTED&reason=INDIVIDUAL&ids=" + other);
        assertThat(said(page(HEAD)
                        .form(STAGE + "?q=" + mark + "&stage=REJECTED&reason=TOO_SMALL", "everything=true&to=IN_WORK")))
                .startsWith("Перемещено 3.");
        assertThat(stage(other)).isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("V-4 more than a few go on by themselves, above the list of who asked, until he puts it away")
    void in_the_background() {
        String mark = word();
        for (int i = 0; i < 23; i++) {
            entered(MANAGER1, mark + " " + i, Map.of());
        }
        assertThat(said(page(MANAGER1).form(STAGE + "?q=" + mark + "&stage=NEW", "everything=true&to=IN_WORK")))
                .startsWith("Начато: 23");
        String shown = await().until(() -> page(MANAGER1).get(BULK).body(), body -> body.contains("Перемещено 23."));
        assertThat(shown).contains("Смена стадии", "href=\"/leads/list?q=" + mark + "&amp;stage=NEW\"");
        assertThat(as(HEAD).get("/api/leads?stage=IN_WORK&q=" + mark)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(23);
        assertThat(page(MANAGER2).get(BULK).body()).doesNotContain(mark);
        Matcher hide = Pattern.compile("hx-post=\"([^\"]+/hide)\"").matcher(shown);
        assertThat(hide.find()).isTrue();
        assertThat(page(MANAGER2).form(hide.group(1), "").status()).isEqualTo(404);
        assertThat(page(MANAGER1).form(hide.group(1), "").body()).doesNotContain(mark);
    }

    @Test
    @DisplayName("D-9 L-17 a lead is found by the last digits of its applicant's phones, as they are typed")
    void by_last_digits() {
        long number = 4_950_000_000L + ThreadLocalRandom.current().nextInt(100_000_000);
        String last = String.valueOf(number).substring(6);
        String phones = "8 (%s) доб. 12, +7 343 555-%s-%s".formatted(number, last.substring(2), last.substring(0, 2));
        String id = entered(MANAGER1, word(), Map.of("applicant", Map.of("phone", phones)));
        String middle = String.valueOf(number).substring(3, 6);
        for (String typed : List.of(
                last,
                "%s-%s-%s".formatted(middle, last.substring(0, 2), last.substring(2)),
                "+7" + number,
                "555" + last.substring(2) + last.substring(0, 2))) {
            String q = URLEncoder.encode(typed, StandardCharsets.UTF_8);
            assertThat(as(MANAGER1).get("/api/leads?limit=200&q=" + q).body())
                    .as(typed)
                    .contains(id);
            assertThat(page(MANAGER1).get("/leads?stage=NEW&q=" + q).body()).contains(id);
            assertThat(page(MANAGER1).get("/leads/search?q=" + q).body()).contains(id);
            assertThat(page(MANAGER2).get("/leads/search?q=" + q).body()).doesNotContain(id);
        }
    }

    @Test
    @DisplayName("V-3 the presets name what they show: мои, без задач, просроченные, ничьи, ждут, отказ")
    void presets() {
        String list = as(HEAD).with("Accept", "text/html")
                .get("/leads/list?waiting=true")
                .body();
        assertThat(list)
                .contains("Мои", "Без задач", "Просроченные", "Ничьи", "Ждут", "Отказ", "Меня позвали")
                .contains("Убрать: Ждут");
        assertThat(as(HEAD).get("/api/leads?waiting=true").status()).isEqualTo(200);
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/leads/list?overdue=true")
                        .body())
                .doesNotContain("responsible=none");
    }

    @Test
    @DisplayName("V-3 a filter is saved under a name for oneself, shown above board and list, renamed and deleted")
    void saved() {
        String name = "Тёплые " + word();
        Map<String, Object> filter = Map.of("stage", List.of("IN_WORK", "QUALIFICATION"), "source", List.of("EVENT"));
        Answer saved = as(MANAGER1).post("/api/leads/views", Map.of("name", " " + name + " ", "filter", filter));
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        assertThat(saved.text("name")).isEqualTo(name);
        String id = saved.text("id");
        String shown = "stage=QUALIFICATION&stage=IN_WORK&source=EVENT";
        for (String path : List.of("/leads?", "/leads/list?")) {
            String hers =
                    as(MANAGER1).with("Accept", "text/html").get(path + shown).body();
            assertThat(hers).contains(name, "/leads/list/views/" + id);
            assertThat(as(MANAGER1)
                            .with("Accept", "text/html")
                            .get(path + "stage=NEW")
                            .body())
                    .contains(name)
                    .doesNotContain("/leads/list/views/" + id);
            assertThat(as(MANAGER2)
                            .with("Accept", "text/html")
                            .get(path + shown)
                            .body())
                    .doesNotContain(name);
        }
        assertThat(as(MANAGER2)
                        .patch("/api/leads/views/" + id, Map.of("name", "Моё"))
                        .status())
                .isEqualTo(404);
        assertThat(page(MANAGER1).get("/leads/list/views/" + id).body()).contains(name, "Источник: Мероприятие");
        assertThat(page(MANAGER1)
                        .form("/leads/list/views/" + id, "name=Renamed")
                        .header("HX-Refresh"))
                .isEqualTo("true");
        assertThat(as(MANAGER1).get("/api/leads/views").body())
                .contains("Renamed")
                .doesNotContain(name);
        assertThat(page(MANAGER1).form("/leads/list/views/" + id, "delete=true").status())
                .isEqualTo(204);
        assertThat(as(MANAGER1).get("/api/leads/views").body()).doesNotContain("Renamed");
    }

    @Test
    @DisplayName("V-3 names are short and each its own, filters are those the list knows, and there are not too many")
    void limits() {
        Map<String, Object> filter = Map.of("stage", List.of("NEW"));
        String twice = word();
        assertThat(as(DIRECTOR)
                        .post("/api/leads/views", Map.of("name", twice, "filter", filter))
                        .status())
                .isEqualTo(201);
        Answer again = as(DIRECTOR).post("/api/leads/views", Map.of("name", twice.toUpperCase(), "filter", filter));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("view.name-taken");
        for (String bad : List.of("", "  ", "я".repeat(61), "две\nстроки")) {
            Answer refused = as(DIRECTOR).post("/api/leads/views", Map.of("name", bad, "filter", filter));
            assertThat(refused.status()).as(bad).isEqualTo(422);
            assertThat(refused.json().path("errors").get(0).path("field").asString())
                    .isEqualTo("name");
        }
        for (Map<String, List<String>> wrong : List.of(
                Map.of("colour", List.of("red")),
                Map.of("stage", List.of("SOLD")),
                Map.of("cursor", List.of("x")),
                Map.of("createdFrom", List.of("вчера")))) {
            assertThat(as(DIRECTOR)
                            .post("/api/leads/views", Map.of("name", word(), "filter", wrong))
                            .status())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
        assertThat(as(DIRECTOR)
                        .post("/api/leads/views", Map.of("name", word(), "filter", Map.of()))
                        .status())
                .isEqualTo(422);
        String key = word();
        Caller once = as(DIRECTOR).with("Idempotency-Key", key);
        Answer first = once.post("/api/leads/views", Map.of("name", key, "filter", filter));
        assertThat(once.post("/api/leads/views", Map.of("name", key, "filter", filter))
                        .text("id"))
                .isEqualTo(first.text("id"));
        JsonNode before = as(DIRECTOR).get("/api/leads/views").json().path("items");
        for (int i = before.size(); i < 50; i++) {
            assertThat(as(DIRECTOR)
                            .post("/api/leads/views", Map.of("name", word() + i, "filter", filter))
                            .status())
                    .isEqualTo(201);
        }
        Answer full = as(DIRECTOR).post("/api/leads/views", Map.of("name", word(), "filter", filter));
        assertThat(full.status()).isEqualTo(422);
        assertThat(full.code()).isEqualTo("view.too-many");
        before.forEach(view ->
                as(DIRECTOR).delete("/api/leads/views/" + view.path("id").asString()));
    }
}
