package crm.gateway;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives someone who logs in the realm roles of his access token, where Keycloak puts them. The token came from Keycloak
 * itself just now, so it is only read.
 */
@Component
class Roles implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private final JsonMapper json;

    Roles(JsonMapper json) {
        this.json = json;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        return new DefaultOidcUser(of(request.getAccessToken().getTokenValue()), request.getIdToken(), "sub");
    }

    private Collection<GrantedAuthority> of(String token) {
        var roles = new ArrayList<GrantedAuthority>();
        String[] parts = token.split("\\.");
        if (parts.length == 3) {
            try {
                for (JsonNode role : json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                        .path("realm_access")
                        .path("roles")) {
                    roles.add(new SimpleGrantedAuthority("ROLE_" + role.asString()));
                }
            } catch (JacksonException | IllegalArgumentException e) {
                return roles;
            }
        }
        return roles;
    }
}
