package crm.gateway;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Begins the trace of a request: the present span while tracing is on, else an id of its own. Services get it, their events and
 * all log lines bear it, and it is the number people are told with an error.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Correlation extends OncePerRequestFilter {
    private static final String KEY = "correlationId";

    private final @Nullable Tracer tracer;

    Correlation(ObjectProvider<Tracer> tracer, @Value("${management.tracing.enabled}") boolean on) {
        this.tracer = on ? tracer.getIfAvailable() : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span != null && span.context().traceId().matches("[0-9a-f]{32}")) {
            HandOver.traced(
                    request,
                    "00-%s-%s-01"
                            .formatted(span.context().traceId(), span.context().spanId()));
        }
        try (var line = MDC.putCloseable(KEY, HandOver.trace(request).substring(3, 35))) {
            chain.doFilter(request, response);
        }
    }
}
