package crm.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the session away from requests that bring a Bearer token: a cookie beside it neither helps nor is touched. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class NoSession extends OncePerRequestFilter {

    /** Whether a request brings a Bearer token. */
    static boolean bearer(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !bearer(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable HttpSession getSession(boolean create) {
                        if (create) {
                            throw new IllegalStateException("A Bearer request has no session");
                        }
                        return null;
                    }

                    @Override
                    public @Nullable HttpSession getSession() {
                        return getSession(true);
                    }

                    @Override
                    public @Nullable String getRequestedSessionId() {
                        return null;
                    }

                    @Override
                    public boolean isRequestedSessionIdValid() {
                        return false;
                    }
                },
                response);
    }
}
