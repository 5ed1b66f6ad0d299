package crm.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a browser's question whether a site may send its enquiry pass on to the service that knows the sites. Spring would
 * answer it here, so the header by which it knows such a question is hidden from it and put back on the way out.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
class Preflight extends OncePerRequestFilter {

    /** The header hidden, and the attribute it waits in. */
    static final String HEADER = "Access-Control-Request-Method";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("OPTIONS")
                || !request.getRequestURI().startsWith("/intake/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(HEADER, request.getHeader(HEADER));
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable String getHeader(String name) {
                        return name.equalsIgnoreCase(HEADER) ? null : super.getHeader(name);
                    }

                    @Override
                    public Enumeration<String> getHeaders(String name) {
                        return name.equalsIgnoreCase(HEADER) ? Collections.emptyEnumeration() : super.getHeaders(name);
                    }

                    @Override
                    public Enumeration<String> getHeaderNames() {
                        var names = Collections.list(super.getHeaderNames());
                        names.removeIf(HEADER::equalsIgnoreCase);
                        return Collections.enumeration(names);
                    }
                },
                response);
    }
}
