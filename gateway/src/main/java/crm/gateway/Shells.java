package crm.gateway;

import crm.ui.Shell;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The shell of the gateway's own pages, from the session. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Shells {

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        return of(request);
    }

    /** Who asks, or an anonymous shell. */
    static Shell of(HttpServletRequest request) {
        String theme = request.getCookies() != null
                        && Arrays.stream(request.getCookies())
                                .anyMatch(cookie -> cookie.getName().equals("crm-theme")
                                        && cookie.getValue().equals("dark"))
                ? "dark"
                : "light";
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
            return Shell.anonymous(theme);
        }
        var roles = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith("ROLE_"))
                .map(authority -> authority.substring("ROLE_".length()))
                .collect(Collectors.toSet());
        String name = user.getFullName() != null ? user.getFullName() : user.getPreferredUsername();
        String csrf =
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : null;
        return new Shell(user.getSubject(), name == null ? "" : name, roles, csrf, theme, Shell.ZONE);
    }
}
