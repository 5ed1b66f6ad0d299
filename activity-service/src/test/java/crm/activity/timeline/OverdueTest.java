package crm.activity.timeline;

import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import crm.activity.KnownCards;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("T-3 T-9 What is overdue, put to today at once")
class OverdueTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Map<String, Object> WHY = Map.of("kind", "other", "comment", "не успел");

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();
    private String lead = "";

    @BeforeEach
    void nothingIsOverdue() {
        mongo.getCollection("timeline").deleteMany(new Document("state", "OPEN"));
        lead = KnownCards.lead("Не успели", MANAGER2, port);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String planned(String type, Instant due, User responsible) {
        Answer answer = as(MANAGER2)
                .post(
                        "/api/activities",
                        Map.of(
                                "card",
                                lead,
                                "type",
                                type,
                                "text",
                                "дело",
                                "dueAt",
                                due.toString(),
                                "responsibleId",
                                responsible.id()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private JsonNode read(String id) {
        return as(MANAGER2).get("/api/activities/" + id).json();
    }

    private static Answer put(Caller who, Map<String, Object> why) {
        return who.post("/api/activities/overdue/today", why);
    }

    @Test
    @DisplayName("T-3 all of one's own go to today, the old dates stay, nobody is counted as not reached; others' stay")
    void all() {
        List<String> late = List.of(
                planned("CALL", ago(3), MANAGER2),
                planned("TASK", ago(2), MANAGER2),
                planned("CALL", ago(1), MANAGER2));
        String theirs = planned("TASK", ago(1), OFFICE);
        String ahead = planned("CALL", Instant.now().plus(Duration.ofDays(3)), MANAGER2);
        Instant before = Instant.now();
        Answer answer = put(as(MANAGER2), WHY);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("done").asInt()).isEqualTo(3);
        assertThat(answer.json().path("left")).isEmpty();
        for (String id : late) {
            JsonNode now = read(id);
            assertThat(Instant.parse(now.path("dueAt").asString())).isAfter(before);
            assertThat(now.path("attempts").asInt()).isZero();
            assertThat(now.path("reschedules").size()).isEqualTo(1);
            assertThat(now.path("reschedules").path(0).path("kind").asString()).isEqualTo("other");
            assertThat(now.path("reschedules").path(0).path("comment").asString())
                    .isEqualTo("не успел");
            assertThat(journal.await(id, "ActivityRescheduled")
                            .data()
                            .path("kind")
                            .asString())
                    .isEqualTo("other");
        }
        assertThat(read(theirs).path("reschedules")).isEmpty();
        assertThat(read(ahead).path("reschedules")).isEmpty();
    }

    @Test
    @DisplayName("T-3 the same request again puts nothing off twice, and goes on with what a crash has left")
    void again() {
        String first = planned("CALL", ago(2), MANAGER2);
        Caller keyed = as(MANAGER2).with("Idempotency-Key", "late-" + UUID.randomUUID());
        assertThat(put(keyed, WHY).json().path("done").asInt()).isEqualTo(1);
        String left = planned("CALL", ago(1), MANAGER2);
        // overdue again by the time the request is repeated
        mongo.getCollection("timeline")
                .updateOne(
                        new Document("_id", first),
                        new Document("$set", new Document("dueAt", Date.from(ago(0).minusSeconds(60)))));
        assertThat(put(keyed, WHY).status()).isEqualTo(200);
        assertThat(read(first).path("reschedules").size()).isEqualTo(1);
        assertThat(read(left).path("reschedules").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("T-3 P-3 what he may not put off stays, and is told in words; the rest goes")
    void refused() {
        String task = planned("TASK", ago(1), OFFICE);
        Answer answer = put(as(OFFICE), WHY);
        assertThat(answer.json().path("done").asInt()).isZero();
        assertThat(answer.json().path("left").path(0).path("count").asInt()).isEqualTo(1);
        assertThat(answer.json().path("left").path(0).path("code").asString()).isEqualTo("forbidden");
        assertThat(read(task).path("reschedules")).isEmpty();
        Answer page = as(OFFICE).form("/my-day/overdue", "kind=other&comment=не+успел");
        assertThat(page.status()).isEqualTo(204);
        assertThat(page.header("HX-Trigger")).contains("crm:toast");
    }

    @Test
    @DisplayName("T-3 why is asked once: a comment unless «недозвон», which is not what the dialog begins with")
    void why() {
        String id = planned("CALL", ago(1), MANAGER2);
        Answer silent = put(as(MANAGER2), Map.of("kind", "clientPostponed"));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.json().path("errors").path(0).path("field").asString())
                .isEqualTo("comment");
        assertThat(put(as(MANAGER2), Map.of("comment", "не успел")).status()).isEqualTo(422);
        assertThat(read(id).path("reschedules")).isEmpty();
        String dialog =
                as(MANAGER2).with("Accept", "text/html").get("/my-day/overdue").body();
        assertThat(dialog).contains("1\u00a0дело").containsPattern("value=\"other\" checked");
        assertThat(put(as(MANAGER2), Map.of("kind", "noAnswer"))
                        .json()
                        .path("done")
                        .asInt())
                .isEqualTo(1);
        assertThat(read(id).path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("T-9 there is nothing to put off when nothing is late")
    void nothing() {
        assertThat(put(as(MANAGER1), WHY).json().path("done").asInt()).isZero();
    }

    private static List<LocalTime> times(String now, Set<String> taken, int count) {
        LocalDate day = LocalDate.of(2026, 11, 23);
        return Overdue.times(
                        at(day, now),
                        MOSCOW,
                        taken.stream().map(time -> at(day, time)).collect(Collectors.toSet()),
                        count)
                .stream()
                .map(at -> LocalTime.ofInstant(at, MOSCOW))
                .toList();
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(MOSCOW).toInstant();
    }

    @Test
    @DisplayName(
            "T-9 they stand on free quarters of an hour, from the next full one; where these do not suffice several share one")
    void quarters() {
        assertThat(times("10:07", Set.of("10:30"), 3))
                .containsExactly(LocalTime.of(10, 15), LocalTime.of(10, 45), LocalTime.of(11, 0));
        assertThat(times("10:15", Set.of(), 1)).containsExactly(LocalTime.of(10, 30));
        assertThat(times("17:10", Set.of(), 8))
                .startsWith(LocalTime.of(17, 15), LocalTime.of(17, 15))
                .endsWith(LocalTime.of(18, 0), LocalTime.of(18, 0));
    }

    @Test
    @DisplayName(
            "T-9 after hours they stand in the evening, in the day's last minutes right after it: never in the past")
    void late_in_the_day() {
        assertThat(times("19:58", Set.of(), 2)).containsExactly(LocalTime.of(20, 0), LocalTime.of(20, 15));
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant now = LocalDate.of(2026, 11, 23)
                    .atTime(minute / 60, minute % 60)
                    .atZone(MOSCOW)
                    .toInstant();
            assertThat(Overdue.times(now, MOSCOW, Set.of(), 40))
                    .hasSize(40)
                    .isSorted()
                    .allMatch(at -> at.isAfter(now) && !at.isAfter(now.plus(Duration.ofDays(1))));
        }
    }
}
