package crm.reporting.history;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One projection of the log.
 *
 * @param batch the last batch that is in whole; rows of higher numbers are being written
 * @param offsets by topic and partition ({@code crm_leads-0}): the next message to read
 * @param times by topic and partition: when the last message read from it was recorded
 * @param asOf all that was published before is in; null while that cannot be said yet
 * @param read messages read so far
 * @param total messages there were when it was begun
 * @param readyAt when it had first read all there was
 * @param finishedAt when it was put to use; null while it is built
 */
public record Generation(
        int number,
        long batch,
        Map<String, Long> offsets,
        Map<String, Instant> times,
        @Nullable Instant asOf,
        long read,
        long total,
        Instant startedAt,
        String startedBy,
        @Nullable Instant readyAt,
        @Nullable Instant finishedAt) {}
