package crm.gateway;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down those who guess: refused Bearer tokens per address, and enquiries per site key and address. Counted by this
 * instance alone; the least recently seen are forgotten.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RateLimits extends OncePerRequestFilter {

    private static final int REMEMBERED = 10_000;
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(256, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final GatewaySettings.Limits limits;
    private final Problems problems;

    RateLimits(GatewaySettings settings, Problems problems) {
        this.limits = settings.limits();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        String path = request.getRequestURI();
        if (Routes.isOpen(path) && !request.getMethod().equals("OPTIONS")) {
            if (!bucket(address + " " + path, limits.intakePerMinute()).tryConsume(1)) {
                problems.write(response, Problems.TOO_OFTEN);
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            chain.doFilter(request, response);
            return;
        }
        var refusals = bucket(address, limits.refusalsPerMinute());
        if (refusals.getAvailableTokens() == 0) {
            problems.write(response, Problems.TOO_OFTEN);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            refusals.tryConsume(1);
        }
    }

    private Bucket bucket(String key, int perMinute) {
        return buckets.computeIfAbsent(
                key,
                any -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }
}
