package crm.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls a service over HTTP as one of the users. */
public final class Caller {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final Map<String, String> headers;

    private Caller(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Caller anonymous(int port) {
        return new Caller("http://127.0.0.1:" + port, Map.of());
    }

    public static Caller as(User user, int port) {
        return anonymous(port)
                .with("Authorization", "Bearer " + Stack.running().tokens().of(user));
    }

    public Caller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(base, more);
    }

    /** The whole body as a text; of a stream that never ends nothing, it is hung up on. */
    private static String body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            boolean endless =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            return endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What came back; the body is JSON where it is JSON. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        public JsonNode json() {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        }

        public String text(String field) {
            return json().path(field).asString("");
        }

        public String code() {
            return text("code");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body, "application/json");
    }

    /**
     * The id of what was made.
     *
     * @throws AssertionError with the answer if it was not
     */
    public String made(String path, Object body) {
        Answer answer = post(path, body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.text("id");
    }

    public Answer put(String path, @Nullable Object body) {
        return send("PUT", path, body, "application/json");
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body, "application/merge-patch+json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, "application/json");
    }

    public Answer form(String path, String body) {
        return send("POST", path, body, "application/x-www-form-urlencoded");
    }

    public Answer send(String method, String path, @Nullable Object body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type);
            request.method(
                    method,
                    HttpRequest.BodyPublishers.ofString(
                            body instanceof String text ? text : JSON.writeValueAsString(body)));
        }
        try {
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), body(response), response.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
