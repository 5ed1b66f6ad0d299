package crm.leads.lead;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The department's working hours: Monday to Friday, 9 to 18, in its zone. */
record WorkingTime(ZoneId zone) {
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);

    /** Whole working minutes between two moments; 0 if the second is not after the first. */
    long minutesBetween(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        ZonedDateTime end = to.atZone(zone);
        for (ZonedDateTime day = from.atZone(zone).with(LocalTime.MIN); day.isBefore(end); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            Instant opens = later(day.with(OPENS).toInstant(), from);
            Instant closes = earlier(day.with(CLOSES).toInstant(), to);
            if (closes.isAfter(opens)) {
                worked = worked.plus(Duration.between(opens, closes));
            }
        }
        return worked.toMinutes();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
