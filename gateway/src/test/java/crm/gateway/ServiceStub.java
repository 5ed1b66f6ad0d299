package crm.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service that remembers what it was asked and answers as the path says. */
final class ServiceStub implements AutoCloseable {

    /** A request as it arrived. */
    record Seen(String method, String uri, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            var values = headers.get(name);
            return values == null ? null : String.join(", ", values);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Seen last() {
        return seen.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        seen.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes()));
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/broken-off")) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().flush();
            throw new IOException("dies in the middle of its answer");
        }
        var answer = exchange.getResponseHeaders();
        answer.set("X-Frame-Options", "SAMEORIGIN");
        answer.set("Set-Cookie", "inner=1");
        answer.set("X-Powered-By", "stub");
        answer.set("ETag", "\"7\"");
        if (path.equals("/events/stream")) {
            answer.set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 3; i++) {
                exchange.getResponseBody()
                        .write(("data: {\"subject\":\"lead/" + i + "\"}\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                pause();
            }
            exchange.close();
            return;
        }
        if (path.endsWith("/go")) {
            answer.set("Location", url() + "/leads/1");
            exchange.sendResponseHeaders(303, -1);
            exchange.close();
            return;
        }
        int status = path.matches(".*/status/\\d+") ? Integer.parseInt(path.replaceFirst(".*/", "")) : 200;
        boolean page = !path.startsWith("/api/");
        answer.set("Content-Type", page ? "text/html;charset=UTF-8" : "application/json");
        byte[] body = (page ? "<p>Лид</p>" : "{\"ok\":true,\"filler\":\"" + "x".repeat(4000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
