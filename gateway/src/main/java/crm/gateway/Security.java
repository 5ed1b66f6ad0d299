package crm.gateway;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Three kinds of requests: open ones without a session (files, enquiries, probes), machines with a Bearer token and
 * nothing else, and browsers with a session and a CSRF token. Nothing here needs Keycloak before somebody logs in.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final OAuth2Error DISMISSED =
            new OAuth2Error("invalid_token", "its employee was dismissed after it was issued", null);

    private final GatewaySettings settings;
    private final Problems problems;

    Security(GatewaySettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Requests are measured as wholes; one observation for each of a dozen filters cost a fifth of the gateway's time. */
    @Bean
    static SecurityObservationSettings wholeRequestsOnly() {
        return SecurityObservationSettings.noObservations();
    }

    /** Spring's firewall with its own rule for values of headers, without the regular expression it takes for it. */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(
                value -> value.codePoints().allMatch(c -> Character.isDefined(c) && !Character.isISOControl(c)));
        return firewall;
    }

    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/assets/**", "/intake/**", "/calendar/**", "/actuator/**", "/favicon.ico", "/robots.txt")
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain machines(HttpSecurity http) throws Exception {
        return http.securityMatcher(NoSession::bearer)
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint((request, response, refused) -> refuse(response, refused))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(
                                        (request, response, refused) -> refuse(response, refused));
                                return filter;
                            }
                        }))
                .exceptionHandling(errors -> errors.accessDeniedHandler(denied()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain browsers(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            Roles roles,
            Dismissed dismissed,
            TokenRelay tokens)
            throws Exception {
        var logout = new OidcClientInitiatedLogoutSuccessHandler(clients);
        logout.setPostLogoutRedirectUri(settings.publicUrl() + "/");
        var requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce()
                .andThen(request -> request.additionalParameters(more -> more.put("ui_locales", "ru"))));
        return http.authorizeHttpRequests(rules -> rules.requestMatchers("/login", "/login/failed", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterAfter(new EndedSessions(dismissed, tokens), SecurityContextHolderFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository()))
                .headers(headers -> headers.defaultsDisabled().cacheControl(cache -> {}))
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, refused) -> logIn(request, response))
                        .accessDeniedHandler(denied()))
                .oauth2Login(login -> login.loginPage("/login")
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                        .userInfoEndpoint(user -> user.oidcUserService(roles))
                        .successHandler((request, response, who) -> response.sendRedirect(Login.takeBack(request)))
                        .failureHandler((request, response, refused) -> response.sendRedirect(Login.failure(refused))))
                .logout(out -> out.logoutSuccessHandler(logout))
                .build();
    }

    private void refuse(HttpServletResponse response, AuthenticationException refused) throws IOException {
        problems.write(
                response,
                refused instanceof AuthenticationServiceException ? Problems.NO_KEYCLOAK : Problems.UNAUTHENTICATED);
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Problems.fragment(request)) {
            problems.askToLogIn(request, response);
        } else if (Problems.json(request) || !request.getMethod().equals("GET")) {
            problems.write(response, Problems.UNAUTHENTICATED);
        } else {
            response.sendRedirect(Problems.loginUrl(Problems.pathOf(request)));
        }
    }

    private AccessDeniedHandler denied() {
        return (request, response, refused) -> {
            boolean known = SecurityContextHolder.getContext().getAuthentication() != null;
            if (refused instanceof CsrfException && !known) {
                logIn(request, response);
            } else {
                problems.write(response, refused instanceof CsrfException ? Problems.CSRF : Problems.FORBIDDEN);
            }
        };
    }

    /** The realm's endpoints are known, so that nothing is asked of Keycloak before the first login. */
    @Bean
    ClientRegistrationRepository clients() {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(Login.CLIENT)
                .clientId("gateway")
                .clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.publicUrl() + "/login/oauth2/code/" + Login.CLIENT)
                .scope("openid", "profile", "email")
                .authorizationUri(settings.browserEndpoint("auth"))
                .tokenUri(settings.endpoint("token"))
                .jwkSetUri(settings.endpoint("certs"))
                .issuerUri(settings.issuer())
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", settings.browserEndpoint("logout")))
                .build());
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository authorizedClients) {
        var manager = new DefaultOAuth2AuthorizedClientManager(clients, authorizedClients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(refresh -> refresh.clockSkew(Duration.ofSeconds(30)))
                .build());
        return manager;
    }

    /** Tokens of the realm. Known keys are good for a day while Keycloak is away. */
    @Bean
    JwtDecoder jwtDecoder(Dismissed dismissed) throws MalformedURLException {
        var keys = JWKSourceBuilder.<SecurityContext>create(
                        URI.create(settings.endpoint("certs")).toURL(), new DefaultResourceRetriever(2_000, 2_000))
                .retrying(true)
                .outageTolerant(Duration.ofDays(1).toMillis())
                .rateLimited(Duration.ofSeconds(2).toMillis())
                .build();
        var decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(10)),
                new JwtIssuerValidator(settings.issuer()),
                token -> dismissed.covers(token.getSubject(), token.getIssuedAt())
                        ? OAuth2TokenValidatorResult.failure(DISMISSED)
                        : OAuth2TokenValidatorResult.success()));
        return decoder;
    }

    /** The session's cookie travels by https only where the gateway does. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> secureCookie() {
        return server -> server.addInitializers(context -> context.getSessionCookieConfig()
                .setSecure(settings.publicUrl().getScheme().equals("https")));
    }
}
