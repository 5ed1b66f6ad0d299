package crm.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Kills parts of the stack at random moments, as a crash would, and starts them again: services and the rest side by side. */
final class Chaos implements AutoCloseable {
    private static final int STARTS = 6;
    private static final int FIRST_PAUSE_MS = 2_500;
    private static final int LATER_PAUSE_MS = 25_000;
    private static final int LONGEST_DEATH_MS = 2_500;

    private final Stack stack;
    private final Map<String, Integer> kills = new ConcurrentHashMap<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> parts;
    private volatile boolean stopping;

    Chaos(Stack stack, long seed, List<List<String>> sideBySide) {
        this.stack = stack;
        this.parts = sideBySide.stream().flatMap(List::stream).collect(java.util.stream.Collectors.toSet());
        for (List<String> row : sideBySide) {
            Random random = new Random(seed + row.hashCode());
            threads.add(Thread.ofPlatform().start(() -> run(new ArrayList<>(row), random)));
        }
    }

    private void run(List<String> row, Random random) {
        for (int i = 0; !stopping; i++) {
            if (i % row.size() == 0) {
                Collections.shuffle(row, random);
            }
            int pause = i < row.size() ? FIRST_PAUSE_MS : LATER_PAUSE_MS;
            if (!sleep(500 + random.nextInt(pause))) {
                return;
            }
            String part = row.get(i % row.size());
            stack.crm("kill", part);
            kills.merge(part, 1, Integer::sum);
            sleep(random.nextInt(LONGEST_DEATH_MS));
            readErrors(part);
            restart(part);
        }
    }

    /** What a part needs may just be dead too: then it does not start, and is started once more. */
    private void restart(String part) {
        for (int attempt = 1; ; attempt++) {
            try {
                stack.crm("restart", part);
                return;
            } catch (IllegalStateException failed) {
                if (attempt == STARTS) {
                    failures.add(part + " does not start: " + failed.getMessage());
                    return;
                }
                sleep(2_000);
            }
        }
    }

    private static boolean sleep(int millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A log ends with its process: what it says of errors is kept. */
    private void readErrors(String part) {
        Path log = stack.log(part);
        if (!Files.exists(log)) {
            return;
        }
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains(" ERROR ")).forEach(line -> errors.add(part + ": " + line));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            errors.add(part + ": " + unreadable);
        }
    }

    boolean allWereKilled() {
        return kills.keySet().containsAll(parts) || !failures.isEmpty();
    }

    Map<String, Integer> kills() {
        return new TreeMap<>(kills);
    }

    /** Parts that did not come up again. */
    List<String> failures() {
        return failures;
    }

    /** Lines of level ERROR, of all processes there have been. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Ends when everything that was killed is up again. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        parts.forEach(this::readErrors);
    }
}
