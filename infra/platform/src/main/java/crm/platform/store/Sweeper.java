package crm.platform.store;

import crm.platform.lease.Leases;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks each second for what a crash left in an outbox; one instance at a time. */
public final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration OLDER_THAN = Duration.ofSeconds(2);

    private final Relay relay;
    private final Leases leases;

    public Sweeper(Relay relay, Leases leases) {
        this.relay = relay;
        this.leases = leases;
    }

    @Scheduled(fixedDelay = 1000)
    void sweep() throws InterruptedException {
        if (leases.hold("sweeper")) {
            int swept = relay.sweep(OLDER_THAN);
            if (swept > 0) {
                log.info("published what was left in {} outboxes", swept);
            }
        }
    }
}
