package crm.directory.client;

import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.directory.Fresh;
import crm.directory.Staffed;
import crm.directory.contact.Contact;
import crm.directory.employee.Employee;
import crm.events.CardKind;
import crm.events.ContactMerged;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("D-3 merging of two that are the same one")
class MergingTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Employee> staff;

    @Autowired
    private ClientCards<Contact> contacts;

    @Autowired
    private Merging merging;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String person(Map<String, ?> more) {
        return entered("/api/contacts", Fresh.person(more));
    }

    private String firm(Map<String, ?> more) {
        return entered("/api/companies", Fresh.firm(more));
    }

    private String entered(String path, Map<String, Object> body) {
        return as(MANAGER1).made(path, body);
    }

    private Answer merge(String kind, String id, String into) {
        return as(HEAD).post("/api/" + kind + "/" + id + "/merge", Map.of("into", into));
    }

    private static List<Map<String, String>> phones(String... numbers) {
        return java.util.Arrays.stream(numbers)
                .map(number -> Map.of("number", number))
                .toList();
    }

    @Test
    @DisplayName(
            "D-3 the survivor has what both knew, the old id answers with it and is in no list, one event tells it")
    void contacts() {
        String phone = Fresh.phone();
        String mail = Fresh.email();
        String company = firm(Map.of());
        String other = person(Map.of(
                "phones", phones(phone), "emails", List.of(mail), "companyIds", List.of(company), "comment", "давно"));
        String survivor = person(Map.of("phones", phones(Fresh.phone()), "comment", "недавно"));
        Answer merged = merge("contacts", other, survivor);
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.text("id")).isEqualTo(survivor);
        assertThat(merged.json().path("phones").size()).isEqualTo(2);
        assertThat(merged.body()).contains(phone, mail, company, "давно", "недавно");
        assertThat(as(MANAGER2).get("/api/contacts/" + other).text("id")).isEqualTo(survivor);
        assertThat(as(MANAGER1)
                        .get("/api/contacts?responsible=me&limit=200")
                        .json()
                        .path("items")
                        .toString())
                .contains("\"" + survivor + "\"")
                .doesNotContain("\"" + other + "\"");
        assertThat(journal.await(other, "ContactMerged").as(ContactMerged.class))
                .isEqualTo(new ContactMerged(survivor));
        assertThat(journal.factsOf(other))
                .filteredOn(each -> each.type().equals("ContactMerged"))
                .hasSize(1);
        // its keys are the survivor's now
        Answer again = as(MANAGER1).post("/api/contacts", Fresh.person(Map.of("emails", List.of(mail))));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("existingId")).isEqualTo(survivor);
        // what is changed under the old id is changed where it went
        assertThat(as(HEAD).patch("/api/contacts/" + other, Map.of("position", "владелец"))
                        .text("id"))
                .isEqualTo(survivor);
        assertThat(as(HEAD).get("/api/contacts/" + survivor + "/history").body())
                .contains("mergedInto", "владелец");
    }

    @Test
    @DisplayName("D-3 the people of a company follow it, also when they are entered with the old id afterwards")
    void companies() {
        String inn = Fresh.inn();
        String other = firm(Map.of("requisites", Map.of("inn", inn)));
        String survivor = firm(Map.of());
        String director = person(Map.of("companyIds", List.of(other, survivor)));
        Answer merged = merge("companies", other, survivor);
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.json().path("requisites").path("inn").asString()).isEqualTo(inn);
        assertThat(as(MANAGER1)
                        .get("/api/contacts/" + director)
                        .json()
                        .path("companyIds")
                        .toString())
                .isEqualTo("[\"" + survivor + "\"]");
        String late = person(Map.of("companyIds", List.of(other)));
        assertThat(as(MANAGER1).get("/api/contacts/" + late).body())
                .contains(survivor)
                .doesNotContain(other);
        journal.await(other, "CompanyMerged");
    }

    @Test
    @DisplayName(
            "D-3 refused: who is not head, itself, one nobody knows, none, what is the same already or went elsewhere")
    void refused() {
        String one = person(Map.of());
        String two = person(Map.of());
        String third = person(Map.of());
        assertThat(as(MANAGER1)
                        .post("/api/contacts/" + one + "/merge", Map.of("into", two))
                        .status())
                .isEqualTo(403);
        Answer unknown = merge("contacts", one, "nobody");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("errors").path(0).path("field").asString())
                .isEqualTo("into");
        assertThat(as(HEAD).post("/api/contacts/" + one + "/merge", Map.of()).status())
                .isEqualTo(422);
        assertThat(merge("contacts", one, firm(Map.of())).status()).isEqualTo(422);
        assertThat(merge("contacts", one, one).code()).isEqualTo("directory.merged-already");
        assertThat(as(HEAD).with("If-Match", "\"7\"")
                        .post("/api/contacts/" + one + "/merge", Map.of("into", two))
                        .status())
                .isEqualTo(412);
        assertThat(merge("contacts", one, two).status()).isEqualTo(200);
        assertThat(merge("contacts", one, two).code()).isEqualTo("directory.merged-already");
        assertThat(merge("contacts", two, one).code()).isEqualTo("directory.merged-already");
        Answer elsewhere = merge("contacts", one, third);
        assertThat(elsewhere.code()).isEqualTo("directory.merged-elsewhere");
        assertThat(elsewhere.text("existingId")).isEqualTo(two);
    }

    @Test
    @DisplayName("D-3 a chain of mergings leads to its end, and into one that was merged means into where it went")
    void chain() {
        String mail = Fresh.email();
        String one = person(Map.of("emails", List.of(mail)));
        String two = person(Map.of());
        String three = person(Map.of());
        String four = person(Map.of());
        merge("contacts", one, two);
        merge("contacts", two, three);
        assertThat(merge("contacts", four, one).text("id")).isEqualTo(three);
        for (String id : List.of(one, two, three, four)) {
            Answer card = as(MANAGER2).get("/api/contacts/" + id);
            assertThat(card.text("id")).isEqualTo(three);
            assertThat(card.body()).contains(mail);
        }
        assertThat(contacts.find(one).orElseThrow().life().absorbed()).containsExactlyInAnyOrder(one, two, four);
    }

    @Test
    @DisplayName("D-3 repeated with its key a merging is answered as before")
    void repeated() {
        String one = person(Map.of());
        String two = person(Map.of());
        String key = Fresh.word();
        for (int i = 0; i < 2; i++) {
            Answer merged = as(HEAD).with("Idempotency-Key", "merge-" + key.hashCode())
                    .post("/api/contacts/" + one + "/merge", Map.of("into", two));
            assertThat(merged.status()).as(merged.body()).isEqualTo(200);
            assertThat(merged.text("id")).isEqualTo(two);
        }
    }

    @Test
    @DisplayName(
            "D-3 of several mergings of the same cards at once one is done, the others are told; nothing goes in a circle")
    void at_once() throws Exception {
        for (int round = 0; round < 8; round++) {
            String one = person(Map.of());
            String two = person(Map.of());
            List<Answer> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                CyclicBarrier start = new CyclicBarrier(6);
                List<Future<Answer>> asked = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    boolean back = i % 2 == 1;
                    asked.add(threads.submit(() -> {
                        start.await();
                        return back ? merge("contacts", two, one) : merge("contacts", one, two);
                    }));
                }
                for (Future<Answer> answer : asked) {
                    answers.add(answer.get());
                }
            }
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allSatisfy(answer ->
                            assertThat(answer.code()).startsWith("directory.").contains("merged"));
            String survivor = as(HEAD).get("/api/contacts/" + one).text("id");
            assertThat(as(HEAD).get("/api/contacts/" + two).text("id")).isEqualTo(survivor);
        }
    }

    @Test
    @DisplayName(
            "D-3 head and director merge from the record's menu: they choose, see what will remain, and land on it")
    void page() {
        String phone = Fresh.phone();
        String mail = Fresh.email();
        String other = person(Map.of("emails", List.of(mail)));
        String survivor = person(Map.of("phones", phones(phone)));
        Caller head = as(HEAD).with("Accept", "text/html");
        String page = "/contacts/" + other;
        assertThat(head.get(page).body()).contains(page + "/merge", "Объединить…");
        assertThat(as(MANAGER1).with("Accept", "text/html").get(page).body()).doesNotContain("Объединить…");
        String others = "/contacts/suggest?except=" + other;
        assertThat(head.get(page + "/merge").body()).contains(others, "name=\"into\"");
        String mine = mail.substring(0, mail.indexOf('@'));
        assertThat(head.get("/contacts/suggest?q=" + mine).body()).contains(other);
        assertThat(head.get(others + "&q=" + mine).body()).doesNotContain("data-value=\"" + other);
        assertThat(head.form(page + "/merge", "into=").status()).isEqualTo(422);
        Answer itself = head.form(page + "/merge", "into=" + other);
        assertThat(itself.status()).isEqualTo(422);
        assertThat(itself.body()).contains("уже одно и то же");
        Answer seen = head.form(page + "/merge", "into=" + survivor);
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        assertThat(seen.body()).contains("Войдёт", "Останется", mail, survivor);
        assertThat(contacts.store().find(other).orElseThrow().isMerged()).isFalse();
        Answer merged = head.form(page + "/merge", "into=" + survivor + "&confirmed=true");
        assertThat(merged.status()).as(merged.body()).isEqualTo(204);
        assertThat(merged.header("HX-Redirect")).isEqualTo("/contacts/" + survivor);
        assertThat(head.get("/contacts/" + survivor).body()).contains(mail);
        String title = contacts.find(survivor).orElseThrow().title();
        assertThat(head.get("/contacts/" + survivor + "/history").body()).contains("Объединён с", title);
        String firm = firm(Map.of("requisites", Map.of("inn", Fresh.inn())));
        String twin = firm(Map.of("phone", phone));
        assertThat(head.form("/companies/" + firm + "/merge", "into=" + twin).body())
                .contains("ИНН", "Останется");
    }

    @Test
    @DisplayName(
            "D-3 what a crash leaves between the writes is finished by the job, also when its key was taken in between")
    void crash() {
        String mail = Fresh.email();
        String taken = Fresh.email();
        String loser = person(Map.of("emails", List.of(mail, taken)));
        String survivor = person(Map.of());
        mongo.getCollection("mergings")
                .insertOne(new Document("_id", loser)
                        .append("kind", "contact")
                        .append("into", survivor)
                        .append("by", HEAD.id())
                        .append("cards", List.of(loser, survivor))
                        .append("due", new Date(System.currentTimeMillis() + 3_600_000)));
        contacts.mark(loser, contacts.find(survivor).orElseThrow(), By.SYSTEM, null);
        String quicker = person(Map.of("emails", List.of(taken)));
        assertThat(merge("contacts", survivor, quicker).code()).isEqualTo("directory.being-merged");
        merging.goOn(Duration.ofHours(2));
        assertThat(as(HEAD).get("/api/contacts/" + loser).body()).contains(survivor, mail, taken);
        assertThat(contacts.find(quicker).orElseThrow().claims()).contains("email:" + taken.toLowerCase());
        merging.goOn(Duration.ofHours(2));
        assertThat(mongo.getCollection("mergings").countDocuments(new Document("_id", loser)))
                .isZero();
        // not even marked yet
        String unmarked = person(Map.of());
        mongo.getCollection("mergings")
                .insertOne(new Document("_id", unmarked)
                        .append("kind", "contact")
                        .append("into", survivor)
                        .append("by", HEAD.id())
                        .append("cards", List.of(unmarked, survivor))
                        .append("due", new Date()));
        merging.goOn(Duration.ofHours(2));
        assertThat(as(HEAD).get("/api/contacts/" + unmarked).text("id")).isEqualTo(survivor);
        assertThat(contacts.find(unmarked).orElseThrow().kind()).isEqualTo(CardKind.CONTACT);
    }

    @Test
    @DisplayName(
            "D-3 D-10 S-1 whoever was merged with a client is one: under the old id too, as other services ask for it")
    void client() {
        String gone = person(Map.of());
        String kept = person(Map.of());
        assertThat(as(HEAD).post("/api/contacts/" + gone + "/client-status", Map.of("status", "CLIENT"))
                        .status())
                .isEqualTo(200);
        assertThat(merge("contacts", gone, kept).status()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(as(HEAD).get("/api/contacts/" + kept).text("clientStatus"))
                                .isEqualTo("CLIENT"));
        var labels = as(MANAGER1)
                .post("/api/directory/labels", Map.of("contacts", List.of(gone, kept), "companies", List.of()))
                .json();
        assertThat(labels.path(gone).path("clientStatus").asString()).isEqualTo("CLIENT");
        assertThat(labels.path(gone).path("label").asString())
                .isEqualTo(labels.path(kept).path("label").asString());
    }
}
