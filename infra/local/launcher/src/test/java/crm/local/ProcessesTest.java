package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import crm.local.Processes.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    @TempDir
    private Path folder;

    private Started start(Processes processes, String script) throws IOException {
        return processes.start(
                "part",
                1234,
                new Part.Command(folder, List.of("sh", "-c", script), Map.of("GREETING", "hello")),
                folder.resolve("logs/part.log"));
    }

    @Test
    @DisplayName("a process is known to the next one who looks, until it is stopped")
    void start_and_stop() throws IOException, InterruptedException {
        Processes processes = new Processes(folder.resolve("run"));
        start(processes, "echo $GREETING; exec sleep 60");

        Started found = new Processes(folder.resolve("run")).find("part").orElseThrow();
        assertThat(found.port()).isEqualTo(1234);
        assertThat(found.alive()).isPresent();
        while (Files.size(folder.resolve("logs/part.log")) == 0) {
            Thread.sleep(10);
        }
        assertThat(folder.resolve("logs/part.log")).hasContent("hello");

        processes.stop(found, Duration.ofSeconds(5));
        assertThat(found.alive()).isEmpty();
        assertThat(processes.all()).isEmpty();
    }

    @Test
    @DisplayName("who does not end when asked is ended; who ended by himself is not forgotten")
    void stubborn() throws IOException {
        Processes processes = new Processes(folder.resolve("run"));
        Started stubborn = start(processes, "trap '' TERM; while true; do sleep 1; done");

        processes.kill(stubborn);
        assertThat(processes.find("part").orElseThrow().alive()).isEmpty();
        assertThat(processes.isAlive("part")).isFalse();

        Started again = start(processes, "trap '' TERM; while true; do sleep 0.1; done");
        processes.stop(again, Duration.ofMillis(200));
        assertThat(again.alive()).isEmpty();
        assertThat(folder.resolve("logs/part.log.1")).exists();
    }

    @Test
    @DisplayName("the number of a process that ended and now is another's does not count")
    void other_process() {
        Started longAgo = new Started("part", ProcessHandle.current().pid(), Instant.EPOCH, 1);

        assertThat(longAgo.alive()).isEmpty();
    }
}
