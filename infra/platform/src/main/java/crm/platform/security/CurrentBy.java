package crm.platform.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** The one whose checked token came with the present request. */
public final class CurrentBy {
    private static final By ANONYMOUS = new By("anonymous", "anonymous", Set.of());

    private CurrentBy() {}

    public static By get() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken token ? of(token.getToken()) : ANONYMOUS;
    }

    /** The acting employee a token speaks of. */
    public static By of(Jwt token) {
        String name = token.getClaimAsString("name");
        String username = token.getClaimAsString("preferred_username");
        String shown = name != null && !name.isBlank() ? name : username != null ? username : token.getSubject();
        return new By(token.getSubject(), shown, roles(token));
    }

    private static Set<Role> roles(Jwt token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Map<String, Object> access = token.getClaimAsMap("realm_access");
        if (access != null && access.get("roles") instanceof Collection<?> names) {
            names.forEach(name -> Role.of(String.valueOf(name)).ifPresent(roles::add));
        }
        return roles;
    }
}
