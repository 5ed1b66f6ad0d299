package crm.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Sets how far the services' clock runs behind: a file with the milliseconds, which they read. */
final class PastClock {
    private final Path file;
    private final Clock real;

    PastClock(Path file, Clock real) {
        this.file = file;
        this.real = real;
    }

    /** It is this time for the services from now on; their clock goes on from there. */
    void set(Instant time) {
        write(Duration.between(time, real.instant()).toMillis());
    }

    void backToThePresent() {
        write(0);
    }

    private void write(long millis) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), String.valueOf(millis));
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
