package crm.activity.activity;

import crm.platform.lease.Leases;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes files that nobody attached, and what uploads left that were cut off by a crash (T-11). */
@Component
class FileUpkeep {
    private static final Logger log = LoggerFactory.getLogger(FileUpkeep.class);
    private static final int A_ROUND = 200;

    private final Activities activities;
    private final Leases leases;
    private final Duration looseFor;

    FileUpkeep(Activities activities, Leases leases, @Value("${crm.files.loose-for}") Duration looseFor) {
        this.activities = activities;
        this.leases = leases;
        this.looseFor = looseFor;
    }

    @Scheduled(fixedDelayString = "${crm.files.upkeep-every}")
    void round() {
        if (leases.hold("files")) {
            int removed = activities.removeLooseFiles(looseFor, A_ROUND);
            if (removed > 0) {
                log.info("removed {} files that were never attached", removed);
            }
        }
    }
}
