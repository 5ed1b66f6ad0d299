package crm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo department works")
class DepartmentTest {
    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(Department.ZONE).toInstant();
    }

    @Test
    @DisplayName("on within a day")
    void within_a_day() {
        assertThat(Department.later(moscow("2026-11-23T10:00"), 90)).isEqualTo(moscow("2026-11-23T11:30"));
    }

    @Test
    @DisplayName("from 9:30 to 18:30 only")
    void over_night() {
        assertThat(Department.later(moscow("2026-11-23T18:00"), 60)).isEqualTo(moscow("2026-11-24T10:00"));
        assertThat(Department.later(moscow("2026-11-23T06:00"), 30)).isEqualTo(moscow("2026-11-23T10:00"));
    }

    @Test
    @DisplayName("from Monday to Friday")
    void over_the_weekend() {
        assertThat(Department.later(moscow("2026-11-20T18:00"), 60)).isEqualTo(moscow("2026-11-23T10:00"));
        assertThat(Department.later(moscow("2026-11-21T12:00"), 0)).isEqualTo(moscow("2026-11-23T09:30"));
    }
}
