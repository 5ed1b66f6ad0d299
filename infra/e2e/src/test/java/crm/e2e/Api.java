package crm.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the system through the gateway with a token from Keycloak, as a script would. */
final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Longer than the gateway's own. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String value, long until) {}

    private final @Nullable String user;
    private final Map<String, String> headers;

    private Api(@Nullable String user, Map<String, String> headers) {
        this.user = user;
        this.headers = headers;
    }

    /** @param user his password is his name */
    static Api as(String user) {
        return new Api(user, Map.of());
    }

    static Api anonymous() {
        return new Api(null, Map.of());
    }

    Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(user, more);
    }

    record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        JsonNode json() {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(Stack.running().url() + path)).timeout(PATIENCE);
        if (user != null) {
            request.header("Authorization", "Bearer " + tokenOf(user));
        }
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            String text = body instanceof String given ? given : JSON.writeValueAsString(body);
            request.method(method, HttpRequest.BodyPublishers.ofString(text));
        }
        return send(request.build());
    }

    /** Of a new login. */
    static synchronized String freshTokenOf(String user) {
        TOKENS.remove(user);
        return tokenOf(user);
    }

    /** One login at a time: Keycloak takes many at once for an attack. */
    static synchronized String tokenOf(String user) {
        Token known = TOKENS.get(user);
        if (known != null && known.until() > System.currentTimeMillis()) {
            return known.value();
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(Stack.running().keycloak() + "/realms/crm/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=crm-cli&username=" + user + "&password=" + user))
                .build();
        Answer answer = send(request);
        if (answer.status() != 200) {
            throw new IllegalStateException("no token for " + user + ": " + answer.body());
        }
        long until =
                System.currentTimeMillis() + answer.json().path("expires_in").asLong() * 500;
        TOKENS.put(user, new Token(answer.text("access_token"), until));
        return answer.text("access_token");
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
