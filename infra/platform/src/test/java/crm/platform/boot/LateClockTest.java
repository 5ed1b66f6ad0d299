package crm.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The clock of a demo's past")
class LateClockTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("runs behind by what the file says, and follows it back to the present")
    void follows_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("clock"), String.valueOf(Duration.ofDays(100).toMillis()));
        LateClock clock = new LateClock(file);
        assertThat(clock.instant()).isCloseTo(Instant.now().minus(100, ChronoUnit.DAYS), within(5, ChronoUnit.SECONDS));

        Files.writeString(file, "0");
        await().untilAsserted(
                        () -> assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS)));
    }
}
