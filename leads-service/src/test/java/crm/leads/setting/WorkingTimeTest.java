package crm.leads.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L-19 Working time")
class WorkingTimeTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkingTime usual = WorkingTime.usual(MOSCOW);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(MOSCOW).toInstant();
    }

    @Test
    @DisplayName("L-19 nights, weekends and holidays do not count")
    void counts() {
        assertThat(usual.minutesBetween(at("2026-11-20T17:50"), at("2026-11-23T09:20")))
                .isEqualTo(30);
        WorkingTime closed = new WorkingTime(
                MOSCOW, usual.days(), usual.opens(), usual.closes(), Set.of(LocalDate.of(2026, 11, 23)));
        assertThat(closed.minutesBetween(at("2026-11-20T17:50"), at("2026-11-24T09:20")))
                .isEqualTo(30);
        assertThat(usual.minutesBetween(at("2026-11-23T10:00"), at("2026-11-23T09:00")))
                .isZero();
    }

    @Test
    @DisplayName("L-19 the moment since which so many minutes have passed is the last one that has them")
    void before() {
        assertThat(usual.before(at("2026-11-23T09:20"), 30)).isEqualTo(at("2026-11-20T17:50"));
        assertThat(usual.before(at("2026-11-22T12:00"), 30)).isEqualTo(at("2026-11-20T17:30"));
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Instant now = at("2026-11-01T00:00").plusSeconds(60L * random.nextInt(60 * 24 * 30));
            int minutes = 1 + random.nextInt(2000);
            Instant from = usual.before(now, minutes);
            assertThat(usual.minutesBetween(from, now)).isEqualTo(minutes);
            assertThat(usual.minutesBetween(from.plusSeconds(60), now)).isLessThanOrEqualTo(minutes);
        }
    }

    @Test
    @DisplayName("L-19 a department that never works is never late")
    void never() {
        WorkingTime never = new WorkingTime(MOSCOW, Set.of(), LocalTime.of(9, 0), LocalTime.of(18, 0), Set.of());
        assertThat(never.before(at("2026-11-23T12:00"), 30)).isBefore(at("2026-09-01T00:00"));
    }
}
