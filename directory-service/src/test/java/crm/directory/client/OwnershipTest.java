package crm.directory.client;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import crm.directory.Fresh;
import crm.directory.Staffed;
import crm.directory.employee.Employee;
import crm.events.ResponsibleAssigned;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Whose contacts and companies are")
class OwnershipTest {
    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Employee> staff;

    @Autowired
    private ClientKinds kinds;

    private final Journal journal = Stack.running().journal();

    @BeforeEach
    void people() {
        Staffed.everyone(staff);
    }

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private String made(String kind) {
        return as(MANAGER1)
                .made("/api/" + kind, kind.equals("contacts") ? Fresh.person(Map.of()) : Fresh.firm(Map.of()));
    }

    private void owned(String kind, String id, @Nullable String by) {
        owned(kinds.of(kind.equals("contacts") ? crm.events.CardKind.CONTACT : crm.events.CardKind.COMPANY), id, by);
    }

    private static <C extends ClientCard<C>> void owned(ClientCards<C> cards, String id, @Nullable String by) {
        cards.change(id, By.SYSTEM, card -> card.with(by, card.clientStatus(), card.life()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies"})
    @DisplayName("D-5 of many who claim an ownerless card at once exactly one gets it, the others are told who did")
    void claimed_by_one(String kind) throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = made(kind);
            owned(kind, id, null);
            List<Answer> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                CyclicBarrier start = new CyclicBarrier(8);
                List<Future<Answer>> asked = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    User user = i % 2 == 0 ? MANAGER1 : MANAGER2;
                    asked.add(threads.submit(() -> {
                        start.await();
                        return as(user).post("/api/" + kind + "/" + id + "/claim", null);
                    }));
                }
                for (Future<Answer> answer : asked) {
                    answers.add(answer.get());
                }
            }
            String owner = as(HEAD).get("/api/" + kind + "/" + id).text("responsibleId");
            User winner = owner.equals(MANAGER1.id()) ? MANAGER1 : MANAGER2;
            for (int i = 0; i < 8; i++) {
                boolean his = (i % 2 == 0) == (winner == MANAGER1);
                assertThat(answers.get(i).status()).as(answers.get(i).body()).isEqualTo(his ? 200 : 409);
                if (!his) {
                    assertThat(answers.get(i).code()).isEqualTo("directory.claimed");
                    assertThat(answers.get(i).text("detail")).contains(winner.fullName());
                    assertThat(answers.get(i).text("responsibleId")).isEqualTo(winner.id());
                }
            }
            assertThat(journal.await(id, "ResponsibleAssigned").as(ResponsibleAssigned.class))
                    .isEqualTo(new ResponsibleAssigned(
                            kind.equals("contacts") ? crm.events.CardKind.CONTACT : crm.events.CardKind.COMPANY,
                            null,
                            owner,
                            "takeover",
                            "claimed"));
            assertThat(journal.factsOf(id)).hasSize(2);
        }
    }

    @Test
    @DisplayName("D-5 of an active employee nobody claims but the head; of one who has left any manager does")
    void active_and_left() {
        String id = made("contacts");
        String path = "/api/contacts/" + id;
        assertThat(as(MANAGER2).post(path + "/claim", null).status()).isEqualTo(409);
        assertThat(as(MANAGER1).post(path + "/claim", null).status()).isEqualTo(200);
        assertThat(as(HEAD).post(path + "/claim", null).text("responsibleId")).isEqualTo(HEAD.id());
        owned("contacts", id, Staffed.formerManager(staff));
        org.awaitility.Awaitility.await()
                .until(() -> as(MANAGER2).post(path + "/claim", null).status() == 200);
        assertThat(as(HEAD).get(path).text("responsibleId")).isEqualTo(MANAGER2.id());
        for (User user : List.of(ACCOUNT, OFFICE)) {
            assertThat(as(user).post(path + "/claim", null).status()).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("D-5 the head hands a card to an active employee, a manager does not")
    void assign() {
        String id = made("companies");
        String path = "/api/companies/" + id + "/responsible";
        assertThat(as(MANAGER1).post(path, Map.of("employeeId", MANAGER2.id())).status())
                .isEqualTo(403);
        Answer handed = as(HEAD).post(path, Map.of("employeeId", MANAGER2.id()));
        assertThat(handed.text("responsibleId")).isEqualTo(MANAGER2.id());
        assertThat(journal.await(id, "ResponsibleAssigned")
                        .as(ResponsibleAssigned.class)
                        .how())
                .isEqualTo("hand");
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("employeeId", null);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                nobody, Map.of("employeeId", "no-such"), Map.of("employeeId", Staffed.formerManager(staff)))) {
            Answer refused = as(HEAD).post(path, wrong);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.json().path("errors").path(0).path("field").asString())
                    .isEqualTo("employeeId");
        }
        assertThat(as(HEAD).with("If-Match", "\"1\"")
                        .post(path, Map.of("employeeId", MANAGER1.id()))
                        .status())
                .isEqualTo(412);
    }

    @Test
    @DisplayName("D-4 мои and ничьи")
    void filters() {
        String mine = made("contacts");
        String nobodys = made("contacts");
        owned("contacts", nobodys, null);
        String me = as(MANAGER1).get("/api/contacts?responsible=me&limit=200").body();
        String none =
                as(MANAGER2).get("/api/contacts?responsible=none&limit=200").body();
        assertThat(me).contains(mine).doesNotContain(nobodys);
        assertThat(none).contains(nobodys).doesNotContain(mine);
    }

    @Test
    @DisplayName("every change is in the history with who, when and both values, none of them in an event")
    void history() {
        String id = made("contacts");
        String path = "/api/contacts/" + id;
        String phone = Fresh.phone();
        as(MANAGER1).patch(path, Map.of("phones", List.of(Map.of("number", phone, "extension", "12"))));
        as(MANAGER1).patch(path, Map.of("position", "бухгалтер", "comment", "звонить после 11"));
        as(HEAD).post(path + "/responsible", Map.of("employeeId", MANAGER2.id()));
        var items = as(MANAGER2).get(path + "/history").json().path("items");
        List<String> told = new ArrayList<>();
        items.forEach(item -> told.add(String.join(
                "|",
                item.path("by").asString(),
                item.path("field").asString(),
                item.path("from").asString("-"),
                item.path("to").asString("-"))));
        assertThat(told)
                .containsExactly(
                        HEAD.id() + "|responsibleId|" + MANAGER1.id() + "|" + MANAGER2.id(),
                        MANAGER1.id() + "|comment|-|звонить после 11",
                        MANAGER1.id() + "|position|ЛПР, директор|бухгалтер",
                        MANAGER1.id() + "|phones|-|" + phone + " доб. 12");
        assertThat(items.path(0).path("at").asString()).isNotEmpty();
        assertThat(as(User.OPERATOR).get(path + "/history").status()).isEqualTo(404);
        assertThat(as(MANAGER1).get(path + "/history?limit=2").text("nextCursor"))
                .isNotEmpty();
        journal.await(id, "ResponsibleAssigned");
        assertThat(journal.of(id).toString()).doesNotContain(phone, "звонить", "бухгалтер");
    }
}
