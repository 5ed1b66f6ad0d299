package crm.local;

import crm.local.Part.Kind;
import crm.local.Processes.Started;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Starts, watches and stops the parts. */
final class Stack {

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(20);
    /** A run that trained a start-up cache stores it when it ends. */
    private static final Duration PATIENCE_AT_END_OF_TRAINING = Duration.ofSeconds(120);

    /** Storing a cache takes a core and some hundred megabytes more for a while. */
    private static final int TRAINED_TOGETHER = 2;

    private static final Duration LOOK = Duration.ofMillis(150);

    private final Settings settings;
    private final Consumer<String> progress;
    private final Processes processes;
    private final List<Started> startedNow = new ArrayList<>();
    private volatile boolean stopping;

    Stack(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.processes = new Processes(settings.home().resolve("run"));
    }

    Processes processes() {
        return processes;
    }

    /** The parts, all or those of these names. */
    List<Part> parts(Set<String> names) {
        List<Part> all = new Parts(settings, progress).all();
        for (String name : names) {
            if (all.stream().noneMatch(part -> part.name().equals(name))) {
                throw new Trouble("There is no part \"%s\"; there are: %s."
                        .formatted(
                                name,
                                String.join(", ", all.stream().map(Part::name).toList())));
            }
        }
        return all.stream()
                .filter(part -> names.isEmpty() || names.contains(part.name()))
                .toList();
    }

    /**
     * Starts those of the parts that do not run and returns when all are ready.
     *
     * @return how many were started
     * @throws Trouble when one cannot be started; what was started for it is stopped then
     */
    int start(List<Part> parts, boolean force) throws InterruptedException {
        List<Part> missing =
                parts.stream().filter(part -> !processes.isAlive(part.name())).toList();
        for (Part part : parts) {
            processes
                    .find(part.name())
                    .filter(started -> started.alive().isPresent() && started.port() != part.port())
                    .ifPresent(started -> {
                        throw new Trouble("%s already runs on port %d instead of %d. Stop it first: ./crm down"
                                .formatted(part.name(), started.port(), part.port()));
                    });
        }
        Machine.requireFree(missing, settings.offset());
        if (!force) {
            Machine.requireMemory(missing);
        }
        try {
            for (Kind kind : Kind.values()) {
                startTogether(
                        missing.stream().filter(part -> part.kind() == kind).toList());
            }
        } catch (Trouble e) {
            stopStarted();
            throw e;
        }
        return missing.size();
    }

    private void startTogether(List<Part> parts) throws InterruptedException {
        if (parts.isEmpty()) {
            return;
        }
        progress.accept(
                "Starting " + String.join(", ", parts.stream().map(Part::name).toList()) + " …");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<String> ready = new ExecutorCompletionService<>(threads);
            parts.forEach(part -> ready.submit(() -> start(part)));
            try {
                for (int i = 0; i < parts.size(); i++) {
                    progress.accept(ready.take().get());
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof Trouble trouble
                        ? trouble
                        : new Trouble("Starting failed: " + e.getCause());
            }
        }
    }

    private String start(Part part) throws IOException, InterruptedException {
        Part.Command command = part.command().prepare();
        Instant begin = Instant.now();
        Started started;
        synchronized (startedNow) {
            if (stopping) {
                throw new InterruptedException();
            }
            started = processes.start(part.name(), part.port(), command, settings.log(part.name()));
            startedNow.add(started);
        }
        while (!part.ready().passes()) {
            if (started.alive().isEmpty()) {
                throw new Trouble("%s ended while it was starting: %s. More: ./crm logs %s"
                        .formatted(part.name(), LastWords.of(settings.log(part.name())), part.name()));
            }
            if (Duration.between(begin, Instant.now()).compareTo(part.patience()) > 0) {
                throw new Trouble("%s was not ready after %d s. See why: ./crm logs %s"
                        .formatted(part.name(), part.patience().toSeconds(), part.name()));
            }
            Thread.sleep(LOOK);
        }
        return "  %-18s ready after %.1f s"
                .formatted(part.name(), Duration.between(begin, Instant.now()).toMillis() / 1000.0);
    }

    /** Stops what this object has started. */
    void stopStarted() {
        List<Started> mine;
        synchronized (startedNow) {
            stopping = true;
            mine = List.copyOf(startedNow);
        }
        stop(mine);
    }

    /** Stops these processes: services first, as they still need the rest. */
    void stop(List<Started> running) {
        List<Started> services = running.stream()
                .filter(started -> Parts.isApplication(started.name()))
                .toList();
        if (services.stream().anyMatch(this::isTraining)) {
            progress.accept("The first run of a build takes longer to stop: it stores what makes the next start fast.");
            stopTogether(services, TRAINED_TOGETHER);
        } else {
            stopTogether(services, services.size());
        }
        List<Started> rest =
                running.stream().filter(started -> !services.contains(started)).toList();
        stopTogether(rest, rest.size());
    }

    private void stopTogether(List<Started> running, int together) {
        if (running.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(together)) {
            for (Started started : running) {
                threads.execute(() -> processes.stop(started, patienceAtEnd(started)));
            }
        }
    }

    private Duration patienceAtEnd(Started started) {
        return isTraining(started) ? PATIENCE_AT_END_OF_TRAINING : PATIENCE_AT_END;
    }

    private boolean isTraining(Started started) {
        return Parts.isApplication(started.name())
                && started.alive().isPresent()
                && Application.isTraining(settings, started.name());
    }

    /** A part that has ended though nobody stopped it, with the reason its log gives. */
    Optional<String> ended(Set<String> known) {
        return processes.all().stream()
                .filter(started ->
                        !known.contains(started.name()) && started.alive().isEmpty())
                .map(Started::name)
                .findFirst();
    }
}
