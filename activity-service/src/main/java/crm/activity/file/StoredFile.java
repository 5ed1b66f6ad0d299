package crm.activity.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file beside its bytes.
 *
 * @param size in bytes
 * @param type the media type its bytes and its name tell of, not the one it was sent with
 * @param activityId what it is attached to; null until then
 */
public record StoredFile(
        String id,
        String name,
        long size,
        String type,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable String activityId) {}
