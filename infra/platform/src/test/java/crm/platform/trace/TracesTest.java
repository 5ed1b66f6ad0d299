package crm.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.events.Topics;
import crm.platform.sample.SampleApp;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.Stack;
import crm.testing.User;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.micrometer.tracing.test.autoconfigure.AutoConfigureTracing;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@CrmTest
@SpringBootTest(
        classes = SampleApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=traced",
            "management.tracing.enabled=true",
            "management.opentelemetry.enabled=true",
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        })
@AutoConfigureTracing
@Import(TracesTest.Kept.class)
@DisplayName("Traces, when they are on")
class TracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @LocalServerPort
    private int port;

    @Autowired
    private Spans spans;

    /** Keeps what would be sent to a collector. */
    static final class Spans implements SpanExporter {
        private final List<SpanData> all = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> some) {
            all.addAll(some);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        List<String> namesOf(String trace) {
            return all.stream()
                    .filter(span -> span.getTraceId().equals(trace))
                    .map(SpanData::getName)
                    .toList();
        }
    }

    @TestConfiguration
    static class Kept {
        @Bean
        Spans spans() {
            return new Spans();
        }
    }

    @Test
    @DisplayName("a request is part of its caller's trace")
    void requests() {
        Caller.as(User.MANAGER1, port).with("traceparent", TRACEPARENT).get("/admin/traced");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(spans.namesOf(TRACE)).anyMatch(name -> name.startsWith("http get")));
    }

    @Test
    @DisplayName("an event is handled as part of the trace it bears, over Kafka and after any delay")
    void events() {
        String id = UUID.randomUUID().toString();
        String trace = UUID.randomUUID().toString().replace("-", "");
        Stack.running().journal().sayRaw(Topics.ACTIVITIES, id, """
                {"specversion":"1.0","id":"%s/1","type":"CommentAdded","source":"/activity-service","subject":"activity/%s",
                "time":"2026-11-23T10:00:00Z","sequence":1,"actor":"system","traceparent":"00-%s-b7ad6b7169203331-01",
                "data":{"card":"lead/1","length":1,"mentions":[],"files":0}}""".formatted(id, id, trace));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(spans.namesOf(trace)).contains("CommentAdded process"));
    }
}
