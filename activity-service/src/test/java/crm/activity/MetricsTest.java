package crm.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrmTest
@DisplayName("Metrics")
class MetricsTest {
    private static final Path DASHBOARDS = Path.of("../infra/grafana/dashboards");
    private static final Pattern METRIC = Pattern.compile("\\b(?:crm|http|jvm|process)_[a-z_]+");

    @LocalServerPort
    private int port;

    private static Set<String> asked() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            Set<String> names = new TreeSet<>();
            for (Path file : files.toList()) {
                METRIC.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group()));
            }
            return names;
        }
    }

    @Test
    @DisplayName("every metric the Grafana dashboards ask for is there")
    void dashboards() throws IOException {
        Set<String> asked = asked();
        assertThat(asked).hasSizeGreaterThan(8);
        Stack.running().journal().introduceEveryone();
        Stack.running().journal().sayRaw(Topics.LEADS, "moon", """
                {"specversion":"1.0","id":"moon/1","type":"MoonLanded","source":"/x","subject":"lead/moon",
                "time":"2026-11-23T10:00:00Z","sequence":1,"actor":"system","data":{}}""");
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            Caller.as(User.MANAGER1, port).get("/my-day");
            String scraped = Caller.anonymous(port).get("/actuator/prometheus").body();
            Set<String> there = scraped.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).containsAll(asked);
        });
    }
}
