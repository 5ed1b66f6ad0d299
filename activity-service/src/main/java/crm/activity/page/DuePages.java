package crm.activity.page;

import crm.activity.activity.Activities;
import crm.activity.activity.ActivityView;
import crm.activity.card.Cards;
import crm.activity.timeline.Feed;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.Ru;
import crm.ui.dialog.Dialog;
import crm.ui.form.Form;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A card let go on another day of the board by due date (V-1): its next activity is put there (T-3), or one is planned. */
@Controller
class DuePages {
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final LocalTime LAST = LocalTime.of(23, 59);

    private final Feed feed;
    private final Activities activities;
    private final ActivityDialogs dialogs;
    private final Cards cards;
    private final Ru ru;
    private final Clock clock;

    DuePages(Feed feed, Activities activities, ActivityDialogs dialogs, Cards cards, Ru ru, Clock clock) {
        this.feed = feed;
        this.activities = activities;
        this.dialogs = dialogs;
        this.cards = cards;
        this.ru = ru;
        this.clock = clock;
    }

    /** The columns a card is let go on; «later» begins the day after tomorrow. */
    enum Day {
        TODAY,
        TOMORROW,
        LATER
    }

    @GetMapping("/activities/due")
    String ask(@RequestParam String card, @RequestParam Day to, By by, Model model) {
        CardRef ref = TimelinePages.ref(card);
        Optional<ActivityView> next = feed.openOn(ref, by).stream()
                .min(Comparator.comparing(ActivityView::dueAt, Comparator.nullsLast(Comparator.naturalOrder())));
        if (!activities.worksOn(ref, by)) {
            throw Refusals.forbidden();
        }
        String due = due(to, next.map(ActivityView::dueAt).orElse(null)).toString();
        return next.isPresent() ? dialogs.rescheduling(next.get().id(), due, by, model) : plan(ref, due, model);
    }

    private String plan(CardRef card, String due, Model model) {
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Запланировать дело",
                                cards.find(card)
                                        .map(crm.activity.card.Card::title)
                                        .orElse(null),
                                "/activities/compose",
                                "Запланировать")
                        .form(Form.EMPTY.with("card", card).with("dueAt", due)));
        model.addAttribute("types", dialogs.meetable());
        return "activity/plan :: plan(dialog=${dialog},types=${types})";
    }

    /** The same hour of that day; what would be over today comes with the next full hour. */
    private LocalDateTime due(Day to, @Nullable Instant before) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ru.zone());
        LocalTime time = before == null ? MORNING : LocalTime.ofInstant(before, ru.zone());
        LocalDateTime due = now.toLocalDate().plusDays(to.ordinal()).atTime(time.truncatedTo(ChronoUnit.MINUTES));
        if (due.isAfter(now)) {
            return due;
        }
        LocalDateTime soon = now.plusHours(1).truncatedTo(ChronoUnit.HOURS);
        return soon.toLocalDate().equals(now.toLocalDate())
                ? soon
                : now.toLocalDate().atTime(LAST);
    }
}
