package crm.activity.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** How often and how long a card has waited (T-6), the present wait included. */
public record Waits(int times, Duration together) {
    static final Waits NONE = new Waits(0, Duration.ZERO);

    /** @param wait a row with {@code createdAt} and {@code closedAt} */
    Waits and(Document wait, Instant now) {
        Date ended = wait.getDate("closedAt");
        Duration span =
                Duration.between(wait.getDate("createdAt").toInstant(), ended == null ? now : ended.toInstant());
        return new Waits(times + 1, together.plus(span));
    }
}
