package crm.platform.security;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refusals;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/** Every request but health, metrics, API description, intake and subscribed calendars needs a token of our realm, made for us, not expired. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofDays(1);
    private static final int KEYS_WITHIN_MS = 2_000;
    private static final Duration KEYS_ASKED_EVERY = Duration.ofSeconds(2);
    private static final String AUDIENCE = "crm";
    private static final OAuth2Error DISMISSED =
            new OAuth2Error("invalid_token", "its employee was dismissed after it was issued", null);

    private record Unauthenticated() implements Refusal {
        @Override
        public String code() {
            return "unauthenticated";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** Requests are measured as wholes: an observation for each of a dozen filters costs more than it tells. */
    @Bean
    static SecurityObservationSettings wholeRequestsOnly() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    EndedTokens endedTokens() {
        return new EndedTokens();
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            @Value("${crm.keycloak-url}") String keycloak,
            @Value("${crm.keycloak-internal-url}") String inside,
            EndedTokens ended)
            throws MalformedURLException {
        String issuer = keycloak + "/realms/crm";
        // by the keys' address, not by discovery: the service starts while Keycloak is down; known keys are good for a
        // day
        var keys = JWKSourceBuilder.<SecurityContext>create(
                        URI.create(inside + "/realms/crm/protocol/openid-connect/certs")
                                .toURL(),
                        new DefaultResourceRetriever(KEYS_WITHIN_MS, KEYS_WITHIN_MS))
                .retrying(true)
                .outageTolerant(OUTAGE.toMillis())
                .rateLimited(KEYS_ASKED_EVERY.toMillis())
                .build();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(SKEW),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE)),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
                token -> ended.covers(token.getSubject(), token.getIssuedAt())
                        ? OAuth2TokenValidatorResult.failure(DISMISSED)
                        : OAuth2TokenValidatorResult.success()));
        return decoder;
    }

    @Bean
    Vouched vouched(JwtDecoder tokens) {
        return new Vouched(tokens);
    }

    @Bean
    SecurityFilterChain services(HttpSecurity http, Problems problems, JsonMapper json) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .requestMatchers("/intake/**", "/calendar/**", "/api/*/openapi.json", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // no cookies here: the session and its CSRF token are the gateway's
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .withObjectPostProcessor(refusing((request, response, failure) -> write(
                                response,
                                problems,
                                json,
                                failure instanceof AuthenticationServiceException
                                        ? new Refusals.ServiceAway("keycloak")
                                        : new Unauthenticated()))))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                        (request, response, failure) -> write(response, problems, json, new Unauthenticated())))
                .build();
    }

    /** A token that cannot be checked now is no fault of ours or the caller's: the keys are away. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> refusing(AuthenticationEntryPoint entry) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                var handler = new AuthenticationEntryPointFailureHandler(entry);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    private static void write(HttpServletResponse response, Problems problems, JsonMapper json, Refusal refusal)
            throws IOException {
        response.setStatus(refusal.status());
        if (refusal.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        } else {
            response.setHeader("Retry-After", "2");
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problems.of(refusal)));
    }
}
