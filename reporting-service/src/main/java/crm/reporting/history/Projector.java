package crm.reporting.history;

import crm.platform.lease.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the generation in use up with the log, and beside it builds a new one when that is asked for; each on the one instance
 * that holds its lease. Should two ever run at once, both write the same facts.
 */
@Component
final class Projector implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Projector.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);
    /** What is built stays ready so long before it is used: the instances read it meanwhile. */
    private static final Duration READY = Duration.ofSeconds(3);

    private final Generations generations;
    private final Histories histories;
    private final ConsumerFactory<String, String> consumers;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicLong lag = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private Instant swept = Instant.MIN;

    Projector(
            Generations generations,
            Histories histories,
            ConsumerFactory<String, String> consumers,
            Leases leases,
            MeterRegistry meters,
            Clock clock) {
        this.generations = generations;
        this.histories = histories;
        this.consumers = consumers;
        this.leases = leases;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("crm.reports.lag", lag);
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofPlatform().name("history").start(() -> run("history", Generations.Current::live)));
        threads.add(Thread.ofPlatform()
                .name("history-rebuild")
                .start(() -> run("history-rebuild", Generations.Current::building)));
    }

    private void run(String job, Function<Generations.Current, @Nullable Integer> which) {
        while (running) {
            try {
                Integer number = which.apply(generations.current());
                if (number == null || !leases.hold(job)) {
                    pause();
                } else {
                    read(job, which, number);
                }
            } catch (RuntimeException failed) {
                // the store or Kafka is away, or this instance stops: what was read is read again
                if (running) {
                    log.warn("{} begins again: {}", job, failed.toString());
                    pause();
                }
            }
        }
    }

    private void read(String job, Function<Generations.Current, @Nullable Integer> which, int number) {
        try (LogReader reader = new LogReader(number, generations, histories, consumers, meters, clock)) {
            boolean mine = true;
            while (running && mine && leases.hold(job)) {
                mine = reader.step();
                Generations.Current current = generations.current();
                if (!Integer.valueOf(number).equals(which.apply(current))) {
                    return;
                }
                if (current.live() == number) {
                    lag.set(reader.lag());
                    sweepNowAndThen();
                } else if (mine && reader.lag() == 0) {
                    putToUseWhenReady(number);
                }
            }
        }
    }

    private void putToUseWhenReady(int number) {
        Instant ready = generations.get(number).readyAt();
        if (ready == null) {
            generations.ready(number);
        } else if (ready.isBefore(clock.instant().minus(READY))) {
            generations.putToUse(number);
            log.info("generation {} is in use", number);
        }
    }

    private void sweepNowAndThen() {
        if (swept.isBefore(clock.instant().minus(SWEEP_EVERY))) {
            swept = clock.instant();
            generations.sweep();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
