package crm.activity.page;

import crm.activity.activity.ActivityView;
import crm.activity.activity.State;
import crm.activity.card.Asked;
import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.activity.page.Todos.Todo;
import crm.activity.timeline.Feed;
import crm.activity.timeline.Feed.Due;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.Page;
import crm.ui.Ru;
import crm.ui.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Мой день» (T-9): what is open and due, over all cards; today hour by hour; what leads and deals say, from their services. */
@Controller
class MyDayPages {
    private static final int SHOWN = 100;
    /** What is far off is shown by its beginning only. */
    private static final int SHOWN_LATER = 10;
    /** So many of a group that is shown whole. */
    private static final int SHOWN_ALL = 200;
    /** The hours that are shown also when nothing falls into them. */
    private static final int FROM_HOUR = 9;

    private static final int TO_HOUR = 18;

    private final Feed feed;
    private final Cards cards;
    private final Asked asked;
    private final Todos todos;
    private final Sentences sentences;
    private final Ru ru;

    MyDayPages(Feed feed, Cards cards, Asked asked, Todos todos, Sentences sentences, Ru ru) {
        this.feed = feed;
        this.cards = cards;
        this.asked = asked;
        this.todos = todos;
        this.sentences = sentences;
        this.ru = ru;
    }

    /**
     * A part of the day.
     *
     * @param signal overdue, today or planned
     * @param late whether what is in it can be put to today at once
     * @param allUrl where the list is shown with all of it; null when all is shown
     * @param cut whether even then it is not
     */
    record Group(
            String title,
            String signal,
            long count,
            List<Todo> todos,
            boolean late,
            @Nullable String allUrl,
            boolean cut) {}

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
        model.addAttribute("page", page(false, by));
        model.addAttribute("sells", sells(by));
        fill(all(List.of()), by, model);
        figures(by, model);
        hours(by, model);
        return "activity/my-day";
    }

    static Page page(boolean week, By by) {
        Page page = Page.of("Мой день", Section.MY_DAY)
                .view("Список", "list-check", "/my-day", !week)
                .view("Неделя", "calendar-week", "/my-day/week", week);
        return sells(by) ? page.create("Лид", "/leads/new") : page;
    }

    private static boolean sells(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    /** The list alone, drawn anew after something changed, with these groups whole. */
    @GetMapping("/my-day/list")
    String list(@RequestParam(defaultValue = "") List<String> all, By by, Model model) {
        fill(all(all), by, model);
        return "activity/my-day :: list(groups=${groups},invitations=${invitations},here=${here})";
    }

    private static Set<Due> all(List<String> codes) {
        Set<Due> all = EnumSet.noneOf(Due.class);
        for (String code : codes) {
            try {
                all.add(Due.valueOf(code.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw Refusals.malformed("all", code);
            }
        }
        return all;
    }

    private static String url(Set<Due> all) {
        return "/my-day/list"
                + (all.isEmpty()
                        ? ""
                        : all.stream()
                                .map(due -> due.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(",", "?all=", "")));
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
                            Todos.title(card),
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

    private void fill(Set<Due> all, By by, Model model) {
        Map<Due, crm.platform.web.Page<ActivityView>> due = new EnumMap<>(Due.class);
        for (Due when : Due.values()) {
            int most = all.contains(when) ? SHOWN_ALL : when == Due.LATER ? SHOWN_LATER : SHOWN;
            due.put(when, feed.ofEmployee(by.id(), by, State.OPEN, when, null, most));
        }
        List<ActivityView> done =
                feed.today(by).stream().filter(view -> isDone(view, by)).toList();
        List<ActivityView> shown = new ArrayList<>(done);
        due.values().forEach(page -> shown.addAll(page.items()));
        Todos.Around around = todos.around(shown, by);
        List<Group> groups = new ArrayList<>();
        due.forEach((when, page) -> {
            boolean day = when == Due.TODAY || when == Due.TOMORROW;
            boolean cut = page.nextCursor() != null;
            groups.add(new Group(
                    title(when),
                    signal(when),
                    page.total(),
                    Stream.concat(when == Due.TODAY ? done.stream() : Stream.of(), page.items().stream())
                            .map(view -> todos.todo(view, around, day, by))
                            .toList(),
                    when == Due.OVERDUE && page.total() > 0,
                    cut && !all.contains(when) ? url(with(all, when)) : null,
                    cut && all.contains(when)));
        });
        model.addAttribute("groups", groups);
        model.addAttribute("here", url(all));
        model.addAttribute("invitations", invitations(by));
    }

    private static Set<Due> with(Set<Due> all, Due another) {
        Set<Due> more = EnumSet.of(another);
        more.addAll(all);
        return more;
    }

    private String title(Due when) {
        return switch (when) {
            case OVERDUE -> "Просрочено";
            case TODAY -> ru.day(ru.today());
            case TOMORROW -> ru.day(ru.today().plusDays(1));
            case LATER -> "Позже";
        };
    }

    private static String signal(Due when) {
        return switch (when) {
            case OVERDUE -> "overdue";
            case TODAY -> "today";
            case TOMORROW, LATER -> "planned";
        };
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
                        Todos.title(known.get(each.card().toString())),
                        TimelinePages.url(each.card())))
                .toList();
    }
}
