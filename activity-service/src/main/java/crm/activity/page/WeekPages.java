package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.activity.timeline.Feed;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.Ru;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar by week (T-9): what is open, day by day; dragged to another day it is rescheduled. */
@Controller
class WeekPages {
    private static final int DAYS = 7;

    private final Feed feed;
    private final Cards cards;
    private final Ru ru;

    WeekPages(Feed feed, Cards cards, Ru ru) {
        this.feed = feed;
        this.cards = cards;
        this.ru = ru;
    }

    /** @param date {@code YYYY-MM-DD} */
    record Day(String date, String title, boolean today, List<Slot> slots) {}

    /**
     * Something on a day.
     *
     * @param at what it would be put to on another day but the date: {@code HH:mm}
     * @param own whether it is his to be put elsewhere; he is only invited else
     */
    record Slot(
            String id,
            String time,
            String at,
            String type,
            @Nullable String text,
            String cardTitle,
            String cardUrl,
            boolean late,
            boolean own) {}

    @GetMapping("/my-day/week")
    String week(@RequestParam(required = false) @Nullable String from, By by, Model model) {
        model.addAttribute("page", MyDayPages.page(true, by));
        fill(from, by, model);
        return "activity/week";
    }

    /** The week alone, drawn anew after something changed. */
    @GetMapping("/my-day/week/days")
    String days(@RequestParam(required = false) @Nullable String from, By by, Model model) {
        fill(from, by, model);
        return "activity/week :: days(days=${days},monday=${monday},before=${before},after=${after},title=${title})";
    }

    private void fill(@Nullable String from, By by, Model model) {
        LocalDate monday = day(from).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<ActivityView> open = feed.between(
                by,
                monday.atStartOfDay(ru.zone()).toInstant(),
                monday.plusDays(DAYS).atStartOfDay(ru.zone()).toInstant());
        Map<String, Card> known =
                cards.findAll(open.stream().map(ActivityView::card).distinct().toList());
        List<Day> days = IntStream.range(0, DAYS)
                .mapToObj(monday::plusDays)
                .map(day -> new Day(
                        day.toString(),
                        ru.day(day),
                        day.equals(ru.today()),
                        open.stream()
                                .filter(view -> day.equals(ru.dayOf(view.dueAt())))
                                .map(view -> slot(view, known.get(view.card()), by))
                                .toList()))
                .toList();
        model.addAttribute("days", days);
        model.addAttribute("monday", monday.toString());
        model.addAttribute("before", monday.minusDays(DAYS).toString());
        model.addAttribute("after", monday.plusDays(DAYS).toString());
        model.addAttribute("title", ru.date(monday) + " – " + ru.date(monday.plusDays(DAYS - 1)));
    }

    private LocalDate day(@Nullable String from) {
        if (from == null) {
            return ru.today();
        }
        try {
            return LocalDate.parse(from);
        } catch (DateTimeException noDay) {
            throw Refusals.malformed("from", from);
        }
    }

    private Slot slot(ActivityView view, @Nullable Card card, By by) {
        CardRef ref = CardRef.of(view.card());
        return new Slot(
                view.id(),
                ru.time(view.dueAt()),
                ru.field(view.dueAt()).substring("YYYY-MM-DDT".length()),
                view.type(),
                view.text(),
                Todos.title(card),
                TimelinePages.url(ref),
                "overdue".equals(ru.signal(view.dueAt())),
                by.id().equals(view.responsibleId()));
    }
}
