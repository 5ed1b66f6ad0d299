package crm.platform.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import crm.platform.sample.SampleApp;
import crm.platform.sample.Thing;
import crm.platform.sample.ThingList;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Sheets;
import crm.testing.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

@CrmTest
@SpringBootTest(
        classes = {SampleApp.class, ExportsTest.Things.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("A list as a file that breaks off")
class ExportsTest {
    private static final int MANY = 450;
    /** Chunks that are drawn before drawing fails; more than there are: it does not fail. */
    private static final AtomicInteger CHUNKS = new AtomicInteger(100);

    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Thing> things;

    @TestConfiguration(proxyBeanMethods = false)
    static class Things {
        @Bean
        CardList<Thing, Thing> thingList(AggregateStore<Thing> store, Clock clock) {
            // wide, so that what is sent does not wait in a buffer
            Columns<Thing> wide = Columns.of("Вещь", null, thing -> thing.id() + "…".repeat(200));
            return ThingList.of(store, clock, wide, ExportsTest::drawn);
        }
    }

    private static List<Thing> drawn(List<Thing> things) {
        if (CHUNKS.getAndDecrement() <= 0) {
            throw new IllegalStateException("this chunk cannot be drawn");
        }
        return things;
    }

    private JsonNode newest() {
        return Caller.as(User.HEAD, port)
                .get("/api/things/exports?limit=1")
                .json()
                .path("items")
                .get(0);
    }

    @Test
    @DisplayName(
            "P-5 what broke off is on record as that, with all rows that may be out, and its file does not end as if whole")
    void broken_off() {
        By anna = new By("anna", "Анна", Set.of());
        for (int i = 0; i < MANY; i++) {
            things.insert(Thing.make(UUID.randomUUID().toString()), anna, null);
        }
        for (String format : List.of("csv", "xlsx")) {
            CHUNKS.set(100);
            byte[] whole = new FileCaller(User.HEAD, port)
                    .get("/api/things/export." + format)
                    .body();
            int rows = format.equals("csv")
                    ? Sheets.csv(whole).size()
                    : Sheets.xlsx(whole).size();
            assertThat(rows).isGreaterThan(MANY);
            assertThat(newest().path("state").asString()).isEqualTo("DONE");
            assertThat(newest().path("rows").asLong()).isEqualTo(rows - 1);

            CHUNKS.set(2);
            assertThatThrownBy(() -> new FileCaller(User.HEAD, port).get("/api/things/export." + format))
                    .as(format)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
            await().until(() -> newest().path("state").asString().equals("BROKEN"));
            assertThat(newest().path("rows").asLong()).isGreaterThanOrEqualTo(400);
        }
        CHUNKS.set(0);
        var refused = Caller.as(User.HEAD, port).get("/api/things/export.csv");
        assertThat(refused.status()).as("nothing was out yet").isEqualTo(500);
        assertThat(refused.header("Content-Disposition")).doesNotContain("attachment");
        assertThat(newest().path("state").asString()).isEqualTo("BROKEN");
        CHUNKS.set(100);
    }
}
