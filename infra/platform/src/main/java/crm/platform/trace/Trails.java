package crm.platform.trace;

import crm.platform.store.Trail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts a request's trail around everything it does: its events and its log lines bear it. */
public final class Trails extends OncePerRequestFilter {
    private final Traces traces;

    public Trails(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Trail trail = traces.ofRequest(request.getHeader("traceparent"));
        MDC.put(Traces.CORRELATION, trail.correlationId());
        try {
            Trail.<Object, Exception>call(trail, () -> {
                chain.doFilter(request, response);
                return this;
            });
        } catch (IOException | ServletException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            MDC.remove(Traces.CORRELATION);
        }
    }
}
