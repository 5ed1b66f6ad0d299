package crm.platform.release;

import crm.platform.consume.Subscription;
import crm.platform.employee.Employees;
import crm.platform.lease.LeasedWork;
import crm.platform.lease.Leases;
import crm.platform.store.Aggregates;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Releases in every service that has something of employees. */
@AutoConfiguration
@ConditionalOnBean(Holdings.class)
class ReleaseConfiguration {
    @Bean
    Releases releases(Holdings holdings, Employees employees, Aggregates aggregates, Leases leases, Clock clock) {
        return new Releases(holdings, employees, aggregates, leases, clock);
    }

    @Bean
    LeasedWork releasesWork(Releases releases) {
        return releases.work();
    }

    @Bean
    Subscription releasesSubscription(Releases releases) {
        return releases.subscription();
    }

    @Bean
    ReleaseApi releaseApi(Releases releases) {
        return new ReleaseApi(releases);
    }
}
