package crm.leads.setting;

import crm.platform.setting.Setting;
import crm.platform.setting.Settings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What is decided about leads, as the rules ask for it. */
@Component
public class LeadSettings {
    private static final List<String> DAYS = List.of("пн", "вт", "ср", "чт", "пт", "сб", "вс");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int MOST_HOLIDAYS = 400;

    static final Setting<Mode> ASSIGNMENT = Setting.choice("assignment", Mode.BY_HAND);
    static final Setting<Integer> MINUTES_TO_ACCEPT = Setting.number("minutes-to-accept", 30, 1, 10_000);
    static final Setting<Boolean> HAND_ON = Setting.flag("hand-on", false);
    static final Setting<Set<DayOfWeek>> WORKING_DAYS = Setting.line(
            "working-days",
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LeadSettings::days,
            days -> days.stream().sorted().map(day -> DAYS.get(day.ordinal())).collect(Collectors.joining(", ")));
    static final Setting<Hours> WORKING_HOURS = Setting.line(
            "working-hours", new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0)), Hours::parse, Hours::toString);
    static final Setting<Set<LocalDate>> HOLIDAYS = Setting.lines(
            "holidays",
            Set.of(),
            LeadSettings::holidays,
            days -> days.stream().sorted().map(DAY::format).collect(Collectors.joining("\n")));

    /** All of them, in the order of their page. */
    public static final List<Setting<?>> ALL =
            List.of(ASSIGNMENT, MINUTES_TO_ACCEPT, HAND_ON, WORKING_DAYS, WORKING_HOURS, HOLIDAYS);

    private final Settings settings;
    private final ZoneId zone;

    LeadSettings(Settings settings, @Value("${crm.zone}") ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    private record Hours(LocalTime opens, LocalTime closes) {
        static Hours parse(String typed) {
            String[] ends = typed.replaceAll("\\s", "").split("[-–—]");
            if (ends.length != 2) {
                throw new IllegalArgumentException(typed);
            }
            Hours hours = new Hours(LocalTime.parse(ends[0], TIME), LocalTime.parse(ends[1], TIME));
            if (!hours.opens.isBefore(hours.closes)) {
                throw new IllegalArgumentException(typed);
            }
            return hours;
        }

        @Override
        public String toString() {
            return TIME.format(opens) + "–" + TIME.format(closes);
        }
    }

    private static Set<DayOfWeek> days(String typed) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : typed.toLowerCase(Locale.ROOT).split("[\\s,;]+")) {
            int at = DAYS.indexOf(word);
            if (at < 0) {
                throw new IllegalArgumentException(typed);
            }
            days.add(DayOfWeek.of(at + 1));
        }
        return days;
    }

    private static Set<LocalDate> holidays(String typed) {
        Set<LocalDate> days = Arrays.stream(typed.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.indexOf('-') > 0 ? LocalDate.parse(word) : LocalDate.parse(word, DAY))
                .collect(Collectors.toCollection(TreeSet::new));
        if (days.size() > MOST_HOLIDAYS) {
            throw new IllegalArgumentException(typed);
        }
        return days;
    }

    public Mode assignment() {
        return settings.get(ASSIGNMENT);
    }

    /** How many working minutes one has to take a lead into work (L-19). */
    public int minutesToAccept() {
        return settings.get(MINUTES_TO_ACCEPT);
    }

    /** Whether a lead that was not taken in time goes to the next in turn (L-19). */
    public boolean handsOn() {
        return settings.get(HAND_ON);
    }

    public WorkingTime workingTime() {
        Hours hours = settings.get(WORKING_HOURS);
        return new WorkingTime(zone, settings.get(WORKING_DAYS), hours.opens(), hours.closes(), settings.get(HOLIDAYS));
    }
}
