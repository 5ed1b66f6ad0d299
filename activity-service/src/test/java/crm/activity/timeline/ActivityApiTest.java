package crm.activity.timeline;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.activity.KnownCards;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.ContactCreated;
import crm.events.DocumentGenerated;
import crm.events.DocumentRevised;
import crm.events.Money;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.StandIns;
import crm.testing.User;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The activities API")
class ActivityApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();
    private final StandIns others = Stack.running().others();

    @BeforeEach
    void everyoneIsKnown() {
        await().until(() -> as(HEAD).post(
                                "/api/activities",
                                Map.of("card", "lead/" + aLead(MANAGER1), "type", "CALL", "dueAt", soon()))
                        .status()
                == 201);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private static String soon() {
        return Instant.now().plusSeconds(3600).toString();
    }

    /** A lead as leads-service tells of it, known here. */
    private String aLead(User responsible) {
        return KnownCards.id(KnownCards.lead("Компания «Нэйм»", responsible, port));
    }

    private void moved(String lead, long sequence, String from, String to, String because, LocalDate returnOn) {
        moved(CardRef.lead(lead), sequence, from, to, because, returnOn);
    }

    private void moved(CardRef card, long sequence, String from, String to, String because, LocalDate returnOn) {
        KnownCards.say(
                card.toString(),
                sequence,
                KnownCards.moved(card.kind(), from, to, because, returnOn, MANAGER1.id()),
                MANAGER1);
    }

    private Answer plan(User user, String card, String type, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("card", card, "type", type, "dueAt", soon(), "text", "о чём"));
        body.putAll(more);
        return as(user).post("/api/activities", body);
    }

    private JsonNode open(String card) {
        return as(HEAD).get("/api/activities?open=true&card=" + card).json().path("items");
    }

    @Test
    @DisplayName("T-1 an activity needs a card one may see")
    void needs_a_card() {
        assertThat(as(MANAGER1)
                        .post("/api/activities", Map.of("type", "CALL", "dueAt", soon()))
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("card");
        String lead = aLead(MANAGER1);
        assertThat(plan(MANAGER2, "lead/" + lead, "CALL", Map.of()).status()).isEqualTo(404);
        assertThat(plan(MANAGER1, "lead/no-such-lead", "CALL", Map.of()).status())
                .isEqualTo(404);
        assertThat(plan(MANAGER1, "moon/1", "CALL", Map.of()).status()).isEqualTo(422);
        Answer planned = plan(MANAGER1, "lead/" + lead, "CALL", Map.of());
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        assertThat(journal.await(planned.text("id"), "ActivityPlanned")
                        .data()
                        .path("by")
                        .asString())
                .isEqualTo("person");
    }

    @Test
    @DisplayName("P-1 P-2 the timeline is for those who may see the card, and for roles that have it at all")
    void who_sees() {
        String lead = aLead(MANAGER1);
        for (User stranger : List.of(MANAGER2, OPERATOR, ADMIN, ACCOUNT)) {
            assertThat(as(stranger).get("/api/activities?card=lead/" + lead).status())
                    .as(stranger.name())
                    .isEqualTo(404);
        }
        assertThat(as(HEAD).get("/api/activities?card=lead/" + lead).status()).isEqualTo(200);
        assertThat(as(MANAGER1)
                        .get("/api/activities?responsible=" + MANAGER2.id())
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("one reads one's own writes: a card no event has told of yet is asked for at its owner")
    void read_your_own_writes() {
        String id = UUID.randomUUID().toString();
        others.when(
                "/api/leads/" + id,
                request -> request.headers()
                                .get("authorization")
                                .endsWith(Stack.running().tokens().of(MANAGER2))
                        ? new StandIns.Reply(404, "{}")
                        : new StandIns.Reply(
                                200,
                                "{\"id\":\"" + id + "\",\"title\":\"x\",\"stage\":\"NEW\",\"responsibleId\":\""
                                        + MANAGER1.id() + "\"}"));
        assertThat(plan(MANAGER1, "lead/" + id, "CALL", Map.of()).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("L-4 a lead taken into work gets its first call at once, once, whatever comes twice")
    void first_call() {
        String lead = aLead(MANAGER1);
        moved(lead, 2, "NEW", "IN_WORK", "person", null);
        moved(lead, 2, "NEW", "IN_WORK", "person", null);
        await().untilAsserted(() -> assertThat(open("lead/" + lead).size()).isEqualTo(1));
        JsonNode call = open("lead/" + lead).path(0);
        assertThat(call.path("type").asString()).isEqualTo("CALL");
        assertThat(call.path("responsibleId").asString()).isEqualTo(MANAGER1.id());
        assertThat(journal.await(call.path("id").asString(), "ActivityPlanned")
                        .data()
                        .path("purpose")
                        .asString())
                .isEqualTo("first-call");
        as(MANAGER1)
                .post(
                        "/api/activities/" + call.path("id").asString() + "/close",
                        Map.of("comment", "ок", "next", Map.of("none", true)));
        moved(lead, 2, "NEW", "IN_WORK", "person", null);
        moved(lead, 3, "IN_WORK", "QUALIFICATION", "person", null);
        await().untilAsserted(() -> assertThat(
                        as(HEAD).get("/api/activities?card=lead/" + lead).body())
                .contains("QUALIFICATION"));
        assertThat(open("lead/" + lead).size()).isZero();
    }

    @Test
    @DisplayName("L-4 L-5 no extra call when something is open already or an activity took it into work")
    void no_extra_call() {
        String busy = aLead(MANAGER1);
        plan(MANAGER1, "lead/" + busy, "MEETING", Map.of());
        moved(busy, 2, "NEW", "IN_WORK", "person", null);
        String byActivity = aLead(MANAGER1);
        moved(byActivity, 2, "NEW", "IN_WORK", "activity", null);
        await().untilAsserted(() -> {
            assertThat(as(HEAD).get("/api/activities?card=lead/" + busy).body()).contains("StageChanged");
            assertThat(as(HEAD).get("/api/activities?card=lead/" + byActivity).body())
                    .contains("StageChanged");
        });
        assertThat(open("lead/" + busy).size()).isEqualTo(1);
        assertThat(open("lead/" + byActivity).size()).isZero();
    }

    @Test
    @DisplayName("T-5 the last open one is closed with a next step only; the next activity is planned in the same go")
    void closing_with_the_next() {
        String lead = aLead(MANAGER1);
        String call = plan(MANAGER1, "lead/" + lead, "CALL", Map.of()).text("id");
        String path = "/api/activities/" + call + "/close";
        Answer refused = as(MANAGER1).post(path, Map.of("comment", "поговорили"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("activity.next-step-required");
        assertThat(as(MANAGER1)
                        .post(path, Map.of("comment", "x", "next", Map.of()))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1).post(path, Map.of("next", Map.of("none", true))).code())
                .isEqualTo("activity.comment-required");
        Caller keyed = as(MANAGER1).with("Idempotency-Key", "close-" + call);
        Map<String, Object> wish =
                Map.of("comment", "поговорили", "next", Map.of("activity", Map.of("type", "MEETING", "dueAt", soon())));
        Answer closed = keyed.post(path, wish);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertThat(keyed.post(path, wish).status()).isEqualTo(200);
        assertThat(closed.text("state")).isEqualTo("closed");
        assertThat(open("lead/" + lead).size()).isEqualTo(1);
        assertThat(open("lead/" + lead).path(0).path("type").asString()).isEqualTo("MEETING");
        assertThat(journal.await(call, "ActivityClosed").data().path("nextStep").asString())
                .isEqualTo("activity");
        assertThat(as(MANAGER1).post(path, wish).status()).isEqualTo(409);
    }

    @Test
    @DisplayName(
            "T-5 L-13 closing with a stage asks the card's owner first, with the failed attempts and a service's word")
    void closing_with_a_stage() {
        String lead = aLead(MANAGER1);
        String call = plan(MANAGER1, "lead/" + lead, "CALL", Map.of("direction", "out"))
                .text("id");
        as(MANAGER1).post("/api/activities/" + call + "/reschedule", Map.of("dueAt", soon(), "kind", "noAnswer"));
        AtomicReference<StandIns.Request> asked = new AtomicReference<>();
        others.when("/api/leads/" + lead + "/stage", request -> {
            asked.set(request);
            return new StandIns.Reply(
                    422,
                    "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":422,\"detail\":\"нет контакта\",\"code\":\"lead.contact-required\",\"errors\":[]}");
        });
        Map<String, Object> wish = Map.of(
                "comment",
                "сбросил",
                "outcome",
                "missed",
                "next",
                Map.of("stage", Map.of("to", "REJECTED", "reason", "UNREACHABLE")));
        Answer refused = as(MANAGER1).post("/api/activities/" + call + "/close", wish);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("lead.contact-required");
        assertThat(as(MANAGER1).get("/api/activities/" + call).text("state")).isEqualTo("open");
        assertThat(asked.get().headers())
                .containsEntry("x-failed-attempts", "2")
                .containsEntry("idempotency-key", "close-" + call)
                .containsKey("x-service-authorization");
        others.when("/api/leads/" + lead + "/stage", request -> new StandIns.Reply(200, "{}"));
        assertThat(as(MANAGER1).post("/api/activities/" + call + "/close", wish).text("state"))
                .isEqualTo("closed");
        assertThat(journal.await(call, "ActivityClosed").data().path("nextStep").asString())
                .isEqualTo("rejection");
    }

    @Test
    @DisplayName("T-5 when the owner is away nothing is closed and the answer says so")
    void owner_away() {
        String lead = aLead(MANAGER1);
        String call = plan(MANAGER1, "lead/" + lead, "CALL", Map.of()).text("id");
        others.when("/api/leads/" + lead + "/stage", request -> new StandIns.Reply(503, "{}"));
        Answer away = as(MANAGER1)
                .post(
                        "/api/activities/" + call + "/close",
                        Map.of("comment", "x", "next", Map.of("stage", Map.of("to", "QUALIFICATION"))));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotBlank();
        assertThat(as(MANAGER1).get("/api/activities/" + call).text("state")).isEqualTo("open");
    }

    @Test
    @DisplayName("T-3 T-4 rescheduled with its kind, a past call entered at once")
    void reschedule_and_log() {
        String lead = aLead(MANAGER1);
        String call = plan(MANAGER1, "lead/" + lead, "CALL", Map.of()).text("id");
        String path = "/api/activities/" + call + "/reschedule";
        assertThat(as(MANAGER1)
                        .post(path, Map.of("dueAt", soon(), "kind", "other"))
                        .code())
                .isEqualTo("activity.comment-required");
        Answer moved = as(MANAGER1).post(path, Map.of("dueAt", soon(), "kind", "noAnswer"));
        assertThat(moved.json().path("attempts").asInt()).isEqualTo(1);
        assertThat(moved.json().path("reschedules").size()).isEqualTo(1);
        Answer logged = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of("card", "lead/" + lead, "type", "CALL", "closed", true, "comment", "с мобильного"));
        assertThat(logged.status()).as(logged.body()).isEqualTo(201);
        assertThat(logged.text("state")).isEqualTo("closed");
    }

    @Test
    @DisplayName(
            "L-14 a postponed lead gets a task for the day at 10:00; back in work before it, the task is cancelled")
    void return_task() {
        String lead = aLead(MANAGER1);
        LocalDate day = LocalDate.now().plusDays(20);
        moved(lead, 2, "IN_WORK", "REJECTED", "person", day);
        await().untilAsserted(() -> assertThat(open("lead/" + lead).size()).isEqualTo(1));
        JsonNode task = open("lead/" + lead).path(0);
        assertThat(task.path("type").asString()).isEqualTo("TASK");
        assertThat(Instant.parse(task.path("dueAt").asString()))
                .isEqualTo(day.atTime(7, 0).toInstant(java.time.ZoneOffset.UTC));
        moved(lead, 3, "REJECTED", "IN_WORK", "rollback", null);
        await().untilAsserted(() -> assertThat(open("lead/" + lead).size()).isZero());
    }

    @Test
    @DisplayName(
            "L-18 open activities end with the card, go to the new responsible, follow to the deal with the whole timeline")
    void follow_the_card() {
        String ended = aLead(MANAGER1);
        plan(MANAGER1, "lead/" + ended, "CALL", Map.of());
        moved(ended, 2, "IN_WORK", "REJECTED", "person", null);
        await().untilAsserted(() -> assertThat(open("lead/" + ended).size()).isZero());
        assertThat(plan(MANAGER1, "lead/" + ended, "CALL", Map.of()).code()).isEqualTo("activity.card-closed");

        String lead = aLead(MANAGER1);
        plan(MANAGER1, "lead/" + lead, "CALL", Map.of());
        plan(MANAGER1, "lead/" + lead, "TASK", Map.of("responsibleId", ACCOUNT.id()));
        as(MANAGER1).post("/api/activities/comments", Map.of("card", "lead/" + lead, "text", "прислали ТЗ"));
        journal.say(
                Topics.LEADS,
                "lead/" + lead,
                2,
                new ResponsibleAssigned(CardKind.LEAD, MANAGER1.id(), MANAGER2.id(), "hand", null),
                HEAD.id());
        await().untilAsserted(() -> assertThat(open("lead/" + lead)
                        .valueStream()
                        .map(entry -> entry.path("responsibleId").asString()))
                .containsExactlyInAnyOrder(MANAGER2.id(), ACCOUNT.id()));
        assertThat(as(MANAGER1).get("/api/activities?card=lead/" + lead).status())
                .isEqualTo(404);

        String deal = UUID.randomUUID().toString();
        KnownCards.say("lead/" + lead, 3, KnownCards.converted("lead/" + lead, "deal/" + deal, MANAGER2), MANAGER2);
        await().untilAsserted(() -> assertThat(
                        as(MANAGER2).get("/api/activities?card=deal/" + deal).body())
                .contains("прислали ТЗ"));
        await().untilAsserted(() -> assertThat(open("deal/" + deal)
                        .valueStream()
                        .map(entry -> entry.path("card").asString()))
                .containsOnly("deal/" + deal)
                .hasSize(2));
    }

    @Test
    @DisplayName(
            "L-18 what comes from the lead goes to who has the deal by now, whichever is told first; or ends with it")
    void follow_late() {
        String lead = aLead(MANAGER1);
        plan(MANAGER1, "lead/" + lead, "CALL", Map.of());
        plan(MANAGER1, "lead/" + lead, "TASK", Map.of("responsibleId", ACCOUNT.id()));
        String deal = dealOf(MANAGER1);
        journal.say(
                Topics.DEALS,
                "deal/" + deal,
                2,
                new ResponsibleAssigned(CardKind.DEAL, MANAGER1.id(), MANAGER2.id(), "hand", null),
                HEAD.id());
        await().until(() ->
                as(MANAGER2).get("/api/activities?card=deal/" + deal).status() == 200);
        converted(lead, deal);
        await().untilAsserted(() -> assertThat(open("deal/" + deal)
                        .valueStream()
                        .map(entry -> entry.path("responsibleId").asString()))
                .containsExactlyInAnyOrder(MANAGER2.id(), ACCOUNT.id()));
        assertThat(as(MANAGER1).get("/api/activities?card=deal/" + deal).status())
                .isEqualTo(404);

        String other = aLead(MANAGER1);
        String call = plan(MANAGER1, "lead/" + other, "CALL", Map.of()).text("id");
        String refused = dealOf(MANAGER1);
        moved(CardRef.deal(refused), 2, "DECIDING", "REJECTED", "person", null);
        converted(other, refused);
        await().untilAsserted(() -> assertThat(
                        as(MANAGER1).get("/api/activities/" + call).text("state"))
                .isEqualTo("cancelled"));
    }

    private String dealOf(User user) {
        return KnownCards.id(KnownCards.deal("Нэйм", user, port));
    }

    private void converted(String lead, String deal) {
        KnownCards.say("lead/" + lead, 3, KnownCards.converted("lead/" + lead, "deal/" + deal, MANAGER1), MANAGER1);
    }

    @Test
    @DisplayName("L-18 a won deal ends what is open on it")
    void won() {
        String deal = dealOf(MANAGER1);
        String card = "deal/" + deal;
        String call = plan(MANAGER1, card, "CALL", Map.of()).text("id");
        moved(CardRef.deal(deal), 2, "CONTRACT", "WON", "person", null);
        await().untilAsserted(() -> assertThat(
                        as(MANAGER1).get("/api/activities/" + call).text("state"))
                .isEqualTo("cancelled"));
        assertThat(open(card)).isEmpty();
    }

    @Test
    @DisplayName(
            "T-14 what was planned wrongly is cancelled with a reason; the last one of a card asks for the next step as closing does")
    void cancelled() {
        String card = "lead/" + aLead(MANAGER1);
        String first = plan(MANAGER1, card, "CALL", Map.of()).text("id");
        String last = plan(MANAGER1, card, "CALL", Map.of()).text("id");
        assertThat(as(MANAGER1)
                        .post("/api/activities/" + first + "/cancel", Map.of())
                        .code())
                .isEqualTo("activity.cancel.reason-required");
        assertThat(as(MANAGER1)
                        .post("/api/activities/" + first + "/cancel", Map.of("reason", "не тому"))
                        .text("state"))
                .isEqualTo("cancelled");
        assertThat(as(MANAGER1)
                        .post("/api/activities/" + last + "/cancel", Map.of("reason", "не тому"))
                        .code())
                .isEqualTo("activity.next-step-required");
        Map<String, Object> next = Map.of("activity", Map.of("type", "TASK", "dueAt", soon(), "text", "верное"));
        assertThat(as(MANAGER1)
                        .post("/api/activities/" + last + "/cancel", Map.of("reason", "не тому", "next", next))
                        .text("state"))
                .isEqualTo("cancelled");
        assertThat(open(card))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("text").asString()).isEqualTo("верное"));
    }

    @Test
    @DisplayName("T-9 my day: what is open and due, by the day, mine only")
    void my_day() {
        String lead = aLead(MANAGER2);
        String late = plan(
                        MANAGER2,
                        "lead/" + lead,
                        "CALL",
                        Map.of("dueAt", Instant.now().minusSeconds(7200).toString()))
                .text("id");
        String far = plan(
                        MANAGER2,
                        "lead/" + lead,
                        "CALL",
                        Map.of("dueAt", Instant.now().plusSeconds(5 * 86_400).toString()))
                .text("id");
        assertThat(as(MANAGER2)
                        .get("/api/activities?responsible=me&open=true&due=overdue")
                        .body())
                .contains(late)
                .doesNotContain(far);
        assertThat(as(MANAGER2)
                        .get("/api/activities?responsible=me&open=true&due=later")
                        .body())
                .contains(far)
                .doesNotContain(late);
        assertThat(as(MANAGER1).get("/api/activities?responsible=me&open=true").body())
                .doesNotContain(late);
    }

    @Test
    @DisplayName("bad input is a 4xx that names the field")
    void bad_input() {
        String lead = aLead(MANAGER1);
        String card = "lead/" + lead;
        assertThat(as(MANAGER1).post("/api/activities", "{").status()).isEqualTo(400);
        assertThat(plan(MANAGER1, card, "PARTY", Map.of()).status()).isEqualTo(400);
        assertThat(plan(MANAGER1, card, "CALL", Map.of("dueAt", "tomorrow")).status())
                .isEqualTo(400);
        assertThat(plan(MANAGER1, card, "CALL", Map.of("text", "я".repeat(100_000)))
                        .status())
                .isEqualTo(422);
        assertThat(plan(MANAGER1, card, "CALL", Map.of("responsibleId", "nobody"))
                        .status())
                .isEqualTo(422);
        assertThat(plan(MANAGER1, card, "ONLINE_MEETING", Map.of("link", "javascript:alert(1)"))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1)
                        .post("/api/activities/comments", Map.of("card", card))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1).get("/api/activities?colour=1").status()).isEqualTo(400);
        assertThat(as(MANAGER1)
                        .get("/api/activities?card=" + card + "&cursor=x")
                        .status())
                .isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/activities?responsible=me&due=never").status())
                .isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/activities/no-such").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("G-1 G-3 a document and its next version stand on the timeline of their deal, with a link")
    void documents() {
        String deal = dealOf(MANAGER1);
        String document = UUID.randomUUID().toString();
        CardRef card = CardRef.deal(deal);
        DocumentGenerated made =
                new DocumentGenerated(card, "CONTRACT_SEO", "SEO-2026-0017", Money.roubles(new BigDecimal("125430.5")));
        journal.say(Topics.DOCUMENTS, "document/" + document, 1, made, MANAGER1.id());
        journal.say(Topics.DOCUMENTS, "document/" + document, 1, made, MANAGER1.id());
        journal.say(
                Topics.DOCUMENTS,
                "document/" + document,
                2,
                new DocumentRevised(card, "CONTRACT_SEO", "SEO-2026-0017", 2),
                MANAGER1.id());
        await().untilAsserted(() -> assertThat(as(MANAGER1)
                        .get("/api/activities?card=deal/" + deal)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("event").asString("")))
                .containsExactly("DocumentRevised", "DocumentGenerated", "DealCreated"));
        String page = as(MANAGER1)
                .with("Accept", "text/html")
                .get("/activities/timeline?card=deal/" + deal)
                .body();
        assertThat(page)
                .contains("создан документ", "загружена версия 2 документа", "Договор SEO № SEO-2026-0017")
                .contains("href=\"/documents/" + document + "\"");
    }

    @Test
    @DisplayName(
            "T-12 a comment is corrected by its author within a quarter of an hour; nothing else that is over changes")
    void corrected() {
        String lead = aLead(MANAGER1);
        String card = "lead/" + lead;
        String comment = as(MANAGER1)
                .post("/api/activities/comments", Map.of("card", card, "text", "сума 100"))
                .text("id");
        String path = "/api/activities/" + comment;
        assertThat(as(HEAD).patch(path, Map.of("text", "чужое")).code()).isEqualTo("activity.too-late-to-correct");
        Answer corrected = as(MANAGER1).patch(path, Map.of("text", "сумма 100"));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(corrected.text("text")).isEqualTo("сумма 100");
        assertThat(journal.await(comment, "ActivityUpdated").envelope().toString())
                .doesNotContain("сумма");
        assertThat(as(MANAGER1).patch(path, Map.of("text", "")).status()).isEqualTo(422);
        mongo.getCollection("timeline")
                .updateOne(
                        Filters.eq("_id", comment),
                        Updates.set("createdAt", Date.from(Instant.now().minusSeconds(16 * 60))));
        assertThat(as(MANAGER1).patch(path, Map.of("text", "поздно")).status()).isEqualTo(422);
        assertThat(as(MANAGER1).get(path).text("text")).isEqualTo("сумма 100");
    }

    @Test
    @DisplayName("T-10 an open activity gets other words and people; a closed one stays as it is")
    void edited() {
        String card = "lead/" + aLead(MANAGER1);
        String id = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of("card", card, "type", "MEETING", "dueAt", soon(), "text", "о сайте", "place", "у нас"))
                .text("id");
        String path = "/api/activities/" + id;
        Answer edited = as(MANAGER1).patch(path, Map.of("place", "у клиента", "participants", List.of(MANAGER2.id())));
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(edited.text("place")).isEqualTo("у клиента");
        assertThat(edited.text("text")).isEqualTo("о сайте");
        assertThat(as(MANAGER2).get("/api/activities?card=" + card).status()).isEqualTo(200);
        assertThat(as(MANAGER1)
                        .patch(path, Map.of("participants", List.of("no-such-employee")))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1)
                        .patch(path, Map.of("link", "javascript:alert(1)"))
                        .status())
                .isEqualTo(422);
        assertThat(as(MANAGER1).patch(path, Map.of("state", "CLOSED")).status()).isEqualTo(400);
        as(MANAGER1).post(path + "/close", Map.of("comment", "провели", "next", Map.of("none", true)));
        assertThat(as(MANAGER1).patch(path, Map.of("text", "поздно")).status()).isEqualTo(409);
    }

    @Test
    @DisplayName(
            "T-6 how often and how long a card has waited is seen on it; the feed is filtered by kind and by words")
    void feed() {
        String card = "lead/" + aLead(MANAGER1);
        Caller page = as(MANAGER1).with("Accept", "text/html");
        String wait = as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                card,
                                "type",
                                "WAIT",
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(3)).toString()))
                .text("id");
        mongo.getCollection("timeline")
                .updateOne(
                        Filters.eq("_id", wait),
                        Updates.set("createdAt", Date.from(Instant.now().minus(Duration.ofDays(2)))));
        as(MANAGER1).post("/api/activities/comments", Map.of("card", card, "text", "прислал бриф на каталог"));
        as(MANAGER1).post("/api/activities/comments", Map.of("card", card, "text", "ждёт решения"));
        String feed = "/activities/timeline?card=" + card;
        assertThat(page.get(feed).body()).contains("ждали 1", "прислал бриф", "ждёт решения");
        assertThat(page.get(feed + "&q=" + encoded("каталог бриф")).body())
                .contains("прислал бриф")
                .doesNotContain("ждёт решения");
        assertThat(page.get(feed + "&show=changes").body()).doesNotContain("прислал бриф");
        assertThat(page.get(feed + "&show=comments").body()).contains("прислал бриф");
        assertThat(page.get(feed + "&show=colours").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("T-1 P-2 a contact's timeline shows that of its cards the reader may see, and no other")
    void client() {
        String contact = UUID.randomUUID().toString();
        journal.say(
                Topics.DIRECTORY,
                "contact/" + contact,
                1,
                new ContactCreated(MANAGER1.id(), List.of(), List.of()),
                MANAGER1.id());
        String lead = KnownCards.id(KnownCards.lead("Клиентский", MANAGER1, port, contact));
        as(MANAGER1).post("/api/activities/comments", Map.of("card", "lead/" + lead, "text", "из лида клиента"));
        String feed = "/api/activities?card=contact/" + contact;
        await().until(() -> as(MANAGER1).get(feed).body().contains("из лида клиента"));
        await().until(() -> as(MANAGER2).get(feed).status() == 200);
        assertThat(as(MANAGER2).get(feed).body()).doesNotContain("из лида клиента");
        assertThat(as(HEAD).get(feed).body()).contains("из лида клиента");
        assertThat(as(MANAGER1)
                        .with("Accept", "text/html")
                        .get("/activities/timeline?card=contact/" + contact)
                        .body())
                .contains("/leads/" + lead);
    }

    @Test
    @DisplayName("P-4 a new responsible gets the card with a summary until he has read it; the first one gets none")
    void handover() {
        String lead = aLead(MANAGER1);
        String card = "lead/" + lead;
        String part = "/activities/handover?card=" + card;
        String call = as(MANAGER1)
                .post("/api/activities", Map.of("card", card, "type", "CALL", "dueAt", soon(), "text", "о сроках"))
                .text("id");
        as(MANAGER1)
                .post(
                        "/api/activities/" + call + "/close",
                        Map.of(
                                "comment",
                                "просит смету",
                                "next",
                                Map.of("activity", Map.of("type", "TASK", "dueAt", soon(), "text", "сделать смету"))));
        assertThat(as(MANAGER1).with("Accept", "text/html").get(part).body()).doesNotContain("просит смету");
        journal.say(
                Topics.LEADS, card, 2, new ResponsibleReleased(CardKind.LEAD, MANAGER1.id(), "hand", null), HEAD.id());
        journal.say(
                Topics.LEADS,
                card,
                3,
                new ResponsibleAssigned(CardKind.LEAD, null, MANAGER2.id(), "hand", "by hand"),
                HEAD.id());
        Caller heir = as(MANAGER2).with("Accept", "text/html");
        await().until(() -> heir.get(part).status() == 200);
        assertThat(heir.get(part).body()).contains("передана вам", "просит смету", "сделать смету");
        assertThat(heir.form("/activities/handover/read?card=" + card, "").status())
                .isEqualTo(200);
        assertThat(heir.get(part).body()).doesNotContain("просит смету");
    }

    @Test
    @DisplayName("T-9 the week shows what is open by its day, one's own and where one is invited")
    void week() {
        String card = "lead/" + aLead(MANAGER1);
        Instant at = Instant.parse("2031-05-14T09:30:00Z");
        String mark = "неделя " + UUID.randomUUID();
        as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                card,
                                "type",
                                "MEETING",
                                "dueAt",
                                at.toString(),
                                "text",
                                mark,
                                "participants",
                                List.of(MANAGER2.id())));
        for (User user : List.of(MANAGER1, MANAGER2)) {
            Caller page = as(user).with("Accept", "text/html");
            assertThat(page.get("/my-day/week?from=2031-05-16").body()).contains(mark, "2031-05-14", "12:30");
            assertThat(page.get("/my-day/week?from=2031-05-19").body()).doesNotContain(mark);
        }
        assertThat(as(HEAD).with("Accept", "text/html")
                        .get("/my-day/week?from=2031-05-14")
                        .body())
                .doesNotContain(mark);
        assertThat(as(HEAD).get("/my-day/week?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("T-9 the calendar's address shows what is open without a login, until it is renewed or revoked")
    void calendar() {
        String mark = "календарь " + UUID.randomUUID();
        as(MANAGER1)
                .post(
                        "/api/activities",
                        Map.of("card", "lead/" + aLead(MANAGER1), "type", "CALL", "dueAt", soon(), "text", mark));
        String first = calendarOf(MANAGER1);
        Answer read = Caller.anonymous(port).get(first);
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.header("Content-Type")).startsWith("text/calendar");
        assertThat(read.body().replaceAll("\\r\\n[ \\t]", ""))
                .startsWith("BEGIN:VCALENDAR")
                .contains(mark, "SUMMARY:Звонок: Компания «Нэйм»");
        String second = calendarOf(MANAGER1);
        assertThat(Caller.anonymous(port).get(first).status()).isEqualTo(404);
        assertThat(Caller.anonymous(port).get(second).status()).isEqualTo(200);
        as(MANAGER1).form("/my-day/calendar/revoke", "");
        assertThat(Caller.anonymous(port).get(second).status()).isEqualTo(404);
        assertThat(Caller.anonymous(port).get("/calendar/x.ics").status()).isEqualTo(404);
    }

    private String calendarOf(User user) {
        String page = as(user).with("Accept", "text/html")
                .form("/my-day/calendar", "")
                .body();
        return page.replaceAll("(?s).*value=\"[^\"]*(/calendar/[^\"]+\\.ics)\".*", "$1");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
