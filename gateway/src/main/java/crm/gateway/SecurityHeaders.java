package crm.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the security headers on every answer, whoever gave it; what services send of them is dropped. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String NO_FRAME = "frame-ancestors 'none'";
    private final Map<String, String> headers;
    private final String framedBySites;

    /** @param origins the sites that show our form in a frame */
    SecurityHeaders(GatewaySettings settings, @Value("${crm.intake-origins}") List<String> origins) {
        var keycloak = URI.create(settings.keycloakUrl());
        headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Map.of(
                POLICY,
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                        + "connect-src 'self'; media-src 'self'; frame-src 'self'; worker-src 'self'; manifest-src 'self'; "
                        + "form-action 'self' " + keycloak.getScheme() + "://" + keycloak.getAuthority()
                        + "; base-uri 'none'; " + NO_FRAME,
                FRAMES,
                "DENY",
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "same-origin",
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
                "Cross-Origin-Opener-Policy",
                "same-origin",
                "X-Permitted-Cross-Domain-Policies",
                "none"));
        framedBySites = "frame-ancestors 'self' "
                + origins.stream().map(SecurityHeaders::origin).collect(Collectors.joining(" "));
        if (settings.publicUrl().getScheme().equals("https")) {
            headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    /** @throws IllegalArgumentException for what is more or less than scheme, host and port */
    private static String origin(String text) {
        var origin = URI.create(text.strip());
        if (origin.getHost() == null || !text.strip().equals(origin.getScheme() + "://" + origin.getAuthority())) {
            throw new IllegalArgumentException("not an origin: " + text);
        }
        return text.strip();
    }

    /** Their names, and those of headers that tell what a service is made of. */
    Set<String> names() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers.keySet());
        names.addAll(Set.of("Strict-Transport-Security", "X-XSS-Protection", "Server", "X-Powered-By", "Set-Cookie"));
        return names;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        headers.forEach(response::setHeader);
        // The preview of a document is shown in a frame of its own page.
        if (request.getRequestURI().startsWith("/api/documents/")
                && request.getRequestURI().endsWith(".pdf")) {
            response.setHeader(POLICY, "default-src 'self'; frame-ancestors 'self'");
            response.setHeader(FRAMES, "SAMEORIGIN");
        }
        // The form of a site is shown in frames of that site.
        if (request.getRequestURI().startsWith("/intake/form/")) {
            response.setHeader(POLICY, headers.get(POLICY).replace(NO_FRAME, framedBySites));
            response.setHeader(FRAMES, null);
        }
        chain.doFilter(request, response);
    }
}
