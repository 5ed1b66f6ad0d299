package crm.activity.page;

import crm.activity.activity.Activities;
import crm.activity.activity.ActivityType;
import crm.activity.activity.ActivityView;
import crm.activity.activity.Direction;
import crm.activity.activity.Outcome;
import crm.activity.activity.Plan;
import crm.activity.activity.State;
import crm.activity.timeline.Feed;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.ui.HxTrigger;
import crm.ui.Icons;
import crm.ui.Link;
import crm.ui.Ru;
import crm.ui.Signal;
import crm.ui.form.Form;
import crm.ui.form.Option;
import crm.ui.timeline.Composer;
import crm.ui.timeline.Entry;
import crm.ui.timeline.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The feed of a card and what is written into it. */
@Controller
class TimelinePages {
    private static final int PAGE = 30;
    private static final List<String> ON_CARD = List.of("COMMENT", "CALL", "MEETING", "ONLINE_MEETING", "TASK", "WAIT");
    private static final LocalTime WAIT_UNTIL = LocalTime.of(10, 0);

    private final Feed feed;
    private final Activities activities;
    private final Employees employees;
    private final Sentences sentences;
    private final Ru ru;

    TimelinePages(Feed feed, Activities activities, Employees employees, Sentences sentences, Ru ru) {
        this.feed = feed;
        this.activities = activities;
        this.employees = employees;
        this.sentences = sentences;
        this.ru = ru;
    }

    @GetMapping("/activities/timeline")
    String timeline(
            @RequestParam String card, @RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        CardRef ref = ref(card);
        String url = "/activities/timeline?card=" + ref;
        List<Entry> open =
                cursor == null ? feed.openOn(ref, by).stream().map(this::open).toList() : List.of();
        Page<ActivityView> history = feed.history(ref, by, cursor, PAGE);
        String more = history.nextCursor() == null ? null : url + "&cursor=" + history.nextCursor();
        Timeline timeline = new Timeline(
                ref.toString(),
                url,
                open,
                Timeline.byDay(history.items().stream().map(this::past).toList(), ru),
                List.of(new Timeline.Kinds("Всё", history.total(), url, true)),
                more);
        model.addAttribute("timeline", timeline);
        return cursor == null
                ? "kit/timeline :: timeline(timeline=${timeline})"
                : "kit/timeline :: days(timeline=${timeline})";
    }

    static CardRef ref(String card) {
        try {
            return CardRef.of(card);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("card", card);
        }
    }

    private Entry open(ActivityView view) {
        List<String> facts = new ArrayList<>();
        if (view.dueAt() != null) {
            facts.add("на " + ru.dateTime(view.dueAt()));
        }
        facts.add(sentences.name(view.responsibleId() == null ? "" : view.responsibleId()));
        String base = "/activities/" + view.id();
        return Entry.open(view.id(), icon(view), label(view), new Signal(view.type(), view.dueAt()))
                .facts(facts.stream().filter(fact -> !fact.isBlank()).toArray(String[]::new))
                .text(text(view))
                .actions(
                        Link.dialog("Закрыть", "check", base + "/close"),
                        Link.dialog("Перенести", "calendar-due", base + "/reschedule"),
                        Link.dialog("Отменить", "ban", base + "/cancel"))
                .note(note(view));
    }

    private String note(ActivityView view) {
        if (view.reschedules().isEmpty()) {
            return null;
        }
        String put = "переносили " + ru.plural(view.reschedules().size(), "раз", "раза", "раз");
        return view.attempts() == 0 ? put : put + ", недозвонов " + view.attempts();
    }

    private static @Nullable String text(ActivityView view) {
        String where = view.place() != null && !view.place().isBlank()
                ? view.place()
                : view.link() != null && !view.link().isBlank() ? view.link() : null;
        return where == null ? view.text() : view.text() == null ? where : view.text() + "\n" + where;
    }

    private Entry past(ActivityView view) {
        if (view.event() != null) {
            return sentences.entry(view);
        }
        Instant at = view.closedAt() == null ? view.createdAt() : view.closedAt();
        String author = sentences.name(view.createdBy());
        if (view.type().equals("COMMENT")) {
            return Entry.past(view.id(), "message", author.isBlank() ? "Комментарий" : author, at)
                    .facts("комментарий")
                    .text(view.text());
        }
        List<String> facts = new ArrayList<>();
        if (view.direction() != null) {
            facts.add(view.direction() == Direction.IN ? "входящий" : "исходящий");
        }
        if (view.state() == State.CANCELLED) {
            facts.add("отменено");
        }
        String responsible = sentences.name(view.responsibleId() == null ? "" : view.responsibleId());
        if (!responsible.isBlank()) {
            facts.add(responsible);
        }
        boolean missed = view.outcome() == Outcome.MISSED;
        return Entry.past(view.id(), missed ? "phone-off" : icon(view), missed ? "Недозвон" : label(view), at)
                .facts(facts.toArray(String[]::new))
                .text(text(view))
                .outcome(view.comment());
    }

    private String icon(ActivityView view) {
        return Icons.activity(view.type());
    }

    private String label(ActivityView view) {
        return sentences.type(view.type());
    }

    @GetMapping("/activities/compose")
    String compose(@RequestParam String card, By by, Model model) {
        CardRef ref = ref(card);
        feed.openOn(ref, by);
        model.addAttribute("composer", composer(ref, Form.EMPTY));
        return "kit/timeline :: composer(composer=${composer})";
    }

    private static Composer composer(CardRef card, Form form) {
        return new Composer(
                card.toString(),
                "/activities/compose",
                ON_CARD,
                form,
                "/activities/colleagues",
                null,
                "Что важно знать тому, кто откроет карточку после вас?");
    }

    @PostMapping("/activities/compose")
    ResponseEntity<Void> write(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        CardRef card = ref(value(typed, "card"));
        String type = value(typed, "type");
        if (type.equals("COMMENT")) {
            activities.comment(card, value(typed, "text"), values(typed, "mentions"), List.of(), by, key);
        } else if (type.equals("CALL") && !value(typed, "when").equals("plan")) {
            Outcome outcome = value(typed, "when").equals("missed") ? Outcome.MISSED : Outcome.REACHED;
            Instant at = time(typed, "dueAt");
            activities.log(
                    card,
                    new Plan(ActivityType.CALL, at, null, by.id(), List.of(), null, Direction.OUT, outcome, null, null),
                    value(typed, "text"),
                    by,
                    key);
        } else {
            activities.plan(card, plan(typed, type, by), by, key);
        }
        return changed(card);
    }

    private Plan plan(MultiValueMap<String, String> typed, String type, By by) {
        ActivityType wanted = type(type);
        Instant due = wanted == ActivityType.WAIT ? day(typed, "dueOn") : time(typed, "dueAt");
        String responsible = value(typed, "responsibleId");
        return new Plan(
                wanted,
                due,
                value(typed, "text"),
                responsible.isBlank() ? by.id() : responsible,
                values(typed, "participants"),
                null,
                null,
                null,
                orNull(typed, "place"),
                orNull(typed, "link"));
    }

    static ActivityType type(String code) {
        try {
            return ActivityType.valueOf(code);
        } catch (IllegalArgumentException unknown) {
            throw Refusals.invalid("type", "unknown");
        }
    }

    static String value(MultiValueMap<String, String> typed, String name) {
        String value = typed.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static List<String> values(MultiValueMap<String, String> typed, String name) {
        return typed.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    static @Nullable String orNull(MultiValueMap<String, String> typed, String name) {
        String value = value(typed, name);
        return value.isEmpty() ? null : value;
    }

    /** What was picked in a date and time field, in the reader's zone; null when it is empty. */
    @Nullable
    Instant time(MultiValueMap<String, String> typed, String name) {
        String value = value(typed, name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return ru.typed(value);
        } catch (DateTimeParseException wrong) {
            throw Refusals.invalid(name, "invalid");
        }
    }

    private @Nullable Instant day(MultiValueMap<String, String> typed, String name) {
        String value = value(typed, name);
        try {
            return value.isEmpty()
                    ? null
                    : LocalDate.parse(value)
                            .atTime(WAIT_UNTIL)
                            .atZone(crm.ui.Shell.ZONE)
                            .toInstant();
        } catch (DateTimeParseException wrong) {
            throw Refusals.invalid(name, "invalid");
        }
    }

    static ResponseEntity<Void> changed(CardRef card) {
        return ResponseEntity.noContent()
                .header(
                        HxTrigger.HEADER,
                        HxTrigger.changed(card.kind().code(), card.id()).value())
                .build();
    }

    /** Colleagues by any part of the name, for tasks. */
    @GetMapping("/activities/colleagues")
    String colleagues(@RequestParam(defaultValue = "") String q, By by, Model model) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        model.addAttribute(
                "options",
                employees
                        .active(employee ->
                                employee.fullName().toLowerCase(Locale.ROOT).contains(wanted))
                        .stream()
                        .limit(20)
                        .map(employee -> Option.of(employee.id(), employee.fullName()))
                        .toList());
        return "kit/form :: options(options=${options})";
    }

    /** Where a card's page is. */
    static String url(CardRef card) {
        return switch (card.kind()) {
                    case LEAD -> "/leads/";
                    case DEAL -> "/deals/";
                    case CONTACT -> "/contacts/";
                    case COMPANY -> "/companies/";
                }
                + card.id();
    }

    static boolean hasStages(CardRef card) {
        return card.kind() == CardKind.LEAD || card.kind() == CardKind.DEAL;
    }
}
