package crm.gateway;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where everything is.
 *
 * @param publicUrl the address browsers know this gateway by
 * @param keycloakUrl Keycloak as browsers see it; its realm is the issuer of all tokens
 * @param keycloakInternalUrl Keycloak as this process reaches it
 * @param services the addresses of the instances of each service, by its name
 */
@ConfigurationProperties("crm")
record GatewaySettings(
        URI publicUrl,
        String keycloakUrl,
        String keycloakInternalUrl,
        String clientSecret,
        Map<String, List<URI>> services,
        Limits limits) {

    /** Requests a minute. */
    record Limits(int refusalsPerMinute, int intakePerMinute) {}

    /** The issuer of all tokens. */
    String issuer() {
        return keycloakUrl + "/realms/crm";
    }

    /** An endpoint of the realm that browsers are sent to. */
    String browserEndpoint(String name) {
        return issuer() + "/protocol/openid-connect/" + name;
    }

    /** An endpoint of the realm that this process asks. */
    String endpoint(String name) {
        return keycloakInternalUrl + "/realms/crm/protocol/openid-connect/" + name;
    }
}
