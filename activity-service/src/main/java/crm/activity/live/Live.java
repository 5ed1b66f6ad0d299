package crm.activity.live;

import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.EndedTokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings what was read from Kafka to those who are connected, and to those who come back what they missed. */
@Component
class Live {
    /** Some minutes of a busy department. */
    private static final int KEPT = 20_000;

    private static final int MOST_READERS = 5_000;

    private final Audience audience;
    private final Clock clock;
    private final Recent recent = new Recent(KEPT);
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

    Live(Audience audience, Clock clock, MeterRegistry meters, EndedTokens ended) {
        this.audience = audience;
        this.clock = clock;
        ended.whenDismissed(this::hangUp);
        Gauge.builder("crm.live.readers", readers, Set::size).register(meters);
    }

    synchronized void begin(long[] offsets) {
        recent.begin(offsets);
    }

    boolean hasReaders() {
        return !readers.isEmpty();
    }

    /** What was just read, in order. Everything it led to here has been stored before. */
    void tell(List<Moment> moments) {
        Audience.@Nullable Known known = readers.isEmpty() ? null : audience.of(moments);
        synchronized (this) {
            if (known == null && !readers.isEmpty()) {
                known = audience.of(moments);
            }
            for (Moment moment : moments) {
                Position before = recent.reached();
                recent.add(moment);
                if (known != null && !moment.changes().isEmpty()) {
                    String passed = before.toString();
                    String after = recent.reached().toString();
                    for (Reader reader : readers) {
                        reader.take(known.of(moment, reader.by()), passed, after);
                    }
                }
            }
        }
    }

    /**
     * A new connection, which begins with what it missed.
     *
     * @param had the last event's id it was told, if it was connected before
     * @param age how old the page is that asks: it may have missed what came since
     * @throws Refused 503 when too many are connected
     */
    Reader open(By by, @Nullable String had, Duration age) {
        if (readers.size() >= MOST_READERS) {
            throw new Refused(new LiveRefusal.TooManyReaders(MOST_READERS));
        }
        Reader reader = new Reader(by, readers::remove);
        List<Moment> missed;
        Position from;
        boolean gap;
        synchronized (this) {
            Position reached = recent.reached();
            Position told = Position.of(had, reached.places()).orElse(null);
            gap = had != null && (told == null || !recent.covers(told));
            from = told == null || gap ? reached : told;
            missed = gap
                    ? List.of()
                    : told == null ? recent.since(clock.instant().minus(age)) : recent.since(told);
            readers.add(reader);
        }
        if (gap) {
            reader.resync(from.toString());
        }
        try {
            replay(missed, from, reader);
        } catch (RuntimeException storeAway) {
            reader.close();
            throw storeAway;
        }
        return reader;
    }

    private void replay(List<Moment> missed, Position told, Reader reader) {
        Audience.Known known = audience.of(missed);
        Position from = told;
        for (Moment moment : missed) {
            Position passed = from;
            from = from.after(moment);
            reader.replay(known.of(moment, reader.by()), passed.toString(), from.toString());
        }
    }

    /** Where a quiet connection may go on from: it keeps its place although nothing was for it. */
    synchronized String reached() {
        return recent.reached().toString();
    }

    /** D-6: a dismissed employee is told nothing more. */
    private void hangUp(String employeeId) {
        readers.stream().filter(reader -> reader.by().id().equals(employeeId)).forEach(Reader::close);
    }

    void end() {
        readers.forEach(Reader::close);
    }
}
