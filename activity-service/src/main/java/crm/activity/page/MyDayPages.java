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
import crm.platform.security.Role;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** «Мой день» (T-9): what is open and due, over all cards; today hour by hour; what leads and deals say, from their services. */
@Controller
class MyDayPages {
    private static final int SHOWN = 100;
    /** The hours that are shown also when nothing falls into them. */
    private static final int FROM_HOUR = 9;

    private static final int TO_HOUR = 18;

    private final Feed feed;
    private final Cards cards;
    private final Asked asked;
    private final Sentences sentences;
    private final Ru ru;

    MyDayPages(Feed feed, Cards cards, Asked asked, Sentences sentences, Ru ru) {
        this.feed = feed;
        this.cards = cards;
        this.asked = asked;
        this.sentences = sentences;
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
            @Nullable String stage,
            boolean done) {}

    /**
     * The figures on top.
     *
     * @param oldest when the first of the overdue was due
     * @param left of today
     * @param next when the next is due today
     */
    record Figures(
            long overdue,
            @Nullable Instant oldest,
            long left,
            long ofToday,
            @Nullable Instant next) {}

    /** An hour of today with what falls into it. */
    record Hour(String time, boolean now, List<Slot> slots) {}

    record Slot(
            String label,
            String cardTitle,
            String cardUrl,
            @Nullable String stage,
            boolean done) {}

    /** A card he is asked into (P-3). */
    record Invitation(String when, String type, @Nullable String text, String cardTitle, String cardUrl) {}

    @GetMapping("/my-day")
    String day(By by, Model model) {
        model.addAttribute("page", page(false));
        model.addAttribute("sells", by.leads() || by.is(Role.SALES_MANAGER));
        fill(by, model);
        figures(by, model);
        hours(by, model);
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
        return "activity/my-day :: list(groups=${groups},invitations=${invitations})";
    }

    /** The figures alone. */
    @GetMapping("/my-day/figures")
    String figures(By by, Model model) {
        List<ActivityView> today = feed.today(by);
        crm.platform.web.Page<ActivityView> overdue = feed.ofEmployee(by.id(), by, State.OPEN, Due.OVERDUE, null, 1);
        crm.platform.web.Page<ActivityView> left = feed.ofEmployee(by.id(), by, State.OPEN, Due.TODAY, null, 1);
        long done = today.stream().filter(view -> isDone(view, by)).count();
        model.addAttribute(
                "figures",
                new Figures(overdue.total(), firstDue(overdue), left.total(), left.total() + done, firstDue(left)));
        return "activity/my-day :: figures(figures=${figures})";
    }

    private static @Nullable Instant firstDue(crm.platform.web.Page<ActivityView> page) {
        return page.items().isEmpty() ? null : page.items().getFirst().dueAt();
    }

    private static boolean isDone(ActivityView view, By by) {
        return view.state() == State.CLOSED && by.id().equals(view.responsibleId());
    }

    /** Today's hours alone. */
    @GetMapping("/my-day/hours")
    String hours(By by, Model model) {
        List<ActivityView> today = feed.today(by);
        Map<String, Card> known = known(today);
        TreeMap<Integer, List<Slot>> slots = new TreeMap<>();
        for (ActivityView view : today) {
            Card card = known.get(view.card());
            slots.computeIfAbsent(hour(view.dueAt()), none -> new ArrayList<>())
                    .add(new Slot(
                            ru.time(view.dueAt()) + " " + sentences.type(view.type()),
                            title(card),
                            TimelinePages.url(CardRef.of(view.card())),
                            card == null ? null : card.stage(),
                            view.state() == State.CLOSED));
        }
        int first = slots.isEmpty() ? FROM_HOUR : Math.min(FROM_HOUR, slots.firstKey());
        int last = slots.isEmpty() ? TO_HOUR : Math.max(TO_HOUR, slots.lastKey());
        int now = hour(ru.clock().instant());
        model.addAttribute("today", ru.day(ru.today()));
        model.addAttribute(
                "hours",
                IntStream.rangeClosed(first, last)
                        .mapToObj(hour ->
                                new Hour("%02d:00".formatted(hour), hour == now, slots.getOrDefault(hour, List.of())))
                        .toList());
        return "activity/my-day :: hours(today=${today},hours=${hours})";
    }

    private int hour(Instant at) {
        return at.atZone(ru.zone()).getHour();
    }

    private void fill(By by, Model model) {
        Map<Due, crm.platform.web.Page<ActivityView>> due = new EnumMap<>(Due.class);
        for (Due when : Due.values()) {
            due.put(when, feed.ofEmployee(by.id(), by, State.OPEN, when, null, SHOWN));
        }
        List<ActivityView> done =
                feed.today(by).stream().filter(view -> isDone(view, by)).toList();
        List<ActivityView> all = new ArrayList<>(done);
        due.values().forEach(page -> all.addAll(page.items()));
        Map<String, Card> known = known(all);
        List<Group> groups = new ArrayList<>();
        groups.add(group("Просрочено", "overdue", due.get(Due.OVERDUE), List.of(), known));
        groups.add(group(ru.day(ru.today()), "today", due.get(Due.TODAY), done, known));
        groups.add(group("Завтра", "planned", due.get(Due.TOMORROW), List.of(), known));
        groups.add(group("Позже", "planned", due.get(Due.LATER), List.of(), known));
        model.addAttribute("groups", groups);
        model.addAttribute("invitations", invitations(by));
    }

    private Map<String, Card> known(List<ActivityView> views) {
        return cards.findAll(views.stream().map(ActivityView::card).distinct().toList());
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

    /** @param done what of it is done already: it stands first, struck out */
    private Group group(
            String title,
            String signal,
            crm.platform.web.Page<ActivityView> page,
            List<ActivityView> done,
            Map<String, Card> known) {
        boolean day = signal.equals("today") || title.equals("Завтра");
        return new Group(
                title,
                signal,
                page.total(),
                Stream.concat(done.stream(), page.items().stream())
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
                card == null ? null : card.stage(),
                view.state() == State.CLOSED);
    }
}
