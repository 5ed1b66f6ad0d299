package crm.ui.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a record's history.
 *
 * @param label what was changed
 * @param from what it was, in words; null if there was nothing or only what it is now matters
 * @param to what it is since, in words; null if there is nothing now
 * @param who changed it
 * @param said what was said about it, null if nothing was
 */
public record Change(
        Instant at,
        String who,
        String label,
        @Nullable String from,
        @Nullable String to,
        @Nullable String said) {}
