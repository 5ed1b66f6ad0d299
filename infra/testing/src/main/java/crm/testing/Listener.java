package crm.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Listens to the live stream as one of the users. */
public final class Listener implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private volatile boolean connected;
    private volatile @Nullable String last;

    private Listener(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("listener").start(this::read);
    }

    /** @param had the id of the last message, to go on from there; null to begin */
    public static Listener to(int port, User user, @Nullable String had) {
        return to(port, user, had, Duration.ZERO);
    }

    /** @param age how old the page is that listens */
    public static Listener to(int port, User user, @Nullable String had, Duration age) {
        URI address = URI.create("http://127.0.0.1:%d/events/stream?age=%d".formatted(port, age.toMillis()));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + Stack.running().tokens().of(user));
        if (had != null) {
            request.header("Last-Event-ID", had);
        }
        try {
            HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError("the stream answers " + answer.statusCode());
            }
            Listener listener = new Listener(answer.body());
            listener.awaitsConnection();
            return listener;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    last = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    messages.add(Caller.JSON.readTree(line.substring(5)));
                }
                connected = true;
            }
        } catch (IOException hungUp) {
            connected = false;
        }
    }

    public void awaitsConnection() {
        await().atMost(PATIENCE).until(() -> connected);
    }

    public void awaits(String subject, String type) {
        await().atMost(PATIENCE).until(() -> typesOf(subject), types -> types.contains(type));
    }

    public void awaits(String subject, long version) {
        await().atMost(PATIENCE).until(() -> versionsOf(subject), versions -> versions.contains(version));
    }

    public List<String> subjects() {
        return messages.stream()
                .map(message -> message.path("subject").asString(""))
                .toList();
    }

    public List<String> types() {
        return messages.stream().map(message -> message.path("type").asString()).toList();
    }

    public List<String> typesOf(String subject) {
        return of(subject).map(message -> message.path("type").asString()).toList();
    }

    public List<Long> versionsOf(String subject) {
        return of(subject).map(message -> message.path("version").asLong()).toList();
    }

    private java.util.stream.Stream<JsonNode> of(String subject) {
        return messages.stream()
                .filter(message -> message.path("subject").asString("").equals(subject));
    }

    /** The id of the last message, or of the last sign of life. */
    public @Nullable String last() {
        return last;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException closedAlready) {
            connected = false;
        }
    }
}
