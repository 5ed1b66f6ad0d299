package crm.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Turns a session into the access token the services ask for, refreshing it when it is about to expire. */
@Component
class TokenRelay {

    private final OAuth2AuthorizedClientManager clients;
    private final OAuth2AuthorizedClientRepository kept;

    TokenRelay(OAuth2AuthorizedClientManager clients, OAuth2AuthorizedClientRepository kept) {
        this.clients = clients;
        this.kept = kept;
    }

    /** What became of the token. */
    sealed interface Outcome {
        /** A good one. */
        record Token(String value) implements Outcome {}

        /** The request has no session: whatever it brought itself is all there is. */
        record NoSession() implements Outcome {}

        /** The session is over; it has been ended. */
        record Over() implements Outcome {}

        /** Keycloak does not answer, and the old token has expired. */
        record Away() implements Outcome {}
    }

    Outcome token(HttpServletRequest request, HttpServletResponse response) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken who)) {
            return new Outcome.NoSession();
        }
        OAuth2AuthorizedClient present = kept.loadAuthorizedClient(Login.CLIENT, who, request);
        if (present == null) {
            return end(request);
        }
        if (fresh(present)) {
            return new Outcome.Token(present.getAccessToken().getTokenValue());
        }
        var session = request.getSession(false);
        if (session == null) {
            return new Outcome.Over();
        }
        // Of several requests of one page only one refreshes; the others find its token.
        synchronized (WebUtils.getSessionMutex(session)) {
            return refresh(who, request, response);
        }
    }

    private Outcome refresh(OAuth2AuthenticationToken who, HttpServletRequest request, HttpServletResponse response) {
        try {
            var client = clients.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(Login.CLIENT)
                    .principal(who)
                    .attribute(HttpServletRequest.class.getName(), request)
                    .attribute(HttpServletResponse.class.getName(), response)
                    .build());
            return client == null || expired(client)
                    ? end(request)
                    : new Outcome.Token(client.getAccessToken().getTokenValue());
        } catch (ClientAuthorizationException e) {
            return dead(e.getError().getErrorCode()) ? end(request) : old(who, request);
        } catch (OAuth2AuthorizationException e) {
            return old(who, request);
        }
    }

    /** Keycloak did not answer: the old token serves while it lasts. */
    private Outcome old(OAuth2AuthenticationToken who, HttpServletRequest request) {
        OAuth2AuthorizedClient client = kept.loadAuthorizedClient(Login.CLIENT, who, request);
        return client == null || expired(client)
                ? new Outcome.Away()
                : new Outcome.Token(client.getAccessToken().getTokenValue());
    }

    /** Ends the session of a request. */
    Outcome end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return new Outcome.Over();
    }

    private static boolean dead(String code) {
        return code.equals("invalid_grant")
                || code.equals("client_authorization_required")
                || code.equals("unauthorized_client");
    }

    private static boolean fresh(OAuth2AuthorizedClient client) {
        return expiry(client) == null || expiry(client).isAfter(Instant.now().plusSeconds(30));
    }

    private static boolean expired(OAuth2AuthorizedClient client) {
        return expiry(client) != null && expiry(client).isBefore(Instant.now());
    }

    private static @Nullable Instant expiry(OAuth2AuthorizedClient client) {
        return client.getAccessToken().getExpiresAt();
    }
}
