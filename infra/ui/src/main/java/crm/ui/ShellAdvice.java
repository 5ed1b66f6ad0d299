package crm.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives every page its {@link Shell}, from the token of the request and what the gateway handed over. Pages made by exception
 * handlers, which no advice reaches, ask it themselves.
 */
@ControllerAdvice
public class ShellAdvice {

    static final String CSRF_HEADER = "X-CRM-CSRF";

    @ModelAttribute("shell")
    public Shell shell(HttpServletRequest request) {
        String theme = theme(request);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof ClaimAccessor claims)) {
            return Shell.anonymous(theme);
        }
        return new Shell(
                claims.getClaimAsString("sub"),
                name(claims),
                roles(claims),
                request.getHeader(CSRF_HEADER),
                theme,
                Shell.ZONE);
    }

    private static String name(ClaimAccessor claims) {
        String name = claims.getClaimAsString("name");
        String username = claims.getClaimAsString("preferred_username");
        return name != null && !name.isBlank() ? name : username == null ? "" : username;
    }

    private static Set<String> roles(ClaimAccessor claims) {
        var access = claims.getClaimAsMap("realm_access");
        var roles = new TreeSet<String>();
        if (access != null && access.get("roles") instanceof Iterable<?> given) {
            given.forEach(role -> roles.add(String.valueOf(role)));
        }
        return roles;
    }

    static String theme(HttpServletRequest request) {
        return request.getCookies() != null
                        && Arrays.stream(request.getCookies())
                                .anyMatch(cookie -> cookie.getName().equals("crm-theme")
                                        && cookie.getValue().equals("dark"))
                ? "dark"
                : "light";
    }
}
