package crm.activity.live;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /events/stream}: server-sent events {@code {subject, type, version}} of the cards one may see, and
 * {@code {type: resync}} when what was missed is no longer known. The connection ends with its token; the browser comes back
 * by itself with {@code Last-Event-ID}.
 */
@RestController
class LiveStream implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration OLDEST_PAGE = Duration.ofMinutes(1);
    private static final int COME_BACK_AFTER_MS = 1_000;
    private static final String RESYNC = "resync";

    private final Live live;
    private final JsonMapper json;
    private final Clock clock;
    private volatile boolean running;

    LiveStream(Live live, JsonMapper json, Clock clock) {
        this.live = live;
        this.json = json;
        this.clock = clock;
    }

    /** @param version null for {@code resync} */
    private record Told(
            @Nullable String subject, String type, @Nullable Long version) {
        static Told of(@Nullable Change change) {
            return change == null
                    ? new Told(null, RESYNC, null)
                    : new Told(change.subject(), change.type(), change.version());
        }
    }

    /**
     * @param had the id of the last message that came; {@code from} says the same for a browser that cannot send headers
     * @param age milliseconds since the page was asked for: it is told what has changed since
     */
    @GetMapping("/events/stream")
    void stream(
            By by,
            JwtAuthenticationToken token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String had,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(defaultValue = "0") long age,
            HttpServletResponse response)
            throws InterruptedException {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        Duration since = Duration.ofMillis(Math.clamp(age, 0, OLDEST_PAGE.toMillis()));
        Reader reader = live.open(by, had != null ? had : from, since);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            write(reader, response.getOutputStream(), token.getToken().getExpiresAt());
        } catch (IOException readerLeft) {
            log.debug("{} left: {}", by.id(), readerLeft.toString());
        } finally {
            reader.close();
        }
    }

    /** Until the reader leaves, his token ends or the service stops: a thread of its own for each, and they are virtual. */
    private void write(Reader reader, OutputStream stream, @Nullable Instant end)
            throws IOException, InterruptedException {
        write(stream, "retry: " + COME_BACK_AFTER_MS + "\n: connected\n\n");
        while (!reader.isClosed() && (end == null || clock.instant().isBefore(end))) {
            // taken before looking: what comes in between is not skipped
            String reached = live.reached();
            Reader.Message message = reader.next(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
            if (reader.isClosed()) {
                return;
            }
            write(
                    stream,
                    message == null
                            ? "id: " + reached + "\n: still here\n\n"
                            : "id: " + message.id() + "\ndata: " + json.writeValueAsString(Told.of(message.change()))
                                    + "\n\n");
        }
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Open streams end before the server waits for requests in progress. */
    @Override
    public void stop() {
        running = false;
        live.end();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
