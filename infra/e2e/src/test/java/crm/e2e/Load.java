package crm.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Several clients that do the same again and again; what they got done and how long each time took. */
final class Load {
    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(12);

    private Load() {}

    /** @param millis sorted, of the successful ones */
    record Result(double perSecond, double[] millis, int failures) {
        double percentile(int percent) {
            return millis.length == 0 ? Double.NaN : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
        }

        @Override
        public String toString() {
            String failed = failures == 0 ? "" : ", " + failures + " failed";
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, p50 %.0f ms, p95 %.0f ms%s",
                    perSecond,
                    percentile(50),
                    percentile(95),
                    failed);
        }
    }

    /** @param work by a running number; true when it succeeded */
    static Result of(IntFunction<Boolean> work) throws InterruptedException {
        run(work, WARM_UP);
        return run(work, MEASURED);
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** The same so many times, not measured. */
    static void times(int count, IntFunction<Boolean> work) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        run(work, () -> left.getAndDecrement() > 0);
    }

    private static Result run(IntFunction<Boolean> work, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return run(work, () -> System.nanoTime() < end);
    }

    private static Result run(IntFunction<Boolean> work, BooleanSupplier goOn) throws InterruptedException {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicInteger failures = new AtomicInteger();
        long start = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> {
                    while (goOn.getAsBoolean()) {
                        long begin = System.nanoTime();
                        if (work.apply(NUMBERS.getAndIncrement())) {
                            millis.add((System.nanoTime() - begin) / 1e6);
                        } else {
                            failures.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                millis.size() / seconds,
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray(),
                failures.get());
    }
}
