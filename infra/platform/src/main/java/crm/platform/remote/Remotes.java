package crm.platform.remote;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes clients of our other services: with the caller's token, or with the service's own where nobody asks. */
public final class Remotes {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Environment environment;
    private final JsonMapper json;
    private final ServiceToken own;
    private final ObservationRegistry observations;
    private final Map<String, Instances> instances = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public Remotes(Environment environment, JsonMapper json, ServiceToken own, ObservationRegistry observations) {
        this.environment = environment;
        // our own services add fields before all of their readers know them
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.own = own;
        this.observations = observations;
    }

    /** @param name the service without its suffix: {@code leads}, {@code directory} … */
    public Remote asCaller(String name) {
        return remote(name, () -> {
            String caller = callersToken();
            return caller == null ? own.value() : caller;
        });
    }

    /** As the service itself, whoever asks. */
    public Remote asOurselves(String name) {
        return remote(name, own::value);
    }

    private Remote remote(String name, Supplier<String> token) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(TIMEOUT);
        Instances service = instances.computeIfAbsent(name, this::instances);
        RestClient client = RestClient.builder()
                .baseUrl(service.first())
                .requestFactory(requests)
                .observationRegistry(observations)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().set(HttpHeaders.AUTHORIZATION, "Bearer " + token.get());
                    return execution.execute(request, body);
                })
                .requestInterceptor(service)
                .build();
        return new Remote(name, client, json);
    }

    private Instances instances(String name) {
        String addresses = environment.getRequiredProperty("crm.services." + name);
        return new Instances(Arrays.stream(addresses.split(","))
                .map(address -> URI.create(address.strip()))
                .toList());
    }

    private static @Nullable String callersToken() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken jwt
                ? jwt.getToken().getTokenValue()
                : null;
    }
}
