package crm.leads.assignment;

import static crm.testing.User.ADMIN;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.EmployeeHired;
import crm.events.Leave;
import crm.events.PresenceChanged;
import crm.events.Topics;
import crm.leads.lead.Lateness;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.leads.setting.LeadSettings;
import crm.leads.turn.NextResponsible;
import crm.leads.turn.Turns;
import crm.platform.employee.Employees;
import crm.platform.lease.Leases;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;

@CrmTest
@DisplayName("L-1 L-19 Leads are given out and looked after")
class AssigningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private MongoOperations mongo;

    @Autowired
    private Clock clock;

    @Autowired
    private Leads leads;

    @Autowired
    private AggregateStore<Lead> store;

    @Autowired
    private Employees employees;

    @Autowired
    private LeadSettings settings;

    @Autowired
    private Lateness lateness;

    private final Journal journal = Stack.running().journal();
    private final Map<String, Integer> sequences = new HashMap<>();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private Answer set(User user, String name, String value) {
        return as(user).with("HX-Request", "true")
                .with("Accept", "application/json")
                .form("/admin/leads-service/settings/" + name, "value=" + value);
    }

    @AfterEach
    void as_before() {
        sequences.keySet().forEach(id -> presence(id, false, null));
        set(ADMIN, "assignment", "BY_HAND");
        set(ADMIN, "hand-on", "false");
        set(ADMIN, "minutes-to-accept", "30");
        set(ADMIN, "working-days", "%D0%BF%D0%BD,%D0%B2%D1%82,%D1%81%D1%80,%D1%87%D1%82,%D0%BF%D1%82");
        set(ADMIN, "working-hours", "9:00-18:00");
    }

    private void alwaysWorking() {
        set(
                HEAD,
                "working-days",
                "%D0%BF%D0%BD,%D0%B2%D1%82,%D1%81%D1%80,%D1%87%D1%82,%D0%BF%D1%82,%D1%81%D0%B1,%D0%B2%D1%81");
        assertThat(set(HEAD, "working-hours", "0:00-23:59").status()).isEqualTo(204);
    }

    private String manager(boolean present) {
        String id = UUID.randomUUID().toString();
        sequences.put(id, 1);
        journal.say(
                Topics.DIRECTORY,
                "employee/" + id,
                1,
                new EmployeeHired(
                        "Менеджер " + id.substring(0, 4),
                        id,
                        id + "@crm.example",
                        null,
                        null,
                        "Europe/Moscow",
                        List.of("sales-manager"),
                        null));
        presence(id, present, null);
        await().atMost(PATIENCE).until(() -> employees.find(id).isPresent());
        await().atMost(PATIENCE).until(() -> employees.find(id).orElseThrow().present() == present);
        return id;
    }

    private void presence(String id, boolean present, @Nullable Leave leave) {
        int next = sequences.merge(id, 1, Integer::sum);
        journal.say(Topics.DIRECTORY, "employee/" + id, next, new PresenceChanged(present, leave));
    }

    private String arrived() {
        Answer answer = Caller.anonymous(port)
                .post("/intake/site/local-intake-key", Map.of("name", "Константин", "consent", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.text("id");
    }

    private String responsible(String id) {
        return as(HEAD).get("/api/leads/" + id).text("responsibleId");
    }

    private Turns turns() {
        return new Turns(mongo, clock, ZoneId.of("Europe/Moscow"));
    }

    private Assigning instance() {
        Turns own = turns();
        return new Assigning(
                leads,
                store,
                new NextResponsible(own, employees, settings),
                own,
                settings,
                employees,
                new Leases(mongo, clock));
    }

    private Acceptance looking() {
        Turns own = turns();
        return new Acceptance(
                leads,
                store,
                new NextResponsible(own, employees, settings),
                own,
                settings,
                employees,
                new Leases(mongo, clock),
                lateness);
    }

    @Test
    @DisplayName(
            "L-1 two instances give many leads to those present at once: nobody gets two more than another, each lead once")
    void fair() throws Exception {
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            waiting.add(arrived());
        }
        List<String> present = List.of(manager(true), manager(true), manager(true), manager(true));
        String away = manager(false);
        set(HEAD, "assignment", "BY_TURN_PRESENT");
        await().atMost(PATIENCE).until(() -> settings.assignment().isAutomatic());
        List<Assigning> instances = List.of(instance(), instance());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (String lead : waiting) {
                instances.forEach(each -> all.add(() -> each.assign(lead)));
            }
            threads.invokeAll(all);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            instances.getFirst().assignWaiting();
            assertThat(waiting).noneMatch(id -> responsible(id).isEmpty());
        });
        List<Integer> counts = present.stream()
                .map(id -> (int) waiting.stream()
                        .filter(lead -> responsible(lead).equals(id))
                        .count())
                .toList();
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(41);
        assertThat(counts.stream().mapToInt(Integer::intValue).max().orElseThrow()
                        - counts.stream().mapToInt(Integer::intValue).min().orElseThrow())
                .as(counts.toString())
                .isLessThanOrEqualTo(1);
        assertThat(waiting).noneMatch(id -> responsible(id).equals(away));
        for (String lead : waiting.subList(0, 5)) {
            journal.await(lead, "ResponsibleAssigned");
            List<Journal.Entry> assigned = journal.factsOf(lead).stream()
                    .filter(entry -> entry.type().equals("ResponsibleAssigned"))
                    .toList();
            assertThat(assigned).hasSize(1);
            assertThat(assigned.getFirst().data().path("how").asString()).isEqualTo("present");
            assertThat(assigned.getFirst().data().path("why").asString()).contains("сегодня назначено");
        }
    }

    @Test
    @DisplayName("L-1 at once on arrival; what came while nobody was eligible is given out as soon as somebody is")
    void arrival() {
        set(HEAD, "assignment", "BY_TURN_PRESENT");
        await().atMost(PATIENCE).until(() -> settings.assignment().isAutomatic());
        String early = arrived();
        assertThat(responsible(early)).isEmpty();
        String somebody = manager(true);
        await().atMost(PATIENCE).until(() -> responsible(early).equals(somebody));
        await().atMost(PATIENCE).until(() -> {
            String lead = arrived();
            return responsible(lead).equals(somebody);
        });
    }

    @Test
    @DisplayName(
            "L-1 the proposal skips who is on leave; in his place stands his substitute; assignments by hand count")
    void leave() {
        String anna = manager(true);
        String denis = manager(true);
        set(HEAD, "assignment", "BY_TURN_PRESENT");
        await().atMost(PATIENCE).until(() -> settings.assignment().isAutomatic());
        set(HEAD, "assignment", "BY_TURN_PRESENT");
        presence(
                anna,
                true,
                new Leave(LocalDate.now().minusDays(1), LocalDate.now().plusDays(2), denis));
        await().atMost(PATIENCE).until(() -> employees.find(anna).orElseThrow().leave() != null);
        assertThat(as(HEAD).get("/api/leads/next-responsible").text("employeeId"))
                .isEqualTo(denis);
        assertThat(as(HEAD).get("/api/leads/next-responsible").text("why")).contains("замещает");
        presence(anna, true, null);
        await().atMost(PATIENCE).until(() -> employees.find(anna).orElseThrow().leave() == null);
        await().atMost(PATIENCE)
                .until(() -> as(HEAD).get("/api/leads/next-responsible")
                                .text("employeeId")
                                .equals(anna)
                        || as(HEAD).get("/api/leads/next-responsible")
                                .text("employeeId")
                                .equals(denis));
        String first = as(HEAD).get("/api/leads/next-responsible").text("employeeId");
        Answer hand = as(HEAD).post("/api/leads", Map.of("title", "Рукой", "responsibleId", first));
        assertThat(hand.status()).isEqualTo(201);
        assertThat(as(HEAD).get("/api/leads/next-responsible").text("employeeId"))
                .isEqualTo(first.equals(anna) ? denis : anna);
    }

    @Test
    @DisplayName("L-1 a reservation that a crash left does not count for ever")
    void crash() {
        String somebody = manager(true);
        String lead = arrived();
        turns().reserveFor(lead, somebody, List.of(somebody));
        turns().settleLeft(Duration.ofSeconds(-1), leads::belongsTo);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new NextResponsible(turns(), employees, settings)
                                .candidates().stream()
                                        .filter(each -> each.employee().id().equals(somebody))
                                        .findFirst()
                                        .orElseThrow()
                                        .today())
                        .isZero());
    }

    @Test
    @DisplayName("L-19 not taken in time: said once, by however many instances; then to the next in turn, once")
    void late() throws Exception {
        alwaysWorking();
        String slow = manager(true);
        String quick = manager(true);
        String third = manager(true);
        Answer given = as(HEAD).post("/api/leads", Map.of("title", "Не принят", "responsibleId", slow));
        String lead = given.text("id");
        String taken = as(HEAD).post("/api/leads", Map.of("title", "Принят", "responsibleId", slow, "source", "SOCIAL"))
                .text("id");
        as(HEAD).post("/api/leads/" + taken + "/stage", Map.of("to", "IN_WORK"));
        assignedLongAgo(lead);
        assignedLongAgo(taken);
        assertThat(as(HEAD).get("/api/leads?late=true&limit=200").body())
                .contains(lead)
                .doesNotContain(taken);
        both(Acceptance::look);
        Journal.Entry overdue = journal.await(lead, "AcceptanceOverdue");
        assertThat(overdue.data().path("responsibleId").asString()).isEqualTo(slow);
        assertThat(overdue.data().path("minutes").asInt()).isEqualTo(30);
        both(Acceptance::look);
        assertThat(responsible(lead)).isEqualTo(slow);

        set(HEAD, "hand-on", "true");
        set(HEAD, "assignment", "BY_TURN_PRESENT");
        await().atMost(PATIENCE)
                .until(() -> settings.handsOn() && settings.assignment().isAutomatic());
        both(Acceptance::look);
        await().atMost(PATIENCE).until(() -> !responsible(lead).equals(slow));
        String second = responsible(lead);
        assertThat(second).isIn(quick, third);
        assertThat(journal.await(
                                lead,
                                entry -> entry.type().equals("ResponsibleAssigned")
                                        && entry.data().path("to").asString().equals(second))
                        .data()
                        .path("why")
                        .asString())
                .contains("не принят за 30 мин");
        assignedLongAgo(lead);
        both(Acceptance::look);
        await().atMost(PATIENCE)
                .until(() -> journal.factsOf(lead).stream()
                                .filter(entry -> entry.type().equals("AcceptanceOverdue"))
                                .count()
                        == 2);
        both(Acceptance::look);
        assertThat(responsible(lead)).isEqualTo(second);
        assertThat(journal.factsOf(taken)).noneMatch(entry -> entry.type().equals("AcceptanceOverdue"));
    }

    private void assignedLongAgo(String lead) {
        store.collection()
                .updateOne(
                        new org.bson.Document("_id", lead),
                        com.mongodb.client.model.Updates.set(
                                "assignedAt",
                                java.util.Date.from(clock.instant().minus(Duration.ofHours(2)))));
    }

    private void both(java.util.function.Consumer<Acceptance> look) throws InterruptedException {
        List<Acceptance> instances = List.of(looking(), looking());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(instances.stream()
                    .<Callable<Void>>map(each -> () -> {
                        look.accept(each);
                        return null;
                    })
                    .toList());
        }
    }

    @Test
    @DisplayName(
            "settings of sales: head, director and administrator change them; each change is on record; nonsense is refused")
    void record() {
        assertThat(set(MANAGER1, "minutes-to-accept", "20").status()).isEqualTo(403);
        assertThat(set(HEAD, "minutes-to-accept", "45").status()).isEqualTo(204);
        assertThat(settings.minutesToAccept()).isEqualTo(45);
        Answer wrong = set(HEAD, "minutes-to-accept", "0");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").path(0).path("field").asString()).isEqualTo("value");
        assertThat(set(HEAD, "working-hours", "18:00-9:00").status()).isEqualTo(422);
        assertThat(set(HEAD, "holidays", "32.01.2027").status()).isEqualTo(422);
        assertThat(set(HEAD, "no-such", "1").status()).isEqualTo(404);
        String page = as(HEAD).with("Accept", "text/html")
                .get("/admin/leads-service/settings")
                .body();
        assertThat(page).contains("За сколько рабочих минут", HEAD.fullName(), "45");
    }
}
