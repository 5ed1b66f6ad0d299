package crm.platform.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The present minus the milliseconds in a file, which is looked at again and again: months of a demo's past are lived in minutes. */
final class LateClock extends Clock {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private final Path file;
    private final ZoneId zone;
    private volatile long lateMs;
    private volatile long looked;

    LateClock(Path file) {
        this(file, ZoneOffset.UTC);
    }

    private LateClock(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
        look();
    }

    private void look() {
        try {
            lateMs = Long.parseLong(Files.readString(file).strip());
            looked = System.nanoTime();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the clock's file", unreadable);
        }
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - looked > LOOK_AGAIN_NANOS) {
            look();
        }
        return InstantSource.system().instant().minusMillis(lateMs);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new LateClock(file, other);
    }
}
