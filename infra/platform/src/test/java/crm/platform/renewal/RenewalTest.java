package crm.platform.renewal;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import crm.platform.lease.Leases;
import crm.platform.sample.SampleApp;
import crm.platform.sample.Thing;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.News;
import crm.testing.CrmTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("Cards of older code are written as today's code would write them")
class RenewalTest {
    private static final int MANY = 450;

    @Autowired
    private AggregateStore<Thing> things;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Leases leases;

    private final String old = "old " + UUID.randomUUID();
    private final String job = "things " + UUID.randomUUID();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void older() {
        for (int i = 0; i < MANY; i++) {
            String id = UUID.randomUUID().toString();
            ids.add(id);
            things.insert(with(Thing.make(id), old), By.SYSTEM, null);
        }
    }

    private static Thing with(Thing thing, String note) {
        return new Thing(
                thing.id(), thing.version(), thing.sequence(), thing.count(), note, BigDecimal.ONE, News.none());
    }

    private Renewal<Thing> renewal(int form, Renewal.Renewing<Thing> renewing) {
        return new Renewal<>(mongo, leases, things, new Renewal.Kind(job, "вещи", form), renewing);
    }

    private Thing renewed(Thing thing, Document stored) {
        return old.equals(thing.note()) ? with(thing, "today") : thing;
    }

    private Document progress() {
        return mongo.getCollection("renewals").find(eq("_id", job)).first();
    }

    private void each(long version) {
        assertThat(things.findAll(ids)).hasSize(MANY).allSatisfy(thing -> {
            assertThat(thing.note()).isEqualTo("today");
            assertThat(thing.version()).isEqualTo(version);
        });
    }

    @Test
    @DisplayName(
            "page by page; stopped after one, another instance goes on; through, it rests until the form is raised")
    void goes_on() {
        assertThat(renewal(1, this::renewed).step()).isTrue();
        long looked = progress().getLong("looked");
        assertThat(looked).isEqualTo(200);
        Renewal<Thing> next = renewal(1, this::renewed);
        while (next.step()) {
            assertThat(progress().getLong("looked")).isGreaterThan(looked);
            looked = progress().getLong("looked");
        }
        each(2);
        assertThat(progress().getLong("renewed")).isEqualTo(MANY);
        assertThat(next.now().text()).startsWith("просмотрены все").contains("обновлено " + MANY);

        Renewal<Thing> again = renewal(1, (thing, stored) -> {
            throw new AssertionError("it rests");
        });
        assertThat(again.step()).isFalse();
        Renewal<Thing> raised = renewal(2, this::renewed);
        while (raised.step()) {
            assertThat(progress().getLong("renewed")).isZero();
        }
        each(2);
        assertThat(progress().getBoolean("through")).isTrue();
    }

    @Test
    @DisplayName("killed in the middle of a page it goes through that page again, and writes none twice")
    void killed() {
        int[] written = new int[1];
        Renewal<Thing> killed = renewal(1, (thing, stored) -> {
            if (old.equals(thing.note()) && written[0]++ > 60) {
                throw new MongoTimeoutException("the store is gone");
            }
            return renewed(thing, stored);
        });
        assertThatThrownBy(() -> {
                    while (killed.step()) {
                        assertThat(progress()).isNotNull();
                    }
                })
                .isInstanceOf(MongoTimeoutException.class);
        Renewal<Thing> next = renewal(1, this::renewed);
        while (next.step()) {
            assertThat(progress()).isNotNull();
        }
        each(2);
    }

    @Test
    @DisplayName("one that cannot be written is named and left; the others are written, and it is not tried for ever")
    void left() {
        String sick = ids.get(7);
        Renewal<Thing> job = renewal(1, (thing, stored) -> {
            if (thing.id().equals(sick)) {
                throw new IllegalStateException("cannot be read");
            }
            return renewed(thing, stored);
        });
        while (job.step()) {
            assertThat(progress()).isNotNull();
        }
        assertThat(progress().getBoolean("through")).isTrue();
        assertThat(progress().getList("left", String.class)).containsExactly(sick);
        assertThat(job.now().text()).contains("не удалось 1: " + sick);
        assertThat(things.findAll(ids))
                .filteredOn(thing -> "today".equals(thing.note()))
                .hasSize(MANY - 1);
        assertThat(job.step()).isFalse();
    }
}
