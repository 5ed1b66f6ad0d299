package crm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuTest {

    private final Ru ru = new Ru(Shell.ZONE, Clock.fixed(moscow("2026-11-23T11:04"), ZoneOffset.UTC));

    @Test
    @DisplayName("dates and times are those of the user's zone, held together by no-break spaces")
    void dates() {
        assertThat(ru.date(Instant.parse("2026-11-22T22:30:00Z"))).isEqualTo("23.11.2026");
        assertThat(ru.dateTime(moscow("2026-11-23T14:30"))).isEqualTo("23.11.2026\u00a014:30");
        assertThat(ru.date((Instant) null)).isEmpty();
        assertThat(ru.day(LocalDate.of(2026, 11, 22))).isEqualTo("Вчера, 22\u00a0ноября");
        assertThat(ru.day(LocalDate.of(2025, 12, 14))).isEqualTo("14\u00a0декабря\u00a02025");
    }

    @Test
    @DisplayName("a deadline is said as people say it, and its signal follows the clock")
    void deadlines() {
        assertThat(ru.due(moscow("2026-11-23T14:30"))).isEqualTo("сегодня\u00a014:30");
        assertThat(ru.due(moscow("2026-11-24T10:00"))).isEqualTo("завтра\u00a010:00");
        assertThat(ru.due(moscow("2026-11-27T12:00"))).isEqualTo("27.11\u00a012:00");
        assertThat(ru.due(moscow("2027-01-15T10:00"))).isEqualTo("15.01.2027\u00a010:00");
        assertThat(ru.due(moscow("2026-11-23T09:00"))).isEqualTo("просрочено\u00a02\u00a0ч");
        assertThat(ru.due(moscow("2026-11-22T16:00"))).isEqualTo("вчера\u00a016:00");
        assertThat(ru.due(moscow("2026-11-21T16:00"))).isEqualTo("просрочено\u00a02\u00a0дн");
        assertThat(ru.signal(moscow("2026-11-23T11:03"))).isEqualTo("overdue");
        assertThat(ru.signal(moscow("2026-11-23T23:59"))).isEqualTo("today");
        assertThat(ru.signal(moscow("2026-11-24T00:00"))).isEqualTo("planned");
        assertThat(ru.signal(null)).isEqualTo("none");
    }

    @Test
    @DisplayName("the next morning is a working one: Monday's after Friday, Saturday and Sunday")
    void next_morning() {
        assertThat(ru.nextMorning()).isEqualTo("2026-11-24T10:00");
        for (String day : new String[] {"2026-11-27", "2026-11-28", "2026-11-29"}) {
            assertThat(new Ru(Shell.ZONE, Clock.fixed(moscow(day + "T18:30"), ZoneOffset.UTC)).nextMorning())
                    .as(day)
                    .isEqualTo("2026-11-30T10:00");
        }
    }

    @Test
    @DisplayName("sums are exact to the kopeck")
    void sums() {
        assertThat(ru.sum(new BigDecimal("125430.5"))).isEqualTo("125\u00a0430,50\u00a0₽");
        assertThat(ru.sum(new BigDecimal("999999999.99"))).isEqualTo("999\u00a0999\u00a0999,99\u00a0₽");
        assertThat(ru.number(new BigDecimal("1.500"))).isEqualTo("1,5");
        assertThat(Ru.parseAmount("430\u00a0200,00 ₽")).isEqualByComparingTo("430200");
        assertThat(Ru.parseAmount("много")).isNull();
    }

    @Test
    @DisplayName("D-8 a phone is shown the way people write it")
    void phones() {
        assertThat(plain(ru.phone("+74951234567", "12"))).isEqualTo("+7 (495) 123-45-67 доб. 12");
        assertThat(plain(ru.phone("8 912 640-18-22"))).isEqualTo("+7 (912) 640-18-22");
        assertThat(plain(ru.phone("+78182411515"))).isEqualTo("+7 (818) 241-15-15");
        assertThat(plain(ru.phone("+4930123456"))).isEqualTo("+49 30 123456");
        assertThat(ru.phone("спросить")).isEqualTo("спросить");
        assertThat(ru.tel("8 (495) 123-45-67", "12")).isEqualTo("tel:+74951234567;ext=12");
    }

    @Test
    @DisplayName("words agree with their number")
    void plurals() {
        assertThat(plain(ru.plural(1, "лид", "лида", "лидов"))).isEqualTo("1 лид");
        assertThat(plain(ru.plural(3, "лид", "лида", "лидов"))).isEqualTo("3 лида");
        assertThat(plain(ru.plural(11, "лид", "лида", "лидов"))).isEqualTo("11 лидов");
        assertThat(plain(ru.plural(1021, "лид", "лида", "лидов"))).isEqualTo("1 021 лид");
    }

    @Test
    @DisplayName("spans and sizes are short")
    void spans() {
        assertThat(plain(ru.span(Duration.ofSeconds(372)))).isEqualTo("6 мин 12 с");
        assertThat(plain(ru.span(Duration.ofMinutes(14)))).isEqualTo("14 мин");
        assertThat(plain(ru.span(Duration.ofDays(12)))).isEqualTo("12 дн");
        assertThat(plain(ru.size(1_900_000))).isEqualTo("1,8 МБ");
        assertThat(plain(ru.size(219_000))).isEqualTo("214 КБ");
    }

    @Test
    @DisplayName("a person has initials, a company its own letter")
    void people() {
        assertThat(Person.of("1", "Анна Ковалёва").initials()).isEqualTo("АК");
        assertThat(Person.company("2", "ООО «Нэйм»").initials()).isEqualTo("Н");
        assertThat(plain(ru.shortName("Верещагин Константин Павлович"))).isEqualTo("Верещагин К. П.");
    }

    @Test
    @DisplayName("what a response says travels in a header as ASCII, told to the page whatever became of the button")
    void triggers() {
        assertThat(HxTrigger.changed("lead", "1")
                        .toast("Готово", "/leads/1/stage", Map.of("to", "NEW"))
                        .value())
                .isEqualTo("{\"crm:changed-subject\":{\"subject\":\"lead/1\",\"target\":\"body\"},\"crm:toast\":"
                        + "{\"target\":\"body\",\"text\":\"\\u0413\\u043e\\u0442\\u043e\\u0432\\u043e\",\"undo\":"
                        + "{\"url\":\"/leads/1/stage\",\"values\":{\"to\":\"NEW\"}}}}");
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u2011', '-');
    }

    private static Instant moscow(String at) {
        return Instant.parse(at + ":00+03:00");
    }
}
