package crm.leads.lead;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.ActivityClosed;
import crm.events.ActivityPlanned;
import crm.events.ActivityRescheduled;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.Topics;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.signal.Seen;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("The leads API")
class LeadApiTest {
    @LocalServerPort
    private int port;

    private final Journal journal = Stack.running().journal();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer enter(User user, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "Компания «Нэйм»", "source", "OUTBOUND_CALL"));
        body.putAll(more);
        return as(user).post("/api/leads", body);
    }

    private String entered(User user, Map<String, Object> more) {
        Answer answer = enter(user, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private Answer move(User user, String id, Map<String, Object> wish) {
        return as(user).post("/api/leads/" + id + "/stage", wish);
    }

    @Test
    @DisplayName(
            "L-9 L-12 the history has every change with its old and new value, also those other systems do not learn")
    void history() {
        String id = entered(MANAGER1, Map.of("comment", "Просил не звонить утром"));
        as(MANAGER1).patch("/api/leads/" + id, Map.of("comment", "Звонить после обеда", "city", "MOW"));
        move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OTHER", "comment", "Конкурент"));
        journal.await(id, "StageChanged");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(as(MANAGER1)
                                .get("/api/leads/" + id + "/history")
                                .json()
                                .path("total")
                                .asInt())
                        .isEqualTo(4));
        var items = as(MANAGER1).get("/api/leads/" + id + "/history").json().path("items");
        assertThat(items.path(0).path("comment").asString()).isEqualTo("Конкурент");
        assertThat(items.path(1).path("changes").toString())
                .contains("\"field\":\"comment\",\"from\":\"Просил не звонить утром\",\"to\":\"Звонить после обеда\"")
                .contains("\"field\":\"city\",\"from\":null,\"to\":\"MOW\"");
        assertThat(items.path(1).path("by").asString()).isEqualTo(MANAGER1.id());
        assertThat(journal.factsOf(id).toString()).doesNotContain("Звонить после обеда", "Конкурент");
        assertThat(as(MANAGER1).get("/leads/" + id + "/history").body())
                .contains("Просил не звонить утром → ", "Звонить после обеда", "Москва", "Конкурент");
    }

    @Test
    @DisplayName("L-3 a manager enters a lead and is its responsible; the events carry it whole, in sequence")
    void entering() {
        Answer answer = enter(MANAGER1, Map.of("city", "MOW", "contactIds", List.of("c1", "c2")));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/leads/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.text("responsibleId")).isEqualTo(MANAGER1.id());
        assertThat(answer.json().path("number").asLong()).isPositive();
        assertThat(answer.json().path("contacts").toString())
                .isEqualTo("[{\"id\":\"c1\",\"role\":\"main\"},{\"id\":\"c2\",\"role\":\"participant\"}]");
        assertThat(answer.json().has("rejection")).isTrue();
        journal.await(answer.text("id"), "ResponsibleAssigned");
        List<Journal.Entry> told = journal.factsOf(answer.text("id"));
        assertThat(told).extracting(Journal.Entry::type).containsExactly("LeadCreated", "ResponsibleAssigned");
        assertThat(told).extracting(Journal.Entry::sequence).containsExactly(1L, 2L);
        var envelope = told.getFirst().envelope();
        assertThat(envelope.path("specversion").asString()).isEqualTo("1.0");
        assertThat(envelope.path("id").asString()).isEqualTo(answer.text("id") + "/1");
        assertThat(envelope.path("source").asString()).isEqualTo("/leads-service");
        assertThat(envelope.path("subject").asString()).isEqualTo("lead/" + answer.text("id"));
        assertThat(envelope.path("actor").asString()).isEqualTo(MANAGER1.id());
        assertThat(journal.headersOf(answer.text("id"))).containsOnly("application/cloudevents+json");
    }

    @Test
    @DisplayName("L-0 numbers grow, and a lead is found by its own")
    void numbers() {
        Answer first = enter(MANAGER1, Map.of());
        Answer second = enter(MANAGER1, Map.of());
        long number = second.json().path("number").asLong();
        assertThat(number).isGreaterThan(first.json().path("number").asLong());
        assertThat(as(MANAGER1)
                        .get("/api/leads?q=" + number)
                        .json()
                        .path("items")
                        .toString())
                .contains(second.text("id"));
    }

    @Test
    @DisplayName("L-2 a manager sees his own leads only: card, list, board, counts")
    void own_leads_only() {
        String id = entered(MANAGER1, Map.of("title", "Чужой лид Зю"));
        assertThat(as(MANAGER2).get("/api/leads/" + id).status()).isEqualTo(404);
        assertThat(as(MANAGER2).get("/api/leads?q=зю").json().path("total").asLong())
                .isZero();
        assertThat(as(MANAGER2).get("/api/leads/board?q=зю").json().toString()).contains("\"count\":0");
        assertThat(move(MANAGER2, id, Map.of("to", "IN_WORK")).status()).isEqualTo(404);
        assertThat(as(HEAD).get("/api/leads?q=зю").json().path("total").asLong())
                .isEqualTo(1);
        assertThat(as(HEAD).get("/api/leads/" + id).status()).isEqualTo(200);
        assertThat(as(ADMIN).get("/api/leads").status()).isEqualTo(403);
        assertThat(as(ADMIN).get("/api/leads/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("L-1 an operator's lead goes to the queue with his source; of it he sees title and stage only")
    void operator() {
        Answer answer = as(OPERATOR).post("/api/leads", Map.of("title", "Звонил Пётр", "comment", "просил КП"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.text("id");
        assertThat(as(HEAD).get("/api/leads/" + id).text("source")).isEqualTo("CALL_CENTER");
        assertThat(as(HEAD).get("/api/leads/" + id).json().path("responsibleId").isNull())
                .isTrue();
        var seen = as(OPERATOR).get("/api/leads/" + id).json();
        assertThat(seen.path("title").asString()).isEqualTo("Звонил Пётр");
        assertThat(seen.path("comment").isNull()).isTrue();
        assertThat(move(OPERATOR, id, Map.of("to", "REJECTED", "reason", "TOO_SMALL"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("L-1 the head assigns from the queue, a manager may not; whose turn it is is proposed")
    void assignment() {
        String id =
                as(OPERATOR).post("/api/leads", Map.of("title", "В очередь")).text("id");
        String path = "/api/leads/" + id + "/responsible";
        assertThat(as(MANAGER1).post(path, Map.of("employeeId", MANAGER1.id())).status())
                .isEqualTo(404);
        assertThat(as(HEAD).post(path, Map.of("employeeId", "nobody-knows")).status())
                .isEqualTo(422);
        await().untilAsserted(() -> {
            Answer answer = as(HEAD).post(path, Map.of("employeeId", MANAGER2.id()));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
        assertThat(as(MANAGER2).get("/api/leads/" + id).status()).isEqualTo(200);
        assertThat(as(MANAGER2).post(path, Map.of("employeeId", MANAGER1.id())).status())
                .isEqualTo(403);
        assertThat(as(HEAD).get("/api/leads/next-responsible").text("employeeId"))
                .isNotBlank();
        assertThat(as(MANAGER1).get("/api/leads/next-responsible").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("L-9 L-12 a move over HTTP obeys the same rules and says them in words that help")
    void refusals_over_http() {
        String id = entered(MANAGER1, Map.of());
        Answer refused = move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OTHER"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("lead.rejection.comment-required");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("comment");
        assertThat(refused.text("detail")).contains("комментарий");
        assertThat(as(MANAGER1).get("/api/leads/" + id).text("stage")).isEqualTo("NEW");
    }

    @Test
    @DisplayName(
            "L-10 one conversion, one deal: repeated with its key it is the first answer, LeadConverted is told once")
    void conversion() {
        String id = entered(MANAGER1, Map.of("contactIds", List.of("c1")));
        Caller keyed = as(MANAGER1).with("Idempotency-Key", "convert-" + id);
        Answer first = keyed.post("/api/leads/" + id + "/stage", Map.of("to", "CONVERTED"));
        Answer again = keyed.post("/api/leads/" + id + "/stage", Map.of("to", "CONVERTED"));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("dealId")).isNotBlank();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(keyed.post("/api/leads/" + id + "/stage", Map.of("to", "IN_WORK"))
                        .code())
                .isEqualTo("request.key-reused");
        assertThat(move(MANAGER1, id, Map.of("to", "CONVERTED")).code()).isEqualTo("lead.stage.no-such-step");
        journal.await(id, "LeadConverted");
        assertThat(journal.factsOf(id).stream().filter(told -> told.type().equals("LeadConverted")))
                .hasSize(1);
    }

    @Test
    @DisplayName("a repeated move gets the first answer even after the card went on")
    void first_answer_stays() {
        String id = entered(MANAGER1, Map.of());
        Caller keyed = as(MANAGER1).with("Idempotency-Key", "k-" + id);
        Answer first = keyed.post("/api/leads/" + id + "/stage", Map.of("to", "IN_WORK"));
        move(MANAGER1, id, Map.of("to", "QUALIFICATION"));
        assertThat(keyed.post("/api/leads/" + id + "/stage", Map.of("to", "IN_WORK"))
                        .text("stage"))
                .isEqualTo(first.text("stage"))
                .isEqualTo("IN_WORK");
        assertThat(as(MANAGER1).get("/api/leads/" + id).text("stage")).isEqualTo("QUALIFICATION");
    }

    @Test
    @DisplayName("the same create with the same key is one lead; another body under it is refused")
    void keyed_create() {
        Caller keyed = as(MANAGER1).with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = Map.of("title", "Дважды", "source", "SOCIAL");
        Answer first = keyed.post("/api/leads", body);
        Answer again = keyed.post("/api/leads", body);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(keyed.post("/api/leads", Map.of("title", "Иное", "source", "SOCIAL"))
                        .code())
                .isEqualTo("request.key-reused");
    }

    @Test
    @DisplayName("a stale If-Match is 412 and changes nothing; PATCH empties with null and keeps what it does not name")
    void stale() {
        String id = entered(MANAGER1, Map.of("city", "MOW", "comment", "первый"));
        Answer patched = as(MANAGER1)
                .with("If-Match", "\"1\"")
                .patch("/api/leads/" + id, "{\"title\": \"Новое имя\", \"city\": null}");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.header("ETag")).isEqualTo("\"2\"");
        assertThat(patched.json().path("city").isNull()).isTrue();
        assertThat(patched.text("comment")).isEqualTo("первый");
        Answer stale = as(MANAGER1).with("If-Match", "\"1\"").patch("/api/leads/" + id, "{\"title\": \"Поздно\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(as(MANAGER1).get("/api/leads/" + id).text("title")).isEqualTo("Новое имя");
    }

    @Test
    @DisplayName(
            "L-15 the timeline's signals reach card, list and board; L-5 the first activity takes the lead into work")
    void signals() {
        String id = entered(MANAGER1, Map.of("title", "Сигнал " + UUID.randomUUID()));
        assertThat(as(MANAGER1).get("/api/leads?withoutActivity=true&limit=200").body())
                .contains(id);
        String call = UUID.randomUUID().toString();
        Instant due = Instant.parse("2026-01-10T09:00:00Z");
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + call,
                1,
                new ActivityPlanned("CALL", CardRef.lead(id), MANAGER1.id(), List.of(), due, "out", "person", null),
                MANAGER1.id());
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + call,
                2,
                new ActivityRescheduled(CardRef.lead(id), due.plusSeconds(60), due, "noAnswer", 1));
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var card = as(MANAGER1).get("/api/leads/" + id).json();
            assertThat(card.path("nextActivity").path("id").asString("")).isEqualTo(call);
            assertThat(card.path("failedAttempts").asInt()).isEqualTo(1);
            assertThat(card.path("openActivities").asInt()).isEqualTo(1);
            assertThat(card.path("stage").asString()).isEqualTo("IN_WORK");
        });
        assertThat(journal.await(id, "StageChanged").data().path("because").asString())
                .isEqualTo("activity");
        assertThat(as(MANAGER1).get("/api/leads?overdue=true&limit=200").body()).contains(id);
        assertThat(as(MANAGER1).get("/api/leads?withoutActivity=true&limit=200").body())
                .doesNotContain(id);
    }

    @Test
    @DisplayName("V-1 the board counts over the whole filter and shows the first 50 of a column")
    void board() {
        String word = "доска" + UUID.randomUUID().toString().substring(0, 8);
        IntStream.range(0, 53).forEach(i -> entered(MANAGER1, Map.of("title", word + " " + i)));
        var column = as(MANAGER1)
                .get("/api/leads/board?stage=NEW&q=" + word)
                .json()
                .path("columns")
                .path(0);
        assertThat(column.path("count").asInt()).isEqualTo(53);
        assertThat(column.path("bar").path("none").asInt()).isEqualTo(53);
        assertThat(column.path("items").size()).isEqualTo(50);
        String next = column.path("nextCursor").asString();
        var rest = as(MANAGER1)
                .get("/api/leads?stage=NEW&q=" + word + "&cursor=" + next)
                .json();
        assertThat(rest.path("items").size()).isEqualTo(3);
        assertThat(rest.path("total").asInt()).isEqualTo(53);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(as(MANAGER1).get("/api/leads/board").json().path("columns").size())
                .isEqualTo(5);
    }

    @Test
    @DisplayName("lists are paged in every order without a row twice or lost")
    void paging() {
        String word = "лист" + UUID.randomUUID().toString().substring(0, 8);
        IntStream.range(0, 12).forEach(i -> entered(MANAGER1, Map.of("title", word + " " + i)));
        for (String sort : List.of("createdAt", "-createdAt", "title", "-title", "nextDue", "-nextDue", "stage")) {
            java.util.Set<String> seen = new java.util.HashSet<>();
            String cursor = "";
            int pages = 0;
            do {
                var page = as(MANAGER1)
                        .get("/api/leads?limit=5&sort=" + sort + "&q=" + word + cursor)
                        .json();
                page.path("items")
                        .forEach(item ->
                                assertThat(seen.add(item.path("id").asString())).isTrue());
                cursor = page.path("nextCursor").isNull()
                        ? null
                        : "&cursor=" + page.path("nextCursor").asString();
                pages++;
            } while (cursor != null);
            assertThat(seen).as(sort).hasSize(12);
            assertThat(pages).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("bad input is a 4xx that names the field and changes nothing")
    void bad_input() {
        assertProblem(as(MANAGER1).post("/api/leads", "{\"title\": "), 400, "malformed", null);
        assertProblem(as(MANAGER1).post("/api/leads", "{\"title\":\"x\",\"colour\":1}"), 400, "malformed", "colour");
        assertProblem(as(MANAGER1).post("/api/leads", "{\"title\":{\"a\":1}}"), 400, "malformed", "title");
        assertProblem(
                as(MANAGER1).post("/api/leads", "{\"title\":\"x\",\"source\":\"MARS\"}"), 400, "malformed", "source");
        assertProblem(as(MANAGER1).post("/api/leads", "{\"source\":\"SOCIAL\"}"), 422, "invalid", "title");
        assertProblem(as(MANAGER1).post("/api/leads", Map.of("title", "x")), 422, "invalid", "source");
        assertProblem(enter(MANAGER1, Map.of("title", "я".repeat(100_000))), 422, "invalid", "title");
        assertProblem(enter(MANAGER1, Map.of("title", "a\u0007b")), 422, "invalid", "title");
        assertProblem(enter(MANAGER1, Map.of("source", "SITE")), 422, "lead.source.not-by-hand", "source");
        assertProblem(enter(MANAGER1, Map.of("city", "ATLANTIS")), 422, "invalid", "city");
        assertProblem(enter(MANAGER1, Map.of("contactIds", List.of("no-such-1"))), 422, "invalid", "contactIds");
        assertProblem(enter(MANAGER1, Map.of("companyId", "no-such-2")), 422, "invalid", "companyId");
        assertProblem(enter(MANAGER1, Map.of("responsibleId", MANAGER2.id())), 422, "invalid", "responsibleId");
        assertProblem(as(MANAGER1).get("/api/leads?colour=red"), 400, "malformed", "colour");
        assertProblem(as(MANAGER1).get("/api/leads?stage=LOST"), 400, "malformed", "stage");
        assertProblem(as(MANAGER1).get("/api/leads?limit=1000"), 400, "malformed", "limit");
        assertProblem(as(MANAGER1).get("/api/leads?sort=colour"), 400, "malformed", "sort");
        assertProblem(as(MANAGER1).get("/api/leads?cursor=rubbish"), 400, "malformed", "cursor");
        assertProblem(as(MANAGER1).get("/api/leads?createdFrom=yesterday"), 400, "malformed", "createdFrom");
        assertProblem(as(MANAGER1).get("/api/leads/no-such-lead"), 404, "not-found", null);
        assertProblem(as(MANAGER1).put("/api/leads", "{}"), 405, "method-not-allowed", null);
        assertProblem(as(MANAGER1).send("POST", "/api/leads", "x", "text/plain"), 415, "media-type", null);
        String id = entered(MANAGER1, Map.of());
        assertProblem(as(MANAGER1).patch("/api/leads/" + id, "{\"stage\":\"CONVERTED\"}"), 400, "malformed", "stage");
        assertProblem(as(MANAGER1).patch("/api/leads/" + id, "[]"), 400, "malformed", null);
        assertProblem(as(MANAGER1).patch("/api/leads/" + id, "{\"title\":null}"), 422, "invalid", "title");
        assertProblem(move(MANAGER1, id, Map.of()), 422, "invalid", "to");
    }

    private static void assertProblem(Answer answer, int status, String code, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        if (field != null) {
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    @DisplayName("L-7 «сайт» is not chosen by hand, and a source that says nothing by itself needs its details")
    void sources() {
        String id = entered(MANAGER1, Map.of());
        assertProblem(
                as(MANAGER1).patch("/api/leads/" + id, "{\"source\":\"SITE\"}"),
                422,
                "lead.source.not-by-hand",
                "source");
        for (String source : List.of("REFERRAL", "MAILING", "PARTNER")) {
            assertProblem(
                    enter(MANAGER1, Map.of("source", source)), 422, "lead.source.details-required", "sourceDetails");
            assertThat(enter(MANAGER1, Map.of("source", source, "sourceDetails", "от Ирины из «Ромашки»"))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(as(MANAGER1).get("/api/leads/" + id).text("source")).isEqualTo("OUTBOUND_CALL");
    }

    @Test
    @DisplayName("L-11 nothing is converted without a contact and a responsible, and nothing is half converted")
    void conversion_needs() {
        String id = entered(MANAGER1, Map.of());
        assertProblem(move(MANAGER1, id, Map.of("to", "CONVERTED")), 422, "lead.contact-required", "contactIds");
        String nobodys =
                as(OPERATOR).post("/api/leads", Map.of("title", "Ничей")).text("id");
        assertThat(as(HEAD).post("/api/leads/" + nobodys + "/contacts", Map.of("contactId", "c1"))
                        .status())
                .isEqualTo(200);
        assertProblem(move(HEAD, nobodys, Map.of("to", "CONVERTED")), 422, "lead.responsible-required", null);
        for (String each : List.of(id, nobodys)) {
            assertThat(as(HEAD).get("/api/leads/" + each).text("stage")).isEqualTo("NEW");
            assertThat(as(HEAD).get("/api/leads/" + each).json().path("dealId").isNull())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("L-14 a postponed offer needs the day to come back, tomorrow or later; the event and the card say it")
    void postponed() {
        String id = entered(MANAGER1, Map.of());
        String code = "lead.rejection.return-date-required";
        assertProblem(move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OFFER_POSTPONED")), 422, code, "returnOn");
        assertProblem(
                move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OFFER_POSTPONED", "returnOn", "2020-02-02")),
                422,
                code,
                "returnOn");
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(20).toString();
        assertThat(move(MANAGER1, id, Map.of("to", "REJECTED", "reason", "OFFER_POSTPONED", "returnOn", day))
                        .status())
                .isEqualTo(200);
        assertThat(as(MANAGER1)
                        .get("/api/leads/" + id)
                        .json()
                        .path("rejection")
                        .path("returnOn")
                        .asString())
                .isEqualTo(day);
        assertThat(journal.await(id, "StageChanged").data().path("returnOn").asString())
                .isEqualTo(day);
        assertThat(move(MANAGER1, id, Map.of("to", "QUALIFICATION")).status()).isEqualTo(200);
        assertThat(as(MANAGER1).get("/api/leads/" + id).json().path("rejection").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("emoji and HTML are kept as they are typed")
    void kept_as_typed() {
        String title = "<script>alert(1)</script> 🚀 «Ёж»";
        assertThat(as(MANAGER1)
                        .get("/api/leads/" + entered(MANAGER1, Map.of("title", title)))
                        .text("title"))
                .isEqualTo(title);
    }

    @Test
    @DisplayName("a token that is missing, forged, expired, of another issuer or for another audience is 401")
    void tokens() {
        var tokens = Stack.running().tokens();
        List<String> bad = List.of(
                "rubbish",
                tokens.forged(MANAGER1),
                tokens.with(MANAGER1, claims -> claims.expirationTime(new java.util.Date(0))),
                tokens.with(MANAGER1, claims -> claims.issuer("http://elsewhere/realms/crm")),
                tokens.with(MANAGER1, claims -> claims.audience("account")));
        assertThat(Caller.anonymous(port).get("/api/leads").code()).isEqualTo("unauthenticated");
        for (String token : bad) {
            Answer answer = Caller.anonymous(port)
                    .with("Authorization", "Bearer " + token)
                    .get("/api/leads");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    @DisplayName("L-13 attempts in a header count only when one of our services vouches for them")
    void vouched_attempts() {
        String id = entered(MANAGER1, Map.of());
        Map<String, Object> wish = Map.of("to", "REJECTED", "reason", "UNREACHABLE");
        Caller alone = as(MANAGER1).with("X-Failed-Attempts", "9");
        assertThat(alone.post("/api/leads/" + id + "/stage", wish).code()).isEqualTo("lead.rejection.too-few-attempts");
        Caller forged = alone.with(
                "X-Service-Authorization", "Bearer " + Stack.running().tokens().of(MANAGER1));
        assertThat(forged.post("/api/leads/" + id + "/stage", wish).status()).isEqualTo(422);
        Caller vouched = alone.with(
                "X-Service-Authorization", "Bearer " + Stack.running().tokens().of(User.SERVICE));
        assertThat(vouched.post("/api/leads/" + id + "/stage", wish).text("stage"))
                .isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("dictionaries have words for every code, and hints for the reasons")
    void dictionaries() {
        var lists = as(OPERATOR).get("/api/leads/dictionaries").json();
        assertThat(lists.path("rejectionReasons").size()).isEqualTo(19);
        assertThat(lists.path("sources").size()).isEqualTo(10);
        assertThat(lists.path("cities").size()).isGreaterThan(20);
    }

    @Test
    @DisplayName("P-3 who is asked into a lead sees it, not on his board but under «меня позвали», and changes nothing")
    void asked() {
        String id = entered(MANAGER1, Map.of("title", "Позвали"));
        String meeting = UUID.randomUUID().toString();
        Instant due = Instant.now().plusSeconds(3600);
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + meeting,
                1,
                new ActivityPlanned(
                        "MEETING", CardRef.lead(id), MANAGER1.id(), List.of(MANAGER2.id()), due, null, "person", null),
                MANAGER1.id());
        String card = "/api/leads/" + id;
        await().until(() -> as(MANAGER2).get(card).status() == 200);
        assertThat(as(MANAGER2).get(card).json().path("allowed").isEmpty()).isTrue();
        assertThat(as(MANAGER2).patch(card, Map.of("title", "Моё")).status()).isEqualTo(403);
        assertThat(move(MANAGER2, id, Map.of("to", "QUALIFICATION")).status()).isEqualTo(403);
        assertThat(as(MANAGER2).get("/api/leads?asked=true").body()).contains(id);
        assertThat(as(MANAGER2).get("/api/leads?limit=200").body()).doesNotContain(id);
        assertThat(as(MANAGER2).get("/api/leads/board").body()).doesNotContain(id);
        assertThat(as(OPERATOR).get("/api/leads?asked=true").status()).isEqualTo(403);
        assertThat(as(MANAGER2).with("Accept", "text/html").get("/leads/" + id).status())
                .isEqualTo(200);
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + meeting,
                2,
                new ActivityClosed("MEETING", CardRef.lead(id), MANAGER1.id(), null, null, 0, 5, "none", due),
                MANAGER1.id());
        await().until(() -> as(MANAGER2).get(card).status() == 404);
    }

    @Test
    @DisplayName("T-15 P-3 a mention shows the lead for fourteen days")
    void mentioned() {
        String id = entered(MANAGER1, Map.of("title", "Упомянули"));
        journal.say(
                Topics.ACTIVITIES,
                "activity/" + UUID.randomUUID(),
                1,
                new CommentAdded(CardRef.lead(id), 5, List.of(MANAGER2.id()), 0),
                MANAGER1.id());
        await().until(() -> as(MANAGER2).get("/api/leads/" + id).status() == 200);
        assertThat(as(MANAGER2).get("/api/leads?asked=true").body()).contains(id);
        Instant later = Instant.now().plus(Duration.ofDays(15));
        assertThat(new Seen(
                                null,
                                0,
                                0,
                                List.of(),
                                List.of(new Seen.Mention(MANAGER2.id(), later.minus(Duration.ofDays(1)))),
                                1)
                        .asks(new By(MANAGER2.id(), "", Set.of(Role.SALES_MANAGER)), later))
                .isFalse();
    }
}
