package crm.platform.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Long work that goes on in the background of one instance at a time, by a lease: whoever comes after a crash finds what is stored
 * of it and goes on. It works a share of the time only, so that those who work meanwhile do not wait.
 */
public final class LeasedWork implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LeasedWork.class);
    /** Of the time; the rest is left to others. */
    private static final double SHARE = 0.55;
    /** However quick the work is: what it makes others do with its events takes time too. */
    private static final Duration LEAST_REST = Duration.ofMillis(4);

    private final String lease;
    private final Leases leases;
    private final Runnable work;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean running;

    /**
     * @param lease its name, which is the thread's too
     * @param work one look at what there is to do, until nothing is left or {@link #needLease} refuses
     */
    public LeasedWork(String lease, Leases leases, Runnable work) {
        this.lease = lease;
        this.leases = leases;
        this.work = work;
    }

    /** Begins, unless it goes on already or on another instance. */
    @Scheduled(fixedDelay = 1000)
    public void wake() {
        // a thread of its own: what else is done by the clock must not wait for it
        if (running && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name(lease).start(() -> {
                try {
                    if (mayGoOn()) {
                        work.run();
                    }
                } catch (RuntimeException failed) {
                    log.warn("{} go on in a moment: {}", lease, failed.toString());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    public boolean mayGoOn() {
        return running && leases.hold(lease);
    }

    /** @throws IllegalStateException if another instance goes on, or this one stops */
    public void needLease() {
        if (!mayGoOn()) {
            throw new IllegalStateException("another instance goes on");
        }
    }

    /** Leaves others their share of the time after a piece of work. */
    public void rest(Duration worked) {
        try {
            Duration rest = Duration.ofNanos((long) (worked.toNanos() * (1 - SHARE) / SHARE));
            Thread.sleep(rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
