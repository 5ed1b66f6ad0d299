package crm.gateway;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Which paths belong to which service, and how it is asked. */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** The live stream, which stays open. */
    static final String STREAM = "/events/stream";

    private static final List<String> OPEN = List.of("/intake/", "/calendar/");

    /** Whether a path is open without a login: it has a secret or a key in itself, and is limited by it. */
    static boolean isOpen(String path) {
        return OPEN.stream().anyMatch(path::startsWith);
    }

    private static final Map<String, List<String>> PATHS = Map.of(
            "leads", List.of("/leads", "/api/leads", "/intake", "/admin/leads-service"),
            "deals", List.of("/deals", "/api/deals", "/admin/deals-service"),
            "directory",
                    List.of(
                            "/contacts",
                            "/companies",
                            "/employees",
                            "/directory",
                            "/api/contacts",
                            "/api/companies",
                            "/api/directory",
                            "/api/employees",
                            "/admin/directory-service"),
            "activities",
                    List.of(
                            "/my-day",
                            "/activities",
                            "/notifications",
                            "/api/activities",
                            "/api/files",
                            "/api/notifications",
                            "/calendar",
                            "/admin/activity-service",
                            STREAM),
            "documents",
                    List.of("/documents", "/templates", "/api/documents", "/api/templates", "/admin/documents-service"),
            "reports", List.of("/reports", "/api/reports", "/admin/reporting-service"));

    @Bean
    RouterFunction<ServerResponse> services(GatewaySettings settings, Relay relay) {
        return PATHS.entrySet().stream()
                .map(entry -> {
                    var addresses = settings.services().getOrDefault(entry.getKey(), List.of());
                    if (addresses.isEmpty()) {
                        throw new IllegalStateException("No address of the service " + entry.getKey());
                    }
                    return route(entry.getKey())
                            .route(under(entry.getValue()), http())
                            .filter(relay.to(entry.getKey(), new Instances(addresses)))
                            .build();
                })
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static RequestPredicate under(List<String> paths) {
        return paths.stream()
                .map(path -> RequestPredicates.path(path).or(RequestPredicates.path(path + "/**")))
                .reduce(RequestPredicate::or)
                .orElseThrow();
    }

    /** Services answer within 30 s, the live stream whenever it has something to say. */
    @Bean
    @Primary
    ProxyExchange upstream(GatewayMvcProperties properties) {
        var patient = exchange(null, properties);
        var usual = exchange(Duration.ofSeconds(30), properties);
        return request -> (request.getServerRequest().path().equals(STREAM) ? patient : usual).exchange(request);
    }

    private static ProxyExchange exchange(
            @org.jspecify.annotations.Nullable Duration timeout, GatewayMvcProperties properties) {
        var settings = HttpClientSettings.defaults()
                .withConnectTimeout(Duration.ofSeconds(1))
                .withReadTimeout(timeout);
        var factory = ClientHttpRequestFactoryBuilder.jdk()
                .withHttpClientCustomizer(client ->
                        client.version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER))
                .build(settings);
        return new RestClientProxyExchange(
                RestClient.builder().requestFactory(factory).build(), properties);
    }
}
