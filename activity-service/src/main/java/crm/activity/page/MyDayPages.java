package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.activity.State;
import crm.activity.card.Asked;
import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.activity.timeline.Feed;
import crm.activity.timeline.Feed.Due;
import crm.events.CardRef;
import crm.platform.security.By;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** «Мой день» (T-9): what is open and due, over all cards. */
@Controller
class MyDayPages {
    private static final int SHOWN = 100;

    private final Feed feed;
    private final Cards cards;
    private final Asked asked;
    private final Ru ru;

    MyDayPages(Feed feed, Cards cards, Asked asked, Ru ru) {
        this.feed = feed;
        this.cards = cards;
        this.asked = asked;
        this.ru = ru;
    }

    /** A part of the day: signal is overdue, today or planned. */
    record Group(String title, String signal, long count, List<Todo> todos) {}

    /** One thing to do; {@code kind} and {@code stage} are of its card. */
    record Todo(
            String id,
            String time,
            String type,
            @Nullable String text,
            String cardTitle,
            String cardUrl,
            String kind,
            @Nullable String stage) {}

    /** A card he is asked into (P-3). */
    record Invitation(String when, String type, @Nullable String text, String cardTitle, String cardUrl) {}

    @GetMapping("/my-day")
    String day(By by, Model model) {
        model.addAttribute("page", page(false));
        fill(by, model);
        return "activity/my-day";
    }

    static Page page(boolean week) {
        return Page.of("Мой день", Section.MY_DAY)
                .view("Список", "list-check", "/my-day", !week)
                .view("Неделя", "calendar-week", "/my-day/week", week);
    }

    /** The list alone, drawn anew after something changed. */
    @GetMapping("/my-day/list")
    String list(By by, Model model) {
        fill(by, model);
        return "activity/my-day :: list(groups=${groups},counts=${counts},invitations=${invitations})";
    }

    private void fill(By by, Model model) {
        Map<Due, crm.platform.web.Page<ActivityView>> due = new EnumMap<>(Due.class);
        for (Due when : Due.values()) {
            due.put(when, feed.ofEmployee(by.id(), by, State.OPEN, when, null, SHOWN));
        }
        Map<String, Card> known = cards.findAll(due.values().stream()
                .flatMap(page -> page.items().stream())
                .map(ActivityView::card)
                .distinct()
                .toList());
        List<Group> groups = new ArrayList<>();
        groups.add(group("Просрочено", "overdue", due.get(Due.OVERDUE), known));
        groups.add(group(ru.day(ru.today()), "today", due.get(Due.TODAY), known));
        groups.add(group("Завтра", "planned", due.get(Due.TOMORROW), known));
        groups.add(group("Позже", "planned", due.get(Due.LATER), known));
        model.addAttribute("groups", groups);
        model.addAttribute("invitations", invitations(by));
        model.addAttribute(
                "counts",
                Map.of(
                        "overdue", due.get(Due.OVERDUE).total(),
                        "today", due.get(Due.TODAY).total(),
                        "tomorrow", due.get(Due.TOMORROW).total(),
                        "later", due.get(Due.LATER).total()));
    }

    private List<Invitation> invitations(By by) {
        List<Asked.Into> into = asked.cardsOf(by, SHOWN);
        Map<String, Card> known =
                cards.findAll(into.stream().map(each -> each.card().toString()).toList());
        return into.stream()
                .map(each -> new Invitation(
                        ru.dateTime(each.at()),
                        each.type(),
                        each.text(),
                        title(known.get(each.card().toString())),
                        TimelinePages.url(each.card())))
                .toList();
    }

    static String title(@Nullable Card card) {
        return card == null || card.title() == null ? "Карточка" : card.title();
    }

    private Group group(
            String title, String signal, crm.platform.web.Page<ActivityView> page, Map<String, Card> known) {
        boolean day = signal.equals("today") || title.equals("Завтра");
        return new Group(
                title,
                signal,
                page.total(),
                page.items().stream()
                        .map(view -> todo(view, known.get(view.card()), day))
                        .toList());
    }

    private Todo todo(ActivityView view, @Nullable Card card, boolean timeOnly) {
        CardRef ref = CardRef.of(view.card());
        String at = view.dueAt() == null
                ? ""
                : timeOnly ? ru.time(view.dueAt()) : ru.date(view.dueAt()).substring(0, 5);
        return new Todo(
                view.id(),
                at,
                view.type(),
                view.text(),
                title(card),
                TimelinePages.url(ref),
                ref.kind().code(),
                card == null ? null : card.stage());
    }
}
