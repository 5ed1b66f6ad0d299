package crm.ui;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates, sums, phones and plurals as Russians write them, with no-break spaces, in one zone at one moment. Templates
 * have it as {@code #ru}. An absent value is an empty string.
 */
public record Ru(ZoneId zone, Clock clock) {

    private static final String NBSP = "\u00a0";
    private static final Locale LOCALE = Locale.of("ru", "RU");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("dd.MM");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("d\u00a0MMMM", LOCALE);
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** A chip that fills a date field: what it says and the field's value. */
    public record DateChip(String label, String value) {}

    /** 23.11.2026 */
    public String date(@Nullable Instant at) {
        return at == null ? "" : DATE.format(local(at));
    }

    /** 23.11.2026 */
    public String date(@Nullable LocalDate day) {
        return day == null ? "" : DATE.format(day);
    }

    /** 14:30 */
    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(local(at));
    }

    /** 23.11.2026 14:30 */
    public String dateTime(@Nullable Instant at) {
        return at == null ? "" : date(at) + NBSP + time(at);
    }

    /** 23.11 14:30, with the year when it is not the present one. */
    public String shortDateTime(@Nullable Instant at) {
        return at == null ? "" : shortDate(local(at).toLocalDate()) + NBSP + time(at);
    }

    /** A deadline as one says it: «сегодня 14:30», «завтра 10:00», «27.11 12:00», «просрочено 2 дн», «вчера 16:00». */
    public String due(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        var now = clock.instant();
        long days = days(now, at);
        if (at.isBefore(now)) {
            var late = Duration.between(at, now);
            return days == 0
                    ? "просрочено" + NBSP
                            + (late.toHours() > 0 ? late.toHours() + NBSP + "ч" : late.toMinutes() + NBSP + "мин")
                    : days == -1 ? "вчера" + NBSP + time(at) : "просрочено" + NBSP + count(-days) + NBSP + "дн";
        }
        return days == 0 ? "сегодня" + NBSP + time(at) : days == 1 ? "завтра" + NBSP + time(at) : shortDateTime(at);
    }

    /** The signal of a deadline: {@code overdue} from the moment it passes, {@code today} until midnight, {@code planned}, {@code none}. */
    public String signal(@Nullable Instant due) {
        if (due == null) {
            return "none";
        }
        var now = clock.instant();
        return due.isBefore(now) ? "overdue" : days(now, due) == 0 ? "today" : "planned";
    }

    /** How long ago, for notifications: «сейчас», «2 мин», «11:15», «вчера», «20.11». */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        var now = clock.instant();
        long days = days(at, now);
        long minutes = Duration.between(at, now).toMinutes();
        if (days == 0) {
            return minutes < 1 ? "сейчас" : minutes < 60 ? minutes + NBSP + "мин" : time(at);
        }
        return days == 1 ? "вчера" : shortDate(local(at).toLocalDate());
    }

    /** The heading of a day in a timeline: «Сегодня, 23 ноября», «19 ноября», «14 декабря 2025». */
    public String day(@Nullable LocalDate day) {
        if (day == null) {
            return "";
        }
        var today = today();
        String words = WORDS.format(day) + (day.getYear() == today.getYear() ? "" : NBSP + day.getYear());
        if (day.equals(today)) {
            return "Сегодня, " + words;
        }
        return day.equals(today.minusDays(1))
                ? "Вчера, " + words
                : day.equals(today.plusDays(1)) ? "Завтра, " + words : words;
    }

    /** The day of a moment in this zone. */
    public @Nullable LocalDate dayOf(@Nullable Instant at) {
        return at == null ? null : local(at).toLocalDate();
    }

    /** Whole calendar days since then: «12 дн», «0 дн». */
    public String daysSince(@Nullable Instant at) {
        return at == null ? "" : count(Math.max(0, days(at, clock.instant()))) + NBSP + "дн";
    }

    /** A span in its two greatest units at most: «14 мин», «6 мин 12 с», «3 ч 5 мин», «12 дн». */
    public String span(@Nullable Duration span) {
        if (span == null) {
            return "";
        }
        if (span.toDays() > 0) {
            return count(span.toDays()) + NBSP + "дн";
        }
        if (span.toHours() > 0) {
            return span.toHours() + NBSP + "ч"
                    + (span.toMinutesPart() > 0 ? NBSP + span.toMinutesPart() + NBSP + "мин" : "");
        }
        if (span.toMinutes() > 0) {
            return span.toMinutes() + NBSP + "мин"
                    + (span.toMinutes() < 10 && span.toSecondsPart() > 0
                            ? NBSP + span.toSecondsPart() + NBSP + "с"
                            : "");
        }
        return span.toSeconds() + NBSP + "с";
    }

    /** 125 430,50 ₽ */
    public String sum(@Nullable BigDecimal roubles) {
        return roubles == null ? "" : amount(roubles) + NBSP + "₽";
    }

    /** 125 430,50: for fields, where the sign of the rouble is in the label. */
    public String amount(@Nullable BigDecimal amount) {
        return amount == null ? "" : decimal("#,##0.00").format(amount);
    }

    /** A number without needless zeros, at most three decimals: 1, 0,5, 1 240. */
    public String number(@Nullable BigDecimal number) {
        return number == null ? "" : decimal("#,##0.###").format(number);
    }

    /** 10 032 */
    public String count(long count) {
        return decimal("#,##0").format(count);
    }

    /** A share 0…1 as 12,5 %. */
    public String percent(@Nullable BigDecimal share) {
        return share == null ? "" : decimal("#,##0.#").format(share.movePointRight(2)) + NBSP + "%";
    }

    /** «1 лид», «3 лида», «12 лидов». */
    public String plural(long count, String one, String few, String many) {
        return count(count) + NBSP + form(count, one, few, many);
    }

    /** The form of a word after a number, without the number. */
    public String form(long count, String one, String few, String many) {
        long tens = Math.abs(count) % 100;
        long units = tens % 10;
        if (tens > 10 && tens < 20) {
            return many;
        }
        return units == 1 ? one : units > 1 && units < 5 ? few : many;
    }

    /** +7 (495) 123-45-67; what is no phone is given back as it is. */
    public String phone(@Nullable String number) {
        return phone(number, null);
    }

    /** +7 (495) 123-45-67 доб. 12 */
    public String phone(@Nullable String number, @Nullable String extension) {
        if (number == null || number.isBlank()) {
            return "";
        }
        var parsed = masked(number) ? null : parse(number);
        String shown = parsed == null
                ? number
                : parsed.getCountryCode() == 7
                        ? "+7"
                                + PHONES.format(parsed, PhoneNumberFormat.NATIONAL)
                                        .replaceFirst("^8", "")
                        : PHONES.format(parsed, PhoneNumberFormat.INTERNATIONAL);
        String tail = extension == null || extension.isBlank() ? "" : " доб. " + extension;
        return (shown + tail).replace(" ", NBSP).replace("-", "\u2011");
    }

    /** Whether some of its digits are hidden: such a number is shown and never called. */
    public boolean masked(@Nullable String number) {
        return number != null && number.indexOf('\u2022') >= 0;
    }

    /** The address of a phone, {@code tel:+74951234567;ext=12}. */
    public String tel(@Nullable String number, @Nullable String extension) {
        if (number == null || number.isBlank()) {
            return "";
        }
        var parsed = parse(number);
        String digits =
                parsed == null ? number.replaceAll("[^+\\d]", "") : PHONES.format(parsed, PhoneNumberFormat.E164);
        return "tel:" + digits + (extension == null || extension.isBlank() ? "" : ";ext=" + extension);
    }

    /** 1,8 МБ */
    public String size(long bytes) {
        if (bytes < 1024) {
            return bytes + NBSP + "Б";
        }
        double kilobytes = bytes / 1024.0;
        return kilobytes < 1000
                ? decimal("#,##0").format(kilobytes) + NBSP + "КБ"
                : kilobytes / 1024 < 1000
                        ? decimal("#,##0.#").format(kilobytes / 1024) + NBSP + "МБ"
                        : decimal("#,##0.#").format(kilobytes / 1024 / 1024) + NBSP + "ГБ";
    }

    /** The value of a {@code datetime-local} field. */
    public String field(@Nullable Instant at) {
        return at == null ? "" : FIELD.format(local(at));
    }

    /** What a person reads in a date field whose value is {@code 2026-11-23} or {@code 2026-11-23T14:30}. */
    public String fieldShown(@Nullable String value) {
        if (value == null || !value.matches("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}.*)?")) {
            return value == null ? "" : value;
        }
        String day = value.substring(8, 10) + "." + value.substring(5, 7) + "." + value.substring(0, 4);
        return value.length() < 16 ? day : day + " " + value.substring(11, 16);
    }

    /** The moment typed into a {@code datetime-local} field. Throws {@link java.time.format.DateTimeParseException}. */
    public Instant typed(String field) {
        return LocalDateTime.parse(field).atZone(zone).toInstant();
    }

    /** Chips for a date and time: in an hour, today 18:00 while that is ahead, tomorrow 10:00, in 3 days, in a week. */
    public List<DateChip> timeChips() {
        var now = ZonedDateTime.now(clock.withZone(zone));
        var today = now.toLocalDate();
        var ten = LocalTime.of(10, 0);
        var soon = now.plusHours(1).truncatedTo(ChronoUnit.HOURS).plusMinutes(now.getMinute() < 30 ? 0 : 30);
        var chips = new java.util.ArrayList<DateChip>();
        chips.add(new DateChip("через час", FIELD.format(soon)));
        if (now.getHour() < 17) {
            chips.add(new DateChip("сегодня 18:00", FIELD.format(today.atTime(18, 0))));
        }
        chips.add(new DateChip("завтра 10:00", FIELD.format(today.plusDays(1).atTime(ten))));
        chips.add(new DateChip("через 3 дня", FIELD.format(today.plusDays(3).atTime(ten))));
        chips.add(new DateChip("через неделю", FIELD.format(today.plusWeeks(1).atTime(ten))));
        return List.copyOf(chips);
    }

    /** The next morning somebody works, as the value of a date-time field: ten o'clock, not on Saturday or Sunday. */
    public String nextMorning() {
        var day = today().plusDays(1);
        while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            day = day.plusDays(1);
        }
        return FIELD.format(day.atTime(10, 0));
    }

    /** Chips for a far day: in 2 weeks, in a month, in 3 months. */
    public List<DateChip> dayChips() {
        var today = today();
        return List.of(
                new DateChip("через 2 недели", today.plusWeeks(2).toString()),
                new DateChip("через месяц", today.plusMonths(1).toString()),
                new DateChip("через 3 месяца", today.plusMonths(3).toString()));
    }

    /** Today in this zone. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    /** Верещагин К. П. */
    public String shortName(@Nullable String fullName) {
        if (fullName == null || fullName.isBlank()) {
            return "";
        }
        String[] words = fullName.strip().split("\\s+");
        var shown = new StringBuilder(words[0]);
        for (int i = 1; i < Math.min(words.length, 3); i++) {
            shown.append(NBSP).append(words[i].charAt(0)).append('.');
        }
        return shown.toString();
    }

    /** The amount people typed («430 200,00», «430200.5 ₽»), null when it is no number. */
    public static @Nullable BigDecimal parseAmount(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String plain = typed.replaceAll("[\\s\u00a0\u202f₽]", "").replace(',', '.');
        return plain.matches("-?\\d{1,15}(\\.\\d{1,6})?") ? new BigDecimal(plain) : null;
    }

    private String shortDate(LocalDate day) {
        return (day.getYear() == today().getYear() ? SHORT_DATE : DATE).format(day);
    }

    private long days(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(local(from).toLocalDate(), local(to).toLocalDate());
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(zone);
    }

    private static @Nullable PhoneNumber parse(String number) {
        try {
            var parsed = PHONES.parse(number, "RU");
            return PHONES.isPossibleNumber(parsed) ? parsed : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static DecimalFormat decimal(String pattern) {
        var symbols = DecimalFormatSymbols.getInstance(LOCALE);
        symbols.setGroupingSeparator('\u00a0');
        symbols.setDecimalSeparator(',');
        symbols.setMinusSign('\u2212');
        var format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
