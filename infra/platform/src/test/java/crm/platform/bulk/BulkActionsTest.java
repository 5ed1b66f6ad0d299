package crm.platform.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import crm.platform.bulk.BulkAction.State;
import crm.platform.list.CardList;
import crm.platform.list.Columns;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.sample.SampleApp;
import crm.platform.sample.Thing;
import crm.platform.sample.ThingList;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.KeyReused;
import crm.platform.store.RequestKey;
import crm.testing.CrmTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

@CrmTest
@SpringBootTest(
        classes = {SampleApp.class, BulkActionsTest.Things.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("V-4 Something asked of many cards at once")
class BulkActionsTest {
    private static final String STEP = "things/stage";
    private static final String GIVE = "things/responsible";

    /** Things that cannot be had for a while: their service is away. */
    private static final Set<String> AWAY = ConcurrentHashMap.newKeySet();
    /** The process dies after this one is done, before anything is noted. */
    private static final Set<String> CRASHING = ConcurrentHashMap.newKeySet();

    private static final Map<String, Set<Role>> ROLES = new ConcurrentHashMap<>();

    @Autowired
    private AggregateStore<Thing> things;

    @Autowired
    private BulkActions bulk;

    @Autowired
    private MongoOperations mongo;

    private By olga = By.SYSTEM;

    @TestConfiguration(proxyBeanMethods = false)
    static class Things {
        @Bean
        CardList<Thing, Thing> thingList(AggregateStore<Thing> store, Clock clock) {
            return ThingList.of(store, clock, Columns.of("Вещь", null, Thing::id), cards -> cards);
        }

        @Bean
        BulkOffer thingOffer(AggregateStore<Thing> store) {
            return new BulkOffer(
                    "things",
                    "все вещи",
                    "выбрано вещей: ",
                    new BulkOffer.HandOut(
                            "Передать",
                            "switch-horizontal",
                            "Передать другим",
                            List::of,
                            (id, who, by, key) -> step(store, id, who, by, key)),
                    new BulkOffer.Moves<>(
                            List::of,
                            "Отказ вещей",
                            List::of,
                            "",
                            BulkDeed.moves(
                                    "things",
                                    said -> said.getFirst("to"),
                                    "REJECTED"::equals,
                                    (id, to, by, key) -> step(store, id, to, by, key))));
        }
    }

    private static void step(AggregateStore<Thing> store, String id, String note, By by, RequestKey key) {
        ROLES.put(id, by.roles());
        if (AWAY.contains(id)) {
            throw new Refused(new Refusals.ServiceAway("elsewhere"));
        }
        store.change(id, by, Expected.ANY, key, thing -> thing.step(note)).orElseThrow(Refusals::notFound);
        if (CRASHING.remove(id)) {
            throw new AssertionError("the process dies here");
        }
    }

    @BeforeEach
    void somebody() {
        String id = "olga-" + UUID.randomUUID();
        mongo.getCollection("employees")
                .insertOne(new Document("_id", id)
                        .append("username", id)
                        .append("fullName", "Ольга Белова")
                        .append("roles", List.of("sales-head"))
                        .append("zone", "Europe/Moscow"));
        olga = new By(id, "Ольга Белова", Set.of(Role.SALES_HEAD, Role.DIRECTOR));
    }

    private List<String> things(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> things.insert(Thing.make(UUID.randomUUID().toString()), olga, null)
                        .id())
                .toList();
    }

    private static MultiValueMap<String, String> to(String stage) {
        MultiValueMap<String, String> said = new LinkedMultiValueMap<>();
        said.add("to", stage);
        return said;
    }

    private BulkAction ask(List<String> ids, @Nullable RequestKey key) {
        return bulk.begin(STEP, to("NEXT"), ids, "q=x", olga, key);
    }

    private BulkAction now(BulkAction action) {
        return bulk.of("things", olga).stream()
                .filter(each -> each.id().equals(action.id()))
                .findFirst()
                .orElseThrow();
    }

    private BulkAction ended(BulkAction action) {
        return await().dontCatchUncaughtExceptions().until(() -> now(action), each -> !each.isRunning());
    }

    private List<Integer> counts(List<String> ids) {
        return ids.stream().map(id -> things.find(id).orElseThrow().count()).toList();
    }

    @Test
    @DisplayName("a few are done at once; what is refused is told with its reason and holds up nobody")
    void few() {
        List<String> ids = new ArrayList<>(things(3));
        ids.add(1, "gone");
        BulkAction done = ask(ids, null);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.outcome(who -> who)).isEqualTo("Перемещено 3.");
        assertThat(done.reasons()).hasSize(1).first().asString().startsWith("Не перемещено 1: ");
        assertThat(ROLES.get(ids.getFirst())).isEqualTo(olga.roles());
    }

    @Test
    @DisplayName("many go on in the background, with the roles their author has by then, and are seen by him alone")
    void many() {
        List<String> ids = things(65);
        BulkAction begun = ask(ids, null);
        assertThat(begun.isRunning()).isTrue();
        BulkAction done = ended(begun);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.progress().done()).isEqualTo(65);
        assertThat(counts(ids)).containsOnly(1);
        assertThat(ROLES.get(ids.getLast())).containsExactly(Role.SALES_HEAD);
        By other = new By("other", "Другой", olga.roles());
        assertThat(bulk.of("things", other)).isEmpty();
        assertThatThrownBy(() -> bulk.stop(begun.id(), other)).isInstanceOf(Refused.class);
        assertThat(bulk.of("others", olga)).isEmpty();
        bulk.putAway(begun.id(), olga);
        assertThat(bulk.of("things", olga)).isEmpty();
    }

    @Test
    @DisplayName("after a crash in the middle of a stretch nothing is forgotten and nothing done twice")
    void crash() {
        List<String> ids = things(70);
        CRASHING.addAll(List.of(ids.get(0), ids.get(27), ids.get(28), ids.get(69)));
        BulkAction done = ended(ask(ids, null));
        assertThat(CRASHING).isEmpty();
        assertThat(done.progress().done()).isEqualTo(70);
        assertThat(done.progress().refused()).isEmpty();
        assertThat(counts(ids)).containsOnly(1);
    }

    @Test
    @DisplayName("the same request again is the same action, another one under its key is refused")
    void again() {
        List<String> ids = things(25);
        RequestKey key = new RequestKey(UUID.randomUUID().toString(), "body");
        BulkAction first = ask(ids, key);
        assertThat(ask(ids, key).id()).isEqualTo(first.id());
        ended(first);
        assertThat(ask(ids, key).progress().done()).isEqualTo(25);
        assertThat(counts(ids)).containsOnly(1);
        assertThatThrownBy(() -> ask(ids, new RequestKey(key.key(), "another")))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isEqualTo(new KeyReused()));
    }

    @Test
    @DisplayName("while something is away it waits where it is, a few cards too, and then goes on")
    void away() {
        List<String> ids = things(3);
        AWAY.add(ids.get(1));
        BulkAction begun = ask(ids, null);
        assertThat(begun.isRunning()).isTrue();
        assertThat(begun.progress().done()).isEqualTo(1);
        AWAY.clear();
        assertThat(ended(begun).progress().done()).isEqualTo(3);
        assertThat(counts(ids)).containsOnly(1);
    }

    @Test
    @DisplayName("D-6 with its author dismissed it ends where it is; what is done stays")
    void dismissed() {
        List<String> ids = things(60);
        AWAY.add(ids.get(30));
        BulkAction begun = ask(ids, null);
        await().until(() -> now(begun).progress().at() == 30);
        mongo.getCollection("employees")
                .updateOne(
                        Filters.eq("_id", olga.id()),
                        Updates.combine(
                                Updates.set("dismissalId", "d1"),
                                Updates.set("dismissedBy", "head"),
                                Updates.set("dismissedAt", new Date())));
        AWAY.clear();
        BulkAction ended = ended(begun);
        assertThat(ended.state()).isEqualTo(State.STOPPED);
        assertThat(ended.progress().done()).isLessThan(60).isGreaterThanOrEqualTo(30);
        assertThat(counts(ids.subList(ended.progress().at(), 60))).containsOnly(0);
    }

    @Test
    @DisplayName("to several in turn, evenly, and it is told who got how many; its author may stop it")
    void in_turn_and_stopped() {
        MultiValueMap<String, String> said = new LinkedMultiValueMap<>();
        said.put("employeeId", List.of("anna", "denis"));
        List<String> ids = things(24);
        BulkAction done = ended(bulk.begin(GIVE, said, ids, "", olga, null));
        assertThat(done.progress().given()).isEqualTo(Map.of("anna", 12, "denis", 12));
        assertThat(done.outcome(who -> who)).isEqualTo("Передано 24: anna — 12, denis — 12.");

        AWAY.add(ids.get(20));
        BulkAction waiting = ask(ids, null);
        await().until(() -> now(waiting).progress().at() == 20);
        bulk.stop(waiting.id(), olga);
        AWAY.clear();
        assertThat(now(waiting).state()).isEqualTo(State.STOPPED);
        assertThat(things.find(ids.get(20)).orElseThrow().count()).isEqualTo(1);
    }

    @Test
    @DisplayName("nobody has too many at once, and nothing but a wish is begun")
    void limits() {
        List<String> ids = things(21);
        AWAY.add(ids.getFirst());
        List<BulkAction> open = IntStream.range(0, BulkActions.MOST_OPEN)
                .mapToObj(i -> ask(ids, null))
                .toList();
        assertThatThrownBy(() -> ask(ids, null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        no -> assertThat(no.refusal()).isEqualTo(new TooManyOpen(BulkActions.MOST_OPEN)));
        open.forEach(action -> bulk.stop(action.id(), olga));
        AWAY.clear();
        assertThatThrownBy(() -> bulk.begin(GIVE, to("NEXT"), ids, "", olga, null))
                .isInstanceOf(Refused.class);
        assertThat(ask(List.of(), null).state()).isEqualTo(State.DONE);
    }

    @Test
    @DisplayName("of many reasons twenty are told apart, the others stand together")
    void reasons() {
        BulkAction.Progress progress = BulkAction.Progress.NONE;
        for (int i = 0; i < 30; i++) {
            progress = progress.refused("нет " + i, "иначе");
        }
        progress = progress.refused("нет 3", "иначе");
        assertThat(progress.at()).isEqualTo(31);
        assertThat(progress.refused())
                .hasSize(21)
                .contains(new BulkAction.Reason("нет 3", 2), new BulkAction.Reason("иначе", 10));
    }
}
