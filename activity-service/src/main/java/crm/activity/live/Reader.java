package crm.activity.live;

import crm.platform.security.By;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: what waits to be written to it. Who reads too slowly is disconnected, comes back and is told what he
 * missed; nobody waits for him.
 */
final class Reader {
    private static final int MOST_WAITING = 2_000;

    private final By by;
    private final Consumer<Reader> gone;
    private final BlockingQueue<Message> replayed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean closed;

    /**
     * @param id where to go on from when this was the last message that arrived
     * @param change null: look at everything again
     */
    record Message(String id, @Nullable Change change) {}

    Reader(By by, Consumer<Reader> gone) {
        this.by = by;
        this.gone = gone;
    }

    By by() {
        return by;
    }

    /** Only the last of one moment moves on: between two of them a broken connection must come back to both. */
    void take(List<Change> changes, String before, String after) {
        for (int i = 0; i < changes.size(); i++) {
            if (!waiting.offer(new Message(i < changes.size() - 1 ? before : after, changes.get(i)))) {
                close();
                return;
            }
        }
    }

    void replay(List<Change> changes, String before, String after) {
        for (int i = 0; i < changes.size(); i++) {
            replayed.add(new Message(i < changes.size() - 1 ? before : after, changes.get(i)));
        }
    }

    void resync(String id) {
        replayed.add(new Message(id, null));
    }

    /** The next message, or null when there is none for so long. */
    @Nullable
    Message next(long timeout, TimeUnit unit) throws InterruptedException {
        Message missed = replayed.poll();
        return missed != null ? missed : waiting.poll(timeout, unit);
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends it at once: nobody sits out a pause. */
    void close() {
        closed = true;
        gone.accept(this);
        waiting.offer(new Message("", null));
    }
}
