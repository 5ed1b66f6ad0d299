package crm.platform.trace;

import crm.platform.store.Envelope;
import crm.platform.store.Trail;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Follows a request over the bus. Each piece of work has a trail, so its events name the request it all began with and the log
 * lines bear it; spans are made only while tracing is on.
 */
public final class Traces {
    /** The key of log lines that belong to one request, in this service and all others. */
    static final String CORRELATION = "correlationId";

    private static final String TRACEPARENT = "traceparent";
    private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ObservationRegistry observations;
    private final @Nullable Tracer tracer;

    /** @param tracer null when there is none */
    public Traces(ObservationRegistry observations, @Nullable Tracer tracer) {
        this.observations = observations;
        this.tracer = tracer;
    }

    /** What a request belongs to, by the W3C header its caller sent; a header of another form counts for nothing. */
    Trail ofRequest(@Nullable String traceparent) {
        String known = traceparent != null && FORM.matcher(traceparent).matches() ? traceparent : null;
        String present = present(known);
        return new Trail(null, present == null ? null : present.split("-")[1], present);
    }

    /** The present span, while tracing is on; else what came. */
    private @Nullable String present(@Nullable String came) {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null || span.isNoop() || !span.context().traceId().matches("[0-9a-f]{32}")) {
            return came;
        }
        boolean sampled = !Boolean.FALSE.equals(span.context().sampled());
        return "00-%s-%s-%s".formatted(span.context().traceId(), span.context().spanId(), sampled ? "01" : "00");
    }

    /** Handles an event as part of what it came from. */
    public void follow(Envelope event, Runnable handler) {
        ReceiverContext<Envelope> context = new ReceiverContext<>(getter(), Kind.CONSUMER);
        context.setCarrier(event);
        context.setRemoteServiceName(event.source().replaceFirst("^/", ""));
        Observation.createNotStarted("crm.event", () -> context, observations)
                .contextualName(event.type() + " process")
                .lowCardinalityKeyValue("type", event.type())
                .observe(() -> {
                    String began = event.correlationid() == null ? event.id() : event.correlationid();
                    Trail trail = new Trail(event.id(), began, present(event.traceparent()));
                    try (var line = MDC.putCloseable(CORRELATION, began)) {
                        Trail.follow(trail, handler);
                    }
                });
    }

    private static Propagator.Getter<Envelope> getter() {
        return (event, key) -> key.equals(TRACEPARENT) ? event.traceparent() : null;
    }
}
