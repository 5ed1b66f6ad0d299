package crm.ui.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card's timeline.
 *
 * @param subject whose: {@code lead/0199…}; it is drawn anew when that changes
 * @param url where it is fetched from, with the present filter
 * @param open planned ones, soonest first
 * @param days the history, newest first
 * @param filters «Всё», «Разговоры», «Письма», «Файлы», «Изменения»
 * @param search where the history is searched
 * @param note what is to be known of the whole, such as how long the card has waited
 * @param moreUrl where older ones are fetched as one scrolls, null when there are none
 */
public record Timeline(
        String subject,
        String url,
        List<Entry> open,
        List<Day> days,
        List<Kinds> filters,
        Search search,
        @Nullable String note,
        @Nullable String moreUrl) {

    /** The entries of one day. */
    public record Day(LocalDate day, List<Entry> entries) {}

    /** Where the history is searched, by {@code q}, and what for now: empty for all of it. */
    public record Search(String url, String text) {}

    /** One filter of the history: its word, its count if known, its address, whether it is the present one. */
    public record Kinds(String label, @Nullable Long count, String url, boolean current) {}

    /** Entries sorted newest first, put into days of a zone. */
    public static List<Day> byDay(List<Entry> entries, crm.ui.Ru ru) {
        var days = new ArrayList<Day>();
        for (var entry : entries) {
            var day = ru.dayOf(entry.at());
            if (day == null) {
                continue;
            }
            if (days.isEmpty() || !days.getLast().day().equals(day)) {
                days.add(new Day(day, new ArrayList<>()));
            }
            days.getLast().entries().add(entry);
        }
        return days;
    }
}
