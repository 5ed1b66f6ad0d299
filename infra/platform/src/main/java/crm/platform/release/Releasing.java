package crm.platform.release;

import crm.events.LeadEvent;
import crm.events.ReleaseCompleted;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The release of what one dismissed employee had in this service, as far as it has come.
 *
 * @param found how many of each kind have been found so far
 * @param released how many of each kind are nobody's now
 * @param chunk those being released at this moment; what a crash leaves of it is gone through again
 * @param chunks how many chunks were begun: each has a key of its own
 * @param said what the last {@code ReleaseCompleted} counted, null before the first
 * @param lookAgainAt when what came late is looked for; null before the first look and after the last
 */
public record Releasing(
        String id,
        @Nullable Long version,
        long sequence,
        String service,
        String dismissalId,
        String employeeId,
        String by,
        Map<String, Long> found,
        Map<String, Long> released,
        @Nullable Chunk chunk,
        int chunks,
        @Nullable Map<String, Long> said,
        @Nullable Instant lookAgainAt,
        boolean over,
        News<LeadEvent> news)
        implements Aggregate {

    static final Duration LOOK_AGAIN = Duration.ofMinutes(2);

    /** Some things of one kind. */
    public record Chunk(String kind, List<String> ids) {}

    public Releasing {
        found = found == null ? Map.of() : Map.copyOf(found);
        released = released == null ? Map.of() : Map.copyOf(released);
        news = news == null ? News.none() : news;
    }

    static String idOf(String dismissalId, String service) {
        return dismissalId + "-" + service;
    }

    static Releasing begin(String service, String dismissalId, String employeeId, String by, Map<String, Long> found) {
        Map<String, Long> nothing = new HashMap<>();
        found.keySet().forEach(kind -> nothing.put(kind, 0L));
        return new Releasing(
                idOf(dismissalId, service),
                null,
                0,
                service,
                dismissalId,
                employeeId,
                by,
                found,
                nothing,
                null,
                0,
                null,
                null,
                false,
                News.none());
    }

    /** Names what is released next, before anything is; unchanged if another instance has gone on meanwhile. */
    Releasing take(int after, String kind, List<String> ids) {
        return chunk != null || chunks != after
                ? this
                : with(found, released, new Chunk(kind, ids), chunks + 1, said, lookAgainAt, over, news);
    }

    /** The chunk of that number is through; a later one stays as it is. */
    Releasing taken(int number, long count) {
        if (chunk == null || chunks != number) {
            return this;
        }
        Map<String, Long> more = new HashMap<>(released);
        more.merge(chunk.kind(), count, Long::sum);
        Map<String, Long> all = new HashMap<>(found);
        more.forEach((kind, done) -> all.merge(kind, done, Math::max));
        return with(all, more, null, chunks, said, lookAgainAt, over, news);
    }

    /** A look found nothing more: said once, and again only if there was more. */
    Releasing nothingLeft(Instant now) {
        boolean first = said == null;
        boolean news = !released.equals(said);
        return with(
                released,
                released,
                null,
                chunks,
                released,
                first ? now.plus(LOOK_AGAIN) : null,
                !first,
                news ? this.news.and(new ReleaseCompleted(service, dismissalId, employeeId, released)) : this.news);
    }

    /** He was hired again: what he gets from now on is his. */
    Releasing leaveAlone() {
        return with(found, released, chunk, chunks, said, null, true, news);
    }

    private Releasing with(
            Map<String, Long> found,
            Map<String, Long> released,
            @Nullable Chunk chunk,
            int chunks,
            @Nullable Map<String, Long> said,
            @Nullable Instant lookAgainAt,
            boolean over,
            News<LeadEvent> news) {
        return new Releasing(
                id,
                version,
                sequence,
                service,
                dismissalId,
                employeeId,
                by,
                found,
                released,
                chunk,
                chunks,
                said,
                lookAgainAt,
                over,
                news);
    }
}
