package crm.directory.employee;

import crm.platform.lease.Leases;
import crm.platform.refusal.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens by the clock, on one instance: the look at Keycloak, what crashes have left, the end of the day. */
@Component
class StaffJobs {
    private static final Logger log = LoggerFactory.getLogger(StaffJobs.class);

    private final Staff staff;
    private final Leases leases;

    StaffJobs(Staff staff, Leases leases) {
        this.staff = staff;
        this.leases = leases;
    }

    @Scheduled(fixedDelayString = "${crm.employees.look-every:60s}")
    void look() {
        run("keycloak-staff", staff::look);
    }

    @Scheduled(fixedDelayString = "${crm.employees.go-on-every:10s}")
    void goOn() {
        run("keycloak-wishes", staff::goOn);
    }

    @Scheduled(fixedDelayString = "${crm.presence.look-every:60s}")
    void newDay() {
        run("new-day", staff::newDay);
    }

    private void run(String lease, Runnable job) {
        if (!leases.hold(lease)) {
            return;
        }
        try {
            job.run();
        } catch (Refused away) {
            log.warn("{} is tried again: {}", lease, away.refusal().code());
        }
    }
}
