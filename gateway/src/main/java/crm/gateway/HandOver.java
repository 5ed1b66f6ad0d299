package crm.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Which headers cross the gateway. Inwards: nothing a caller could pretend with, only the theme of his cookies, the token
 * and the page's CSRF token. Outwards: nothing the gateway says itself, no cookies, no inner addresses.
 */
final class HandOver {

    /** The request attribute that holds the access token of a session. */
    static final String TOKEN = "crm.token";

    private static final Set<String> NEVER_IN = names(
            "X-Service-Authorization",
            "X-Failed-Attempts",
            "X-CRM-CSRF",
            "X-CSRF-TOKEN",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Real-IP",
            "traceparent",
            "tracestate",
            "baggage",
            "Cookie");

    private HandOver() {}

    /** Inwards, after everything else. */
    @Component
    static class In implements RequestHttpHeadersFilter, Ordered {

        private final GatewaySettings settings;

        In(GatewaySettings settings) {
            this.settings = settings;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public HttpHeaders apply(HttpHeaders given, ServerRequest request) {
            var headers = new HttpHeaders();
            given.forEach((name, values) -> {
                if (!NEVER_IN.contains(name)) {
                    headers.addAll(name, values);
                }
            });
            var servlet = request.servletRequest();
            String theme = theme(servlet);
            if (theme != null) {
                headers.set(HttpHeaders.COOKIE, "crm-theme=" + theme);
            }
            if (servlet.getAttribute(TOKEN) instanceof String token) {
                headers.setBearerAuth(token);
                headers.set("X-CRM-CSRF", csrf(servlet));
            } else if (Routes.isOpen(servlet.getRequestURI())) {
                headers.remove(HttpHeaders.AUTHORIZATION);
            }
            if (servlet.getAttribute(Preflight.HEADER) instanceof String method) {
                headers.set(Preflight.HEADER, method);
            }
            headers.set("X-Forwarded-For", servlet.getRemoteAddr());
            headers.set("X-Forwarded-Proto", settings.publicUrl().getScheme());
            headers.set("X-Forwarded-Host", settings.publicUrl().getAuthority());
            headers.set("traceparent", trace(servlet));
            return headers;
        }

        private static @Nullable String theme(HttpServletRequest request) {
            if (request.getCookies() == null) {
                return null;
            }
            for (var cookie : request.getCookies()) {
                if (cookie.getName().equals("crm-theme") && cookie.getValue().matches("dark|light")) {
                    return cookie.getValue();
                }
            }
            return null;
        }

        private static @Nullable String csrf(HttpServletRequest request) {
            return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : null;
        }
    }

    /** Outwards. */
    @Component
    static class Out implements ResponseHttpHeadersFilter, Ordered {

        private final Set<String> ours;

        Out(SecurityHeaders ours) {
            this.ours = ours.names();
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public HttpHeaders apply(HttpHeaders given, ServerResponse response) {
            var headers = new HttpHeaders();
            given.forEach((name, values) -> {
                if (!ours.contains(name)) {
                    headers.addAll(name, values);
                }
            });
            return headers;
        }
    }

    /** The trace of a request, begun here. */
    static String trace(HttpServletRequest request) {
        if (request.getAttribute("crm.trace") instanceof String trace) {
            return trace;
        }
        var random = ThreadLocalRandom.current();
        String trace = String.format(
                "00-%016x%016x-%016x-01", random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
        traced(request, trace);
        return trace;
    }

    /** Makes the request part of this trace. */
    static void traced(HttpServletRequest request, String traceparent) {
        request.setAttribute("crm.trace", traceparent);
    }

    private static Set<String> names(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
