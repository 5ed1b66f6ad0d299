package crm.leads.setting;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/** When the department works: days of the week, hours, and the days off among them, in its zone (L-19). */
public record WorkingTime(
        ZoneId zone, Set<DayOfWeek> days, LocalTime opens, LocalTime closes, Set<LocalDate> holidays) {
    /** Farther back nobody looks: whoever has no working hour in a quarter works by no calendar. */
    private static final int DAYS_BACK = 100;

    public WorkingTime {
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /** Monday to Friday, 9 to 18. */
    public static WorkingTime usual(ZoneId zone) {
        return new WorkingTime(
                zone,
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(18, 0),
                Set.of());
    }

    /** Whole working minutes between two moments; 0 if the second is not after the first. */
    public long minutesBetween(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        ZonedDateTime end = to.atZone(zone);
        for (ZonedDateTime day = from.atZone(zone).with(LocalTime.MIN); day.isBefore(end); day = day.plusDays(1)) {
            if (works(day.toLocalDate())) {
                Instant start = later(day.with(opens).toInstant(), from);
                Instant finish = earlier(day.with(closes).toInstant(), to);
                if (finish.isAfter(start)) {
                    worked = worked.plus(Duration.between(start, finish));
                }
            }
        }
        return worked.toMinutes();
    }

    /** The latest moment since which so many working minutes have passed by now. */
    public Instant before(Instant now, long minutes) {
        Duration left = Duration.ofMinutes(minutes);
        ZonedDateTime today = now.atZone(zone).with(LocalTime.MIN);
        for (int back = 0; back <= DAYS_BACK; back++) {
            ZonedDateTime day = today.minusDays(back);
            Instant start = day.with(opens).toInstant();
            Instant finish = earlier(day.with(closes).toInstant(), now);
            if (works(day.toLocalDate()) && finish.isAfter(start)) {
                Duration worked = Duration.between(start, finish);
                if (worked.compareTo(left) >= 0) {
                    return finish.minus(left);
                }
                left = left.minus(worked);
            }
        }
        return today.minusDays(DAYS_BACK).toInstant();
    }

    private boolean works(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
