package crm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks over HTTP for those of our services that are not part of the test, by their contract. The directory knows every id
 * that does not begin with {@code no-such}; what other services answer, a test says by path.
 */
public final class StandIns {
    private final String url;
    private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();

    /** @param headers by lower-case name */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    public record Reply(int status, String json) {}

    StandIns() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", this::answer);
            server.start();
            url = "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        when("/api/directory/labels", request -> {
            JsonNode ids = Caller.JSON.readTree(request.body());
            ObjectNode labels = Caller.JSON.createObjectNode();
            for (String kind : new String[] {"contacts", "companies"}) {
                ids.path(kind)
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(id -> !id.startsWith("no-such"))
                        .forEach(id -> labels.putObject(id)
                                .put("label", "Имя " + id)
                                .put("phone", phone(id))
                                .put("decisionMaker", id.startsWith("phone"))
                                .put("clientStatus", id.startsWith("client") ? "CLIENT" : "NONE"));
            }
            return new Reply(200, labels.toString());
        });
    }

    /** Who has a phone is known by his id: one that is shown whole, as that of who decides, or one that is masked. */
    private static @Nullable String phone(String id) {
        return id.startsWith("phone")
                ? "+74951234567"
                : id.startsWith("masked") ? "+7495\u2022\u2022\u2022\u202267" : null;
    }

    String url() {
        return url;
    }

    /** What is answered at a path from now on, whatever the method. */
    public void when(String path, Function<Request, Reply> reply) {
        replies.put(path, reply);
    }

    public void forget(String path) {
        replies.remove(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply = replies.getOrDefault(
                        request.path(),
                        unknown -> new Reply(
                                404,
                                "{\"status\":404,\"code\":\"not-found\",\"type\":\"\",\"title\":\"\",\"detail\":\"\",\"errors\":[]}"))
                .apply(request);
        byte[] bytes = reply.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
