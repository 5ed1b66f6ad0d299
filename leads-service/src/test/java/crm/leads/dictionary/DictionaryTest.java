package crm.leads.dictionary;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;

import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("L-8 Dictionaries are the administrator's")
class DictionaryTest {
    @LocalServerPort
    private int port;

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer put(String path, @Nullable String label, @Nullable String hint, boolean archived) {
        Map<String, Object> body = new HashMap<>();
        body.put("label", label);
        body.put("hint", hint);
        body.put("archived", archived);
        return as(ADMIN).put("/api/leads/dictionaries/" + path, body);
    }

    private JsonNode entry(String name, String code) {
        return as(MANAGER1)
                .get("/api/leads/dictionaries")
                .json()
                .path(name)
                .valueStream()
                .filter(entry -> entry.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private Answer entered(String city, String source) {
        return as(MANAGER1).post("/api/leads", Map.of("title", "Из города", "source", source, "city", city));
    }

    @AfterEach
    void as_before() {
        put("cities/OMS1", "Омская деревня", null, true);
        put("sources/EVENT", "Мероприятие", null, false);
        put("sources/SOCIAL", "Соцсети (инстаграм, вк, телеграм)", null, false);
        put("rejectionReasons/INDIVIDUAL", "Физическое лицо", null, false);
    }

    @Test
    @DisplayName(
            "L-8 a city is added, renamed, archived: then it is not chosen any more, but shown and kept where it was")
    void city() {
        assertThat(put("cities/OMS1", "Омская деревня", null, false).status()).isEqualTo(200);
        Answer lead = entered("OMS1", "SOCIAL");
        assertThat(lead.status()).as(lead.body()).isEqualTo(201);
        String id = lead.text("id");
        put("cities/OMS1", "Омское село", null, false);
        String card =
                as(MANAGER1).with("Accept", "text/html").get("/leads/" + id).body();
        assertThat(card).contains("Омское село");
        assertThat(put("cities/OMS1", "Омское село", null, true).status()).isEqualTo(200);
        assertThat(entry("cities", "OMS1").path("archived").asBoolean()).isTrue();
        Answer refused = entered("OMS1", "SOCIAL");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("city");
        assertThat(as(MANAGER1).with("Accept", "text/html").get("/leads/new").body())
                .doesNotContain("OMS1");
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/leads/" + id + "/fields/city")
                        .body())
                .contains("OMS1");
        assertThat(as(MANAGER1)
                        .patch("/api/leads/" + id, Map.of("title", "Иначе"))
                        .status())
                .isEqualTo(200);
        assertThat(as(MANAGER1).get("/api/leads?city=OMS1").json().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("L-8 sources and reasons keep their codes; words, hint and archive are changed; «сайт» stays")
    void fixed() {
        assertThat(put("sources/EVENT", "Выставки", "стенды", true).status()).isEqualTo(200);
        assertThat(entry("sources", "EVENT").path("label").asString()).isEqualTo("Выставки");
        assertThat(entered("MOW", "EVENT").status()).isEqualTo(422);
        assertThat(as(MANAGER1).with("Accept", "text/html").get("/leads/new").body())
                .doesNotContain("Выставки");
        String before = entered("MOW", "SOCIAL").text("id");
        assertThat(put("sources/SOCIAL", "Из соцсетей", null, false).status()).isEqualTo(200);
        for (String page : List.of("/leads/" + before, "/leads/list?stage=NEW", "/leads?stage=NEW&source=SOCIAL")) {
            assertThat(as(HEAD).with("Accept", "text/html").get(page).body())
                    .as(page)
                    .contains("Из соцсетей");
        }
        assertThat(put("sources/SITE", "Сайт", null, true).status()).isEqualTo(422);
        assertThat(put("sources/NEWS", "Новый", null, false).status()).isEqualTo(404);
        assertThat(put("colours/RED", "Красный", null, false).status()).isEqualTo(404);
        assertThat(put("rejectionReasons/INDIVIDUAL", "Частник", "без фирмы", true)
                        .status())
                .isEqualTo(200);
        String id = entered("MOW", "SOCIAL").text("id");
        Answer refused =
                as(MANAGER1).post("/api/leads/" + id + "/stage", Map.of("to", "REJECTED", "reason", "INDIVIDUAL"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/leads/" + id + "/stage?to=REJECTED")
                        .body())
                .doesNotContain("Частник");
    }

    @Test
    @DisplayName("L-8 nonsense is refused at its field; nobody else changes anything")
    void refused() {
        assertThat(put("cities/OMS1", " ", null, false)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("label");
        assertThat(put("cities/KAZ2", "Казань", null, false)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("taken");
        assertThat(put("cities/kaz", "Городок", null, false).status()).isEqualTo(422);
        assertThat(put("cities/KAZ2", "я".repeat(201), null, false).status()).isEqualTo(422);
        assertThat(as(HEAD).put("/api/leads/dictionaries/cities/MOW", Map.of("label", "x"))
                        .status())
                .isEqualTo(403);
    }
}
