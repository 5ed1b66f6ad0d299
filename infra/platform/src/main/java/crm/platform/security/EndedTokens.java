package crm.platform.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whose tokens do not count any more: all of one who is dismissed; of one who came back, those from before he went. */
public final class EndedTokens {
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Ended> ended = Map.of();

    /**
     * @param at when he was dismissed
     * @param back whether he was hired again since
     */
    public record Ended(Instant at, boolean back) {}

    /** Takes what is known now, by employee; tells of everyone who is dismissed now and was not before. */
    public void know(Map<String, Ended> now) {
        Map<String, Ended> before = ended;
        ended = Map.copyOf(now);
        now.forEach((employee, end) -> {
            if (!end.back() && !end.equals(before.get(employee))) {
                listeners.forEach(listener -> listener.accept(employee));
            }
        });
    }

    /** Calls with the id of each employee who is dismissed from now on. */
    public void whenDismissed(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** @param issuedAt when the token was made, to the second; null counts as before everything */
    public boolean covers(@Nullable String employee, @Nullable Instant issuedAt) {
        Ended end = employee == null ? null : ended.get(employee);
        return end != null && (!end.back() || issuedAt == null || !issuedAt.isAfter(end.at()));
    }
}
