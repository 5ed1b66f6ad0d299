package crm.activity.page;

import crm.activity.activity.Activities;
import crm.activity.activity.ActivityType;
import crm.activity.activity.ActivityView;
import crm.activity.activity.Direction;
import crm.activity.activity.Outcome;
import crm.activity.activity.Plan;
import crm.activity.activity.State;
import crm.activity.file.Files;
import crm.activity.file.StoredFile;
import crm.activity.meeting.Rooms;
import crm.activity.timeline.Feed;
import crm.activity.timeline.FileApi;
import crm.activity.timeline.Waits;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.ui.HxTrigger;
import crm.ui.Icons;
import crm.ui.Link;
import crm.ui.Ru;
import crm.ui.Signal;
import crm.ui.filter.Address;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private static final Map<Feed.Part, String> PARTS = new EnumMap<>(Map.of(
            Feed.Part.ALL, "Всё",
            Feed.Part.TALKS, "Разговоры",
            Feed.Part.COMMENTS, "Комментарии",
            Feed.Part.FILES, "Файлы",
            Feed.Part.CHANGES, "Изменения"));
    private static final LocalTime WAIT_UNTIL = LocalTime.of(10, 0);

    private final Feed feed;
    private final Activities activities;
    private final Employees employees;
    private final Files files;
    private final Sentences sentences;
    private final ClientPeople clientPeople;
    private final Rooms rooms;
    private final Ru ru;

    TimelinePages(
            Feed feed,
            Activities activities,
            Employees employees,
            Files files,
            Sentences sentences,
            ClientPeople clientPeople,
            Rooms rooms,
            Ru ru) {
        this.feed = feed;
        this.activities = activities;
        this.employees = employees;
        this.files = files;
        this.sentences = sentences;
        this.clientPeople = clientPeople;
        this.rooms = rooms;
        this.ru = ru;
    }

    @GetMapping("/activities/timeline")
    String timeline(
            @RequestParam String card,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            By by,
            Model model) {
        CardRef ref = ref(card);
        Feed.Part part = part(show);
        Address address = new Address("/activities/timeline", Map.of("card", List.of(ref.toString())));
        Address here = (q.isBlank() ? address : address.with("q", q)).with("show", show);
        String url = here.url();
        List<Entry> open = cursor == null ? open(ref, by) : List.of();
        Page<ActivityView> history = feed.history(ref, by, part, q, cursor, PAGE);
        String more = history.nextCursor() == null ? null : url + "&cursor=" + history.nextCursor();
        Map<String, StoredFile> attached = attached(history.items());
        Map<String, Label> people = clientPeople.of(history.items(), by);
        Timeline timeline = new Timeline(
                ref.toString(),
                url,
                open,
                Timeline.byDay(
                        history.items().stream()
                                .map(view -> named(past(view, people, by).files(shown(view, attached)), view, ref))
                                .toList(),
                        ru),
                kinds(here, part, history.total()),
                new Timeline.Search(here.without("q").url(), q),
                cursor == null ? waited(feed.waits(ref, by)) : null,
                more);
        model.addAttribute("timeline", timeline);
        return cursor == null
                ? "kit/timeline :: timeline(timeline=${timeline})"
                : "kit/timeline :: days(timeline=${timeline})";
    }

    /** The files of all entries in one look. */
    private Map<String, StoredFile> attached(List<ActivityView> views) {
        List<String> ids =
                views.stream().flatMap(view -> view.fileIds().stream()).toList();
        return files.findAll(ids).stream().collect(Collectors.toMap(StoredFile::id, Function.identity()));
    }

    private static List<Entry.File> shown(ActivityView view, Map<String, StoredFile> attached) {
        return view.fileIds().stream()
                .map(attached::get)
                .filter(Objects::nonNull)
                .map(file -> new Entry.File(file.name(), FileApi.url(file), file.size(), FileApi.isShown(file)))
                .toList();
    }

    static CardRef ref(String card) {
        try {
            return CardRef.of(card);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.malformed("card", card);
        }
    }

    private static Feed.Part part(String show) {
        try {
            return Feed.Part.valueOf(show.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusals.malformed("show", show);
        }
    }

    private static List<Timeline.Kinds> kinds(Address here, Feed.Part present, long count) {
        return PARTS.entrySet().stream()
                .map(part -> new Timeline.Kinds(
                        part.getValue(),
                        part.getKey() == present && count <= Feed.HISTORY_COUNTED ? count : null,
                        here.with("show", part.getKey().name().toLowerCase(Locale.ROOT))
                                .url(),
                        part.getKey() == present))
                .toList();
    }

    private @Nullable String waited(Waits waits) {
        return waits.times() == 0
                ? null
                : "ждали " + ru.plural(waits.times(), "раз", "раза", "раз") + ", всего " + ru.span(waits.together());
    }

    private List<Entry> open(CardRef ref, By by) {
        List<ActivityView> views = feed.openOn(ref, by);
        boolean works = activities.worksOn(ref, by);
        Map<String, Label> people = clientPeople.of(views, by);
        return views.stream()
                .map(view -> named(open(view, people, works, by.id().equals(view.responsibleId())), view, ref))
                .toList();
    }

    private Entry open(ActivityView view, Map<String, Label> people, boolean works, boolean own) {
        List<String> facts = new ArrayList<>();
        if (view.dueAt() != null) {
            facts.add("на " + ru.dateTime(view.dueAt()));
        }
        facts.add(sentences.name(view.responsibleId() == null ? "" : view.responsibleId()));
        view.participants().forEach(who -> facts.add(sentences.name(who)));
        facts.addAll(ClientPeople.names(view, people));
        String base = "/activities/" + view.id();
        return Entry.open(view.id(), icon(view), label(view), new Signal(view.type(), view.dueAt()))
                .facts(facts.stream().filter(fact -> !fact.isBlank()).toArray(String[]::new))
                .text(text(view))
                .actions(actions(view, base, works, own))
                .note(note(view));
    }

    /** Who is only asked into the card closes what is his own (P-3); a meeting's room is open to all who see it (T-13). */
    private static Link[] actions(ActivityView view, String base, boolean works, boolean own) {
        List<Link> actions = new ArrayList<>();
        if (view.link() != null && Rooms.isLink(view.link())) {
            actions.add(Link.page("Войти", "video", view.link()));
        }
        if (works || own) {
            actions.add(Link.dialog("Закрыть", "check", base + "/close"));
        }
        if (works) {
            actions.add(Link.dialog("Перенести", "calendar-due", base + "/reschedule"));
            actions.addAll(changes(base));
        }
        if (ActivityType.valueOf(view.type()).isMeeting()) {
            actions.add(Link.page("Приглашение", "calendar", base + "/invitation.ics"));
        }
        return actions.toArray(Link[]::new);
    }

    /** What else may be done with what is open. */
    static List<Link> changes(String base) {
        return List.of(
                Link.dialog("Изменить", "pencil", base + "/edit"), Link.dialog("Отменить", "ban", base + "/cancel"));
    }

    private String note(ActivityView view) {
        if (view.reschedules().isEmpty()) {
            return null;
        }
        String put = "переносили " + ru.plural(view.reschedules().size(), "раз", "раза", "раз");
        return view.attempts() == 0 ? put : put + ", недозвонов " + view.attempts();
    }

    private static @Nullable String text(ActivityView view) {
        String where = view.place() == null || view.place().isBlank() ? null : view.place();
        return where == null ? view.text() : view.text() == null ? where : view.text() + "\n" + where;
    }

    /** On a contact's or company's timeline what belongs to a lead or deal leads there. */
    private static Entry named(Entry entry, ActivityView view, CardRef shownOn) {
        CardRef of = CardRef.of(view.card());
        boolean another =
                (shownOn.kind() == CardKind.CONTACT || shownOn.kind() == CardKind.COMPANY) && !of.equals(shownOn);
        return another
                ? entry.related(Link.page(of.kind() == CardKind.LEAD ? "в лиде" : "в сделке", null, url(of)))
                : entry;
    }

    private Entry past(ActivityView view, Map<String, Label> people, By by) {
        if (view.event() != null) {
            return sentences.entry(view);
        }
        Instant at = view.closedAt() == null ? view.createdAt() : view.closedAt();
        String author = sentences.name(view.createdBy());
        if (view.type().equals("COMMENT")) {
            return Entry.past(view.id(), "message", author.isBlank() ? "Комментарий" : author, at)
                    .facts("комментарий")
                    .text(view.text())
                    .actions(
                            activities.isCorrectable(view, by)
                                    ? new Link[] {
                                        Link.dialog("Исправить", "pencil", "/activities/" + view.id() + "/edit")
                                    }
                                    : new Link[0]);
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
        facts.addAll(ClientPeople.names(view, people));
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
        List<String> types = activities.worksOn(ref, by) ? ON_CARD : List.of("COMMENT");
        model.addAttribute("composer", composer(ref, types, by));
        return "kit/timeline :: composer(composer=${composer})";
    }

    private Composer composer(CardRef card, List<String> types, By by) {
        return new Composer(
                card.toString(),
                "/activities/compose",
                types,
                Form.EMPTY,
                "/activities/colleagues",
                "/contacts/suggest",
                "/api/files",
                "Что важно знать тому, кто откроет карточку после вас?",
                rooms.of(by.id()).isPresent()
                        ? "пусто — встретимся в вашей комнате"
                        : rooms.areMade() ? "пусто — комната откроется сама" : "https://");
    }

    @PostMapping("/activities/compose")
    ResponseEntity<Void> write(@RequestParam MultiValueMap<String, String> typed, By by, @Nullable RequestKey key) {
        CardRef card = ref(value(typed, "card"));
        String type = value(typed, "type");
        if (type.equals("COMMENT")) {
            activities.comment(
                    card, value(typed, "text"), values(typed, "mentions"), values(typed, "fileIds"), by, key);
        } else if (type.equals("CALL") && !value(typed, "when").equals("plan")) {
            Outcome outcome = value(typed, "when").equals("missed") ? Outcome.MISSED : Outcome.REACHED;
            Instant at = time(typed, "dueAt");
            activities.log(
                    card,
                    new Plan(
                            ActivityType.CALL,
                            at,
                            null,
                            by.id(),
                            List.of(),
                            values(typed, "contactIds"),
                            null,
                            Direction.OUT,
                            outcome,
                            null,
                            null),
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
                values(typed, "contactIds"),
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

    static List<String> values(MultiValueMap<String, String> typed, String name) {
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
