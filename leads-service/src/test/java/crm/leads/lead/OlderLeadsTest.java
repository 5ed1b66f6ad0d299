package crm.leads.lead;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import crm.platform.lease.Leases;
import crm.platform.renewal.Renewal;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@DisplayName("Leads written before they were found and given out as today")
class OlderLeadsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Leases leases;

    @Autowired
    private AggregateStore<Lead> leads;

    private final String phone =
            "+7912%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String lead(User who, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "Звонил клиент"));
        body.putAll(more);
        return as(who).made("/api/leads", body);
    }

    private Document stored(String id) {
        return mongo.getCollection("leads").find(eq("_id", id)).first();
    }

    private void renewed() {
        Renewal<Lead> renewal = new Renewal<>(
                mongo,
                leases,
                leads,
                new Renewal.Kind(UUID.randomUUID().toString(), "лиды", 1),
                (lead, found) -> lead.renewed(!found.containsKey("duty")));
        while (renewal.step()) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("L-1 L-20 D-9 found by phone, known when they ask again, waiting for their turn; done twice nothing")
    void renewed_once() {
        String waiting = lead(OPERATOR, Map.of("applicant", Map.of("name", "Ирина", "phone", phone)));
        String given = lead(MANAGER1, Map.of("source", "OUTBOUND_CALL"));
        String released = lead(OPERATOR, Map.of());
        as(HEAD).post("/api/leads/" + released + "/responsible", Map.of("employeeId", MANAGER1.id()));
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("employeeId", null);
        as(HEAD).post("/api/leads/" + released + "/responsible", nobody);
        mongo.getCollection("leads")
                .updateMany(
                        in("_id", waiting, given),
                        Updates.combine(Updates.unset("search"), Updates.unset("duty"), Updates.unset("enquiries")));
        String search = "/api/leads?q=" + phone.substring(2);
        assertThat(as(HEAD).get(search).json().path("total").asInt()).isZero();

        renewed();
        assertThat(as(HEAD).get(search).json().path("total").asInt()).isEqualTo(1);
        assertThat(stored(waiting).getEmbedded(java.util.List.of("duty", "awaits"), Boolean.class))
                .isTrue();
        assertThat(stored(waiting).get("enquiries", Document.class).getList("marks", String.class))
                .containsExactly("p:" + phone.substring(2));
        assertThat(stored(given).get("duty", new Document()).get("awaits")).isNull();
        assertThat(stored(released).get("duty", new Document()).get("awaits")).isNull();
        Answer again = as(OPERATOR).post("/api/leads", Map.of("title", "Снова", "applicant", Map.of("phone", phone)));
        assertThat(again.status()).isEqualTo(202);
        assertThat(stored(waiting).get("enquiries", Document.class).getList("repeated", Document.class))
                .hasSize(1);

        // nothing of it is left to be told, which would change the document by itself
        await().until(() -> !stored(waiting).containsKey("outbox"));
        Document before = stored(waiting);
        renewed();
        assertThat(stored(waiting)).isEqualTo(before);
        assertThat(Stack.running().journal().factsOf(given)).hasSize(2);
    }
}
