package crm.platform.remote;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/** The service's own access token (client credentials), fetched when first needed and renewed before it expires. */
public final class ServiceToken {
    private final AuthorizedClientServiceOAuth2AuthorizedClientManager clients;
    private final OAuth2AuthorizeRequest request;

    public ServiceToken(String keycloak, String clientId, String secret) {
        ClientRegistration registration = ClientRegistration.withRegistrationId(clientId)
                .tokenUri(keycloak + "/realms/crm/protocol/openid-connect/token")
                .clientId(clientId)
                .clientSecret(secret)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
        var registrations = new InMemoryClientRegistrationRepository(registration);
        clients = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        clients.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials()
                .build());
        request = OAuth2AuthorizeRequest.withClientRegistrationId(clientId)
                .principal(clientId)
                .build();
    }

    /** @throws Refused (503) while Keycloak is away */
    public String value() {
        try {
            var client = clients.authorize(request);
            if (client == null) {
                throw new Refused(new Refusals.ServiceAway("keycloak"));
            }
            return client.getAccessToken().getTokenValue();
        } catch (OAuth2AuthorizationException away) {
            throw new Refused(new Refusals.ServiceAway("keycloak"));
        }
    }
}
