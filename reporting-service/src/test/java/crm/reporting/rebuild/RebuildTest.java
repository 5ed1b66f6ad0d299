package crm.reporting.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.reporting.Asked;
import crm.reporting.PlainCount;
import crm.reporting.RandomSales;
import crm.reporting.ReportingService;
import crm.reporting.Told;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

@CrmTest
@DisplayName("The figures and their rebuild (R-4)")
class RebuildTest {
    private static final LocalDate FROM = LocalDate.of(2025, 2, 10);
    private static final LocalDate TO = LocalDate.of(2026, 1, 20);

    @LocalServerPort
    private int port;

    private Caller head() {
        return Caller.as(User.HEAD, port);
    }

    private static void say(List<Told> events) {
        events.forEach(event -> Stack.running().journal().sayRaw(event.topic(), event.id(), event.json()));
    }

    private static void awaitAllOf(Caller caller, Instant said) {
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            String asOf = caller.get("/api/reports/funnel").text("asOf");
            return !asOf.isEmpty() && Instant.parse(asOf).isAfter(said);
        });
    }

    private static String period(String city) {
        return "from=" + FROM + "&to=" + TO + "&city=" + city;
    }

    private static void holdsAgainst(PlainCount plain, Caller caller, String city) {
        assertThat(Asked.lines(caller, period(city))).isEqualTo(plain.lines(FROM, TO, null, null));
        assertThat(Asked.lines(caller, period(city) + "&source=SOCIAL"))
                .isEqualTo(plain.lines(FROM, TO, null, "SOCIAL"));
        assertThat(Asked.lines(caller, period(city) + "&source=none")).isEqualTo(plain.lines(FROM, TO, null, "none"));
        for (User user : List.of(User.MANAGER1, User.MANAGER2)) {
            assertThat(Asked.lines(caller, period(city) + "&employee=" + user.id()))
                    .isEqualTo(plain.lines(FROM, TO, user.id(), null));
        }
        LocalDate day = LocalDate.of(2025, 6, 15);
        assertThat(Asked.lines(caller, "from=" + day + "&to=" + day + "&city=" + city))
                .isEqualTo(plain.lines(day, day, null, null));
    }

    @Test
    @DisplayName(
            "R-4 a random legal history, told out of order and repeatedly: running = counted by hand = rebuilt, on two instances")
    void same_figures() {
        List<Told> history = RandomSales.of(20260101, 150, "RND");
        PlainCount plain = new PlainCount(history);
        say(RandomSales.shaken(history, 7));
        awaitAllOf(head(), Instant.now());
        holdsAgainst(plain, head(), "RND");

        try (ConfigurableApplicationContext second = new SpringApplicationBuilder(ReportingService.class)
                .run("--server.port=0", "--spring.jmx.enabled=false")) {
            Caller other = Caller.as(
                    User.HEAD, second.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            holdsAgainst(plain, other, "RND");

            Caller admin = Caller.as(User.ADMIN, port);
            int before =
                    admin.get("/api/reports/rebuild").json().path("generation").asInt();
            Caller.Answer begun = admin.post("/api/reports/rebuild", null);
            assertThat(begun.status()).isEqualTo(202);
            int building = begun.json().path("building").path("generation").asInt();
            assertThat(building).isGreaterThan(before);
            // asked again, it tells of the one that runs
            assertThat(admin.post("/api/reports/rebuild", null)
                            .json()
                            .path("building")
                            .path("generation")
                            .asInt())
                    .isEqualTo(building);
            List<String> expected = plain.lines(FROM, TO, null, null);
            Instant end = Instant.now().plusSeconds(60);
            while (admin.get("/api/reports/rebuild").json().path("generation").asInt() == before) {
                assertThat(Instant.now()).isBefore(end);
                assertThat(Asked.lines(head(), period("RND"))).isEqualTo(expected);
                assertThat(Asked.lines(other, period("RND"))).isEqualTo(expected);
            }
            holdsAgainst(plain, head(), "RND");
            holdsAgainst(plain, other, "RND");
            var state = admin.get("/api/reports/rebuild").json();
            assertThat(state.path("building").isNull()).isTrue();
            assertThat(state.path("lastRebuilt").path("state").asString()).isEqualTo("DONE");
            assertThat(state.path("lastRebuilt").path("startedBy").asString()).isEqualTo(User.ADMIN.id());

            List<Told> more = RandomSales.of(2, 20, "RND");
            say(more);
            awaitAllOf(other, Instant.now());
            List<Told> all = new java.util.ArrayList<>(history);
            all.addAll(more);
            holdsAgainst(new PlainCount(all), other, "RND");
        }
    }

    @Test
    @DisplayName("R-4 groups: employees, sources and months are counted as if each were asked for alone")
    void groups() {
        List<Told> history = RandomSales.of(5, 60, "GRP");
        say(history);
        awaitAllOf(head(), Instant.now());
        PlainCount plain = new PlainCount(history);
        var employees = head().get("/api/reports/funnel?groupBy=employee&" + period("GRP"))
                .json();
        for (var row : employees.path("rows")) {
            String key = row.path("key").asString();
            if (!key.equals("none")) {
                assertThat(Asked.lines(row.path("stages"))).as(key).isEqualTo(plain.lines(FROM, TO, key, null));
            }
        }
        var sources = head().get("/api/reports/funnel?groupBy=source&" + period("GRP"))
                .json();
        assertThat(sources.path("rows").size()).isEqualTo(5);
        for (var row : sources.path("rows")) {
            String key = row.path("key").asString();
            assertThat(Asked.lines(row.path("stages"))).as(key).isEqualTo(plain.lines(FROM, TO, null, key));
        }
        var months =
                head().get("/api/reports/funnel?groupBy=month&" + period("GRP")).json();
        for (var row : months.path("rows")) {
            var month = java.time.YearMonth.parse(row.path("key").asString());
            LocalDate first = month.atDay(1).isBefore(FROM) ? FROM : month.atDay(1);
            LocalDate last = month.atEndOfMonth().isAfter(TO) ? TO : month.atEndOfMonth();
            assertThat(Asked.lines(row.path("stages")))
                    .as(month.toString())
                    .isEqualTo(plain.lines(first, last, null, null));
        }
    }
}
