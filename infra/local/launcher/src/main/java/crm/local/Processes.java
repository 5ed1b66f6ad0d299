package crm.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The processes of this stack that run, known by files that outlive whoever started them. */
final class Processes {

    private static final boolean DETACHABLE = Files.isExecutable(Path.of("/usr/bin/setsid"));

    private final Path folder;

    Processes(Path folder) {
        this.folder = folder;
    }

    /** A process that was started and has not been stopped on purpose; it may have ended by itself since. */
    record Started(String name, long pid, Instant since, int port) {

        /** The process, unless it has ended; a process of another that was given its number does not count. */
        Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !isDefunct())
                    .filter(process -> process.info()
                            .startInstant()
                            .map(start -> Duration.between(start, since).abs().compareTo(Duration.ofSeconds(2)) < 0)
                            .orElse(true));
        }

        /** Ended, and still listed because nobody has asked how: so it stays where process 1 does not ask. */
        private boolean isDefunct() {
            try {
                String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
                return status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z");
            } catch (IOException e) {
                return false;
            }
        }

        private boolean ends(Duration patience) {
            Instant last = Instant.now().plus(patience);
            while (alive().isPresent()) {
                if (Instant.now().isAfter(last)) {
                    return false;
                }
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Starts a process that goes on when this one ends, with its output in {@code log}; the last run's is kept beside. */
    Started start(String name, int port, Part.Command command, Path log) throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(log.getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> line = new ArrayList<>();
        if (DETACHABLE) {
            // In a session of its own it does not get the Ctrl-C that is meant for us.
            line.add("setsid");
        }
        line.addAll(command.line());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(command.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        Instant since = process.info().startInstant().orElse(Instant.now());
        Started started = new Started(name, process.pid(), since, port);
        write(started);
        return started;
    }

    Optional<Started> find(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(new Started(
                    name,
                    Long.parseLong(values.getProperty("pid")),
                    Instant.parse(values.getProperty("since")),
                    Integer.parseInt(values.getProperty("port"))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    List<Started> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".process"))
                    .map(name -> name.substring(0, name.length() - ".process".length()))
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive(String name) {
        return find(name).flatMap(Started::alive).isPresent();
    }

    /** Asks a process to end and, after a while, ends it. */
    void stop(Started started, Duration patience) {
        started.alive().ifPresent(ProcessHandle::destroy);
        if (!started.ends(patience)) {
            kill(started);
        }
        forget(started.name());
    }

    /** Ends a process at once, as a crash would; it is not forgotten, so that its absence is noticed. */
    void kill(Started started) {
        started.alive().ifPresent(ProcessHandle::destroyForcibly);
        started.ends(Duration.ofSeconds(10));
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Started started) throws IOException {
        Properties values = new Properties();
        values.setProperty("pid", Long.toString(started.pid()));
        values.setProperty("since", started.since().toString());
        values.setProperty("port", Integer.toString(started.port()));
        try (Writer writer = Files.newBufferedWriter(file(started.name()))) {
            values.store(writer, null);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".process");
    }
}
