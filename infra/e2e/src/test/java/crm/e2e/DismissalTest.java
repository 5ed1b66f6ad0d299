package crm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("long")
@DisplayName("D-6 An employee is dismissed")
class DismissalTest {
    private static final int LEADS = 120;
    private static final int DEALS = 40;
    private static final int CONTACTS = 160;
    private static final int COMPANIES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> KILLED =
            List.of("leads-service", "directory-service", "deals-service", "activity-service");
    private static final Map<Integer, String> READ = Map.of(
            8080, "/api/leads", 8101, "/api/leads", 8102, "/api/deals", 8103, "/api/contacts", 8104, "/api/activities");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stack stack = Stack.withTwoInstances();
    private final String name = "leaver" + UUID.randomUUID().toString().substring(0, 8);
    private final Api admin = Api.as("admin");
    private final Api head = Api.as("head");
    private final Api pyotr = Api.as(name);

    private String hired() {
        Answer answer = persist(
                admin.with("Idempotency-Key", name),
                "/api/employees",
                Map.of(
                        "username",
                        name,
                        "fullName",
                        "Пётр Уходящий",
                        "email",
                        name + "@agency.example",
                        "roles",
                        List.of("sales-manager"),
                        "department",
                        "Продажи",
                        "extension",
                        "117",
                        "password",
                        name));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private static Answer persist(Api who, String path, Object body) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> who.post(path, body), answer -> answer.status() < 500);
    }

    private List<String> entered(int count, String path, java.util.function.IntFunction<Map<String, Object>> body) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answer answer = pyotr.post(path, body.apply(i));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            ids.add(answer.text("id"));
        }
        return ids;
    }

    @Test
    @DisplayName(
            "kill -9 of each service in turn, two instances, assignments racing: everything is released once, nothing "
                    + "forgotten; his token ends everywhere within a minute, his stream at once; he comes back with nothing")
    void dismissed() throws Exception {
        String id = hired();
        assertThat(admin.get("/api/employees/" + id).text("department")).isEqualTo("Продажи");
        await().atMost(PATIENCE).until(() -> pyotr.get("/api/leads").status() == 200);
        List<String> contacts = entered(
                CONTACTS,
                "/api/contacts?confirmDuplicate=true",
                i -> Map.of("fullName", "Клиент " + name + " " + i, "position", "x"));
        List<String> companies = entered(
                COMPANIES,
                "/api/companies?confirmDuplicate=true",
                i -> Map.of("name", "Фирма " + name + " " + i, "kindOfActivity", "x"));
        List<String> leads = entered(
                LEADS + DEALS,
                "/api/leads",
                i -> Map.of("title", name + " " + i, "source", "SOCIAL", "contactIds", List.of(contacts.getFirst())));
        List<String> deals = new ArrayList<>();
        for (String lead : leads.subList(LEADS, LEADS + DEALS)) {
            assertThat(pyotr.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"))
                            .status())
                    .isEqualTo(200);
            deals.add(pyotr.post("/api/leads/" + lead + "/stage", Map.of("to", "CONVERTED"))
                    .text("dealId"));
        }
        List<String> open = leads.subList(0, LEADS);
        for (String lead : open.subList(0, LEADS / 2)) {
            assertThat(pyotr.post("/api/leads/" + lead + "/stage", Map.of("to", "IN_WORK"))
                            .status())
                    .isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> total(head, "/api/deals?limit=1&responsible=" + id) == DEALS);
        await().atMost(PATIENCE)
                .until(() -> total(head, "/api/activities?open=true&limit=1&responsible=" + id) >= LEADS / 2);
        String token = Api.tokenOf(name);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger raced = new AtomicInteger();
        try (EventSource page = new EventSource(name)) {
            await().atMost(PATIENCE).until(page::isConnected);
            Thread racing = Thread.ofVirtual().start(() -> race(id, open, over, raced));

            Answer asked = persist(head, "/api/employees/" + id + "/dismissal", Map.of());
            assertThat(asked.status()).as(asked.body()).isEqualTo(202);
            long begun = System.nanoTime();
            await().atMost(Duration.ofSeconds(5)).until(() -> !page.isConnected());
            for (Map.Entry<Integer, String> place : READ.entrySet()) {
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(status(place.getKey(), place.getValue(), token))
                                .as("port " + place.getKey())
                                .isEqualTo(401));
            }
            System.out.printf("his token ended everywhere after %.1f s%n", (System.nanoTime() - begun) / 1e9);
            Thread.sleep(3_000);
            assertThat(page.isConnected()).as("back on the stream").isFalse();
            page.close();
            for (String service : KILLED) {
                stack.crm("kill", service);
                stack.crm("restart", service);
            }
            over.set(true);
            racing.join();
        }
        String dismissal = "/api/employees/" + id + "/dismissal";
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> head.get(dismissal).text("state").equals("COMPLETED"));
        // what came late, of assignments on their way when he was dismissed, is found by the second look
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    for (String held : List.of("leads", "deals", "contacts", "companies")) {
                        String stages = held.equals("leads") ? "&stage=NEW&stage=IN_WORK" : "";
                        assertThat(total(head, "/api/" + held + "?limit=1&responsible=" + id + stages))
                                .as(held)
                                .isZero();
                    }
                    assertThat(total(head, "/api/activities?open=true&limit=1&responsible=" + id))
                            .isZero();
                });

        String dismissalId = head.get(dismissal).text("id");
        EventLog log = EventLog.read();
        assertThat(log.gaps()).isEmpty();
        assertThat(log.faults()).isEmpty();
        for (String contact : contacts) {
            assertThat(released(log.of("crm.directory", contact), dismissalId))
                    .as(contact)
                    .isEqualTo(1);
        }
        for (String company : companies) {
            assertThat(released(log.of("crm.directory", company), dismissalId))
                    .as(company)
                    .isEqualTo(1);
        }
        for (String deal : deals) {
            assertThat(released(log.of("crm.deals", deal), dismissalId))
                    .as(deal)
                    .isEqualTo(1);
        }
        for (String lead : open) {
            assertThat(log.of("crm.leads", lead).stream()
                            .filter(event -> isAbout(event, id))
                            .toList())
                    .as(lead)
                    .satisfies(this::alternate);
        }
        assertThat(log.of("crm.directory", id).stream()
                        .filter(event -> type(event).equals("EmployeeDismissed")))
                .hasSize(1);
        assertThat(log.of("crm.directory", id).stream()
                        .filter(event -> type(event).equals("DismissalCompleted")))
                .hasSize(1);
        System.out.printf("%d assignments raced%n", raced.get());

        assertThat(head.send("DELETE", dismissal, null).status()).isEqualTo(204);
        Thread.sleep(2_000);
        assertThat(status(8080, "/api/leads", token)).isEqualTo(401);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> status(8080, "/api/leads", Api.freshTokenOf(name)) == 200);
        assertThat(total(head, "/api/contacts?limit=1&responsible=" + id)).isZero();
    }

    /** The head goes on giving him leads and taking them away as long as he is let. */
    private void race(String id, List<String> leads, AtomicBoolean over, AtomicInteger raced) {
        while (!over.get()) {
            String lead = leads.get(ThreadLocalRandom.current().nextInt(leads.size()));
            try {
                Answer answer = head.post("/api/leads/" + lead + "/responsible", Map.of("employeeId", id));
                if (answer.status() == 200) {
                    raced.incrementAndGet();
                }
            } catch (java.io.UncheckedIOException killed) {
                // the service is being killed
            }
        }
    }

    private static int total(Api who, String path) {
        return who.get(path).json().path("total").asInt(-1);
    }

    private static String type(JsonNode event) {
        return event.path("type").asString();
    }

    private static long released(Collection<JsonNode> events, String dismissalId) {
        return events.stream()
                .filter(event -> type(event).equals("ResponsibleReleased"))
                .filter(event ->
                        event.path("data").path("dismissalId").asString("").equals(dismissalId))
                .count();
    }

    private static boolean isAbout(JsonNode event, String id) {
        JsonNode data = event.path("data");
        return (type(event).equals("ResponsibleReleased")
                        && data.path("employeeId").asString("").equals(id))
                || (type(event).equals("ResponsibleAssigned")
                        && data.path("to").asString("").equals(id));
    }

    /** Given, taken, given, taken: each time once, and taken at the end. */
    private void alternate(List<? extends JsonNode> events) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(type(events.get(i))).isEqualTo(i % 2 == 0 ? "ResponsibleAssigned" : "ResponsibleReleased");
        }
        assertThat(events.size() % 2).isZero();
    }

    private int status(int port, String path, String token) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stack.port(port) + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
