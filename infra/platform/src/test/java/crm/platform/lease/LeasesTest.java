package crm.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.sample.SampleApp;
import crm.testing.CrmTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("Leases")
class LeasesTest {
    @Autowired
    private MongoTemplate mongo;

    /** A clock that goes when it is told to. */
    private static final class Told extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    @DisplayName(
            "of two instances one holds the job; when it stops renewing, the other takes it and the first learns of it")
    void one_of_two() {
        Told clock = new Told();
        Leases one = new Leases(mongo, clock);
        Leases two = new Leases(mongo, clock);
        String job = UUID.randomUUID().toString();
        assertThat(one.hold(job)).isTrue();
        assertThat(two.hold(job)).isFalse();
        clock.now = clock.now.plus(Duration.ofSeconds(5));
        assertThat(one.hold(job)).isTrue();
        assertThat(two.hold(job)).isFalse();
        clock.now = clock.now.plus(Duration.ofSeconds(7));
        assertThat(two.hold(job)).isTrue();
        assertThat(one.hold(job)).isFalse();
    }
}
