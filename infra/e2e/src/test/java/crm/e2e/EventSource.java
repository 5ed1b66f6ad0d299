package crm.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open page as the live stream sees it: comes back by itself with the id of the last message, as browsers do. */
final class EventSource implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long COME_BACK_AFTER_MS = 300;

    private final String user;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile @Nullable String last;
    private volatile @Nullable InputStream open;
    private volatile boolean closed;
    private volatile int connections;
    private volatile boolean connected;

    /** @param nanos when it arrived */
    record Message(String subject, String type, long version, long nanos) {}

    EventSource(String user) {
        this.user = user;
        Thread.ofVirtual().start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                connect();
                Thread.sleep(COME_BACK_AFTER_MS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void connect() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(Stack.running().url() + "/events/stream"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + Api.tokenOf(user));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            open = answer.body();
            if (answer.statusCode() == 200) {
                read(answer.body());
            } else {
                answer.body().close();
            }
        } catch (IOException cut) {
            open = null;
        }
    }

    private void read(InputStream stream) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            @Nullable String id = null;
            boolean first = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (first) {
                    connections++;
                    connected = true;
                    first = false;
                }
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    JsonNode data = JSON.readTree(line.substring(5));
                    messages.add(new Message(
                            data.path("subject").asString(""),
                            data.path("type").asString(),
                            data.path("version").asLong(),
                            System.nanoTime()));
                } else if (line.isEmpty() && id != null) {
                    last = id;
                }
            }
        } finally {
            connected = false;
        }
    }

    /** Whether it is told anything at this moment. */
    boolean isConnected() {
        return connected;
    }

    /** How often it was connected so far. */
    int connections() {
        return connections;
    }

    List<Message> messages() {
        return messages;
    }

    List<Message> of(String subject) {
        return messages.stream()
                .filter(message -> message.subject().equals(subject))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException cutAlready) {
                open = null;
            }
        }
    }
}
