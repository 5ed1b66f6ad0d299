package crm.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the system as its users do, through the gateway. */
public final class Caller {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String gateway;
    private final String keycloak;
    private final Map<String, Token> tokens = new HashMap<>();

    private record Token(String value, long untilNanos) {}

    /** @param json what came back, missing if nothing did */
    public record Answer(int status, JsonNode json) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        public String text(String field) {
            return json.path(field).asString("");
        }
    }

    public Caller(String gateway, String keycloak) {
        this.gateway = gateway;
        this.keycloak = keycloak;
    }

    public Answer get(String user, String path) {
        return send("GET", user, path, null);
    }

    Answer post(@Nullable String user, String path, Object body) {
        return send("POST", user, path, body);
    }

    Answer put(String user, String path, Object body) {
        return send("PUT", user, path, body);
    }

    Answer patch(String user, String path, Object body) {
        return send("PATCH", user, path, body);
    }

    private Answer send(String method, @Nullable String user, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        if (user != null) {
            request.header("Authorization", "Bearer " + token(user));
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(request.build());
    }

    /** The password of the local users is their name. */
    private synchronized String token(String user) {
        Token known = tokens.get(user);
        if (known != null && known.untilNanos() - System.nanoTime() > 0) {
            return known.value();
        }
        String form = "grant_type=password&client_id=crm-cli&username=%1$s&password=%1$s"
                .formatted(URLEncoder.encode(user, StandardCharsets.UTF_8));
        Answer answer = send(HttpRequest.newBuilder(URI.create(keycloak + "/realms/crm/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        if (!answer.ok()) {
            throw new IllegalStateException("Keycloak does not let " + user + " in: " + answer.json());
        }
        Duration half = Duration.ofSeconds(answer.json().path("expires_in").asLong() / 2);
        tokens.put(user, new Token(answer.text("access_token"), System.nanoTime() + half.toNanos()));
        return answer.text("access_token");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
