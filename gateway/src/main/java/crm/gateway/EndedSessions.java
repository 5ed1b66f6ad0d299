package crm.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.filter.OncePerRequestFilter;

/** The session of one who was dismissed after he logged in is over with his next request. */
final class EndedSessions extends OncePerRequestFilter {

    private final Dismissed dismissed;
    private final TokenRelay tokens;

    EndedSessions(Dismissed dismissed, TokenRelay tokens) {
        this.dismissed = dismissed;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null
                && who.getPrincipal() instanceof OidcUser user
                && dismissed.covers(user.getSubject(), user.getIdToken().getIssuedAt())) {
            tokens.end(request);
        }
        chain.doFilter(request, response);
    }
}
