package crm.directory.client;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import crm.directory.Fresh;
import crm.directory.Staffed;
import crm.directory.company.Company;
import crm.directory.contact.Contact;
import crm.directory.employee.Employee;
import crm.platform.lease.Leases;
import crm.platform.renewal.Renewal;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("Contacts and companies written before they were found and told apart as today")
class OlderCardsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Leases leases;

    @Autowired
    private ClientCards<Contact> contacts;

    @Autowired
    private ClientCards<Company> companies;

    @Autowired
    private AggregateStore<Employee> staff;

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String made(String path, Map<String, Object> body) {
        return as(MANAGER1).made(path, body);
    }

    /** As if by code that did not know of these. */
    private void older(String collection, String... ids) {
        mongo.getCollection(collection)
                .updateMany(
                        in("_id", ids),
                        Updates.combine(Updates.unset("search"), Updates.unset("marks"), Updates.unset("claims")));
    }

    private void renewed() {
        String name = UUID.randomUUID().toString();
        through(new Renewal<>(
                mongo,
                leases,
                contacts.store(),
                new Renewal.Kind(name, "контакты", 1),
                (card, stored) -> contacts.renewed(card)));
        through(new Renewal<>(
                mongo,
                leases,
                companies.store(),
                new Renewal.Kind("firms " + name, "компании", 1),
                (card, stored) -> companies.renewed(card)));
        assertThat(mongo.getCollection("renewals").find(eq("_id", name)).first().getList("left", String.class))
                .isEmpty();
    }

    private static void through(Renewal<?> renewal) {
        while (renewal.step()) {
            Thread.onSpinWait();
        }
    }

    private Document stored(String id) {
        return mongo.getCollection("contacts").find(eq("_id", id)).first();
    }

    /** With nothing left to be told, which would change the document by itself. */
    private Document published(String id) {
        await().until(() -> !stored(id).containsKey("outbox"));
        return stored(id);
    }

    private long found(String path, String text) {
        return as(MANAGER2).get(path + "?q=" + text).json().path("total").asLong();
    }

    @Test
    @DisplayName(
            "D-2 D-9 they are found by name, phone and its last digits, and their duplicates are refused; done twice nothing")
    void found_again() {
        String phone = Fresh.phone();
        String email = Fresh.email();
        String word = Fresh.word();
        String person = made(
                "/api/contacts",
                Fresh.person(Map.of(
                        "fullName",
                        "Пётр " + word,
                        "phones",
                        List.of(Map.of("number", phone)),
                        "emails",
                        List.of(email))));
        String inn = Fresh.inn();
        String firm = made("/api/companies", Fresh.firm(Map.of("requisites", Map.of("inn", inn))));
        older("contacts", person);
        older("companies", firm);
        assertThat(found("/api/contacts", phone.substring(5))).isZero();
        assertThat(found("/api/companies", inn)).isZero();

        renewed();
        assertThat(found("/api/contacts", phone.substring(5))).isEqualTo(1);
        assertThat(found("/api/contacts", java.net.URLEncoder.encode(word, java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(found("/api/companies", inn)).isEqualTo(1);
        assertThat(stored(person).getList("claims", String.class)).contains("email:" + email, "phone:" + phone);
        assertThat(as(MANAGER2)
                        .post("/api/contacts?confirmDuplicate=true", Fresh.person(Map.of("emails", List.of(email))))
                        .text("existingId"))
                .isEqualTo(person);
        assertThat(as(MANAGER2)
                        .post("/api/companies", Fresh.firm(Map.of("requisites", Map.of("inn", inn))))
                        .text("existingId"))
                .isEqualTo(firm);

        Document before = published(person);
        renewed();
        assertThat(stored(person)).isEqualTo(before);
        assertThat(Stack.running().journal().factsOf(person)).hasSize(1);
    }

    @Test
    @DisplayName("D-2 of two true duplicates the first claims, both are found and shown as such until they are merged")
    void true_duplicates(CapturedOutput output) {
        String email = Fresh.email();
        String first = made("/api/contacts", Fresh.person(Map.of("emails", List.of(email))));
        String second = made("/api/contacts", Fresh.person(Map.of("emails", List.of(Fresh.email()))));
        mongo.getCollection("contacts").updateOne(eq("_id", second), Updates.set("data.emails", List.of(email)));
        older("contacts", first, second);

        renewed();
        assertThat(stored(first).getList("claims", String.class)).contains("email:" + email);
        assertThat(stored(second).getList("marks", String.class)).contains("email:" + email);
        assertThat(stored(second).getList("claims", String.class)).doesNotContain("email:" + email);
        assertThat(output).contains("contact/" + second + " has the same emails[0] as another");
        assertThat(page(HEAD, second))
                .contains("Похоже на дубль", "почта", "/contacts/" + second + "/merge?into=" + first);
        assertThat(page(MANAGER1, first))
                .contains("Похоже на дубль", "/contacts/" + second)
                .doesNotContain("/merge?into=");
        assertThat(page(HEAD, "/contacts/" + second + "/merge?into=" + first, "*/*"))
                .contains("value=\"" + first + "\"");

        assertThat(as(HEAD).post("/api/contacts/" + second + "/merge", Map.of("into", first))
                        .status())
                .isEqualTo(200);
        renewed();
        assertThat(page(HEAD, first)).doesNotContain("Похоже на дубль");
    }

    @Test
    @DisplayName("D-2 a phone that is shared on purpose is nobody's duplicate")
    void shared_phone() {
        String phone = Fresh.phone();
        Map<String, Object> office = Map.of("phones", List.of(Map.of("number", phone)));
        String first = made("/api/contacts", Fresh.person(office));
        String second = made("/api/contacts?confirmDuplicate=true", Fresh.person(office));
        Document before = published(second);
        renewed();
        assertThat(stored(second)).isEqualTo(before);
        assertThat(stored(first).getList("claims", String.class)).contains("phone:" + phone);
        assertThat(page(HEAD, first)).doesNotContain("Похоже на дубль");
    }

    private String page(User who, String contact) {
        return page(who, "/contacts/" + contact, "text/html");
    }

    private String page(User who, String url, String accept) {
        Answer answer = as(who).with("Accept", accept).get(url);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
