package crm.activity.page;

import crm.activity.activity.Activities;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityType;
import crm.activity.activity.Closings;
import crm.activity.activity.Closings.Next;
import crm.activity.activity.Closings.StageStep;
import crm.activity.activity.Outcome;
import crm.activity.activity.Plan;
import crm.activity.activity.Reschedule;
import crm.activity.activity.RescheduleKind;
import crm.activity.card.Cards;
import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.ui.Ru;
import crm.ui.dialog.Closing;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Reasons.Reason;
import crm.ui.form.Form;
import crm.ui.form.Option;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Closing, putting off, giving up: the questions and their answers. */
@Controller
class ActivityDialogs {
    private static final Set<String> WITHOUT_A_DIALOG_OF_THEIR_OWN = Set.of("REJECTED", "WON");

    private final Activities activities;
    private final Closings closings;
    private final Cards cards;
    private final Sentences sentences;
    private final TimelinePages timeline;
    private final ClientPeople clientPeople;
    private final Ru ru;
    private final Map<String, Remote> owners;

    ActivityDialogs(
            Activities activities,
            Closings closings,
            Cards cards,
            Sentences sentences,
            TimelinePages timeline,
            ClientPeople clientPeople,
            Ru ru,
            Remotes remotes) {
        this.activities = activities;
        this.closings = closings;
        this.cards = cards;
        this.sentences = sentences;
        this.timeline = timeline;
        this.clientPeople = clientPeople;
        this.ru = ru;
        this.owners = Map.of("lead", remotes.asCaller("leads"), "deal", remotes.asCaller("deals"));
    }

    @GetMapping("/activities/{id}/close")
    String closing(@PathVariable String id, By by, Model model) {
        Activity activity = activities.find(id, by);
        CardRef card = CardRef.of(activity.card());
        List<Option> stages = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        boolean onlyAsked = activities.isOnlyAsked(activity, by);
        if (TimelinePages.hasStages(card) && !onlyAsked) {
            offer(card, stages, reasons);
        }
        Dialog dialog = Dialog.of(
                        "Закрыть: " + sentences.type(activity.type().name()),
                        title(card),
                        "/activities/" + id + "/close",
                        "Закрыть дело")
                // most calls end with another one: then what came of it is all there is to write
                .form(Form.EMPTY.with("next", onlyAsked ? "none" : "activity").with("nextDueAt", ru.nextMorning()));
        model.addAttribute(
                "closing",
                new Closing(dialog, plannable(), stages, reasons, !onlyAsked && activities.isLastOpen(activity)));
        return "kit/dialog :: closing(closing=${closing})";
    }

    /** What the card's owner allows this reader; nothing while it is away. */
    private void offer(CardRef card, List<Option> stages, List<Reason> reasons) {
        String kind = card.kind().code();
        try {
            JsonNode told = get(kind, "/api/" + kind + "s/" + card.id());
            told.path("allowed").forEach(stage -> {
                String code = stage.asString();
                if (!WITHOUT_A_DIALOG_OF_THEIR_OWN.contains(code)) {
                    stages.add(Option.of(code, sentences.stage(kind, code)));
                }
            });
            boolean rejectable = told.path("allowed")
                    .valueStream()
                    .anyMatch(stage -> stage.asString().equals("REJECTED"));
            if (rejectable) {
                get(kind, "/api/" + kind + "s/dictionaries")
                        .path("rejectionReasons")
                        .forEach(reason -> reasons.add(new Reason(
                                reason.path("code").asString(),
                                reason.path("label").asString(),
                                reason.path("hint").asString(null),
                                reason.path("needsComment").asBoolean(),
                                reason.path("needsReturnDate").asBoolean())));
            }
        } catch (Refused away) {
            stages.clear();
            reasons.clear();
        }
    }

    private JsonNode get(String kind, String path) {
        return owners.get(kind)
                .ask(client -> client.get().uri(path).retrieve().body(JsonNode.class))
                .orElseThrow(Refusals::notFound);
    }

    private List<Option> plannable() {
        return Stream.concat(meetable().stream(), Stream.of(option(ActivityType.WAIT)))
                .toList();
    }

    /** What is planned for an hour of a day. */
    List<Option> meetable() {
        return Stream.of(ActivityType.CALL, ActivityType.MEETING, ActivityType.ONLINE_MEETING, ActivityType.TASK)
                .map(this::option)
                .toList();
    }

    private Option option(ActivityType type) {
        return Option.of(type.name(), sentences.type(type.name()));
    }

    private @Nullable String title(CardRef card) {
        return cards.find(card).map(crm.activity.card.Card::title).orElse(null);
    }

    @PostMapping("/activities/{id}/close")
    ResponseEntity<Void> close(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key) {
        Outcome outcome = TimelinePages.value(typed, "outcome").equals("missed") ? Outcome.MISSED : null;
        String comment = TimelinePages.value(typed, "comment");
        return TimelinePages.changed(
                CardRef.of(closings.close(id, comment, outcome, next(typed, by), by, Expected.ANY, key)
                        .card()));
    }

    private Next next(MultiValueMap<String, String> typed, By by) {
        return switch (TimelinePages.value(typed, "next")) {
            case "activity" -> {
                Instant due = timeline.time(typed, "nextDueAt");
                if (due == null) {
                    throw Refusals.invalid("nextDueAt", "required");
                }
                ActivityType type = TimelinePages.type(TimelinePages.value(typed, "nextType"));
                String text = TimelinePages.orNull(typed, "nextText");
                yield new Next(
                        new Plan(type, due, text, by.id(), List.of(), List.of(), null, null, null, null, null),
                        null,
                        null);
            }
            case "stage" ->
                new Next(null, new StageStep(TimelinePages.orNull(typed, "nextStage"), null, null, null), null);
            case "reject" ->
                new Next(
                        null,
                        new StageStep(
                                "REJECTED",
                                TimelinePages.orNull(typed, "nextReason"),
                                TimelinePages.orNull(typed, "nextComment"),
                                day(typed, "nextReturnOn")),
                        null);
            case "none" -> new Next(null, null, true);
            default -> throw Refusals.invalid("next", "required");
        };
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> typed, String name) {
        String value = TimelinePages.value(typed, name);
        try {
            return value.isEmpty() ? null : LocalDate.parse(value);
        } catch (DateTimeParseException wrong) {
            throw Refusals.invalid(name, "invalid");
        }
    }

    /**
     * @param dueAt where it was dragged to: then nothing says yet why. A call put off by its button mostly was not answered, which
     *     counts as an attempt (L-13), so nothing else begins with that
     */
    @GetMapping("/activities/{id}/reschedule")
    String rescheduling(@PathVariable String id, @RequestParam(defaultValue = "") String dueAt, By by, Model model) {
        Activity activity = activities.changeable(id, by);
        List<Option> kinds = List.of(RescheduleKind.values()).stream()
                .map(sentences::option)
                .map(kind -> kind.value().equals(RescheduleKind.NO_ANSWER.code())
                        ? new Option(kind.value(), kind.label(), "попытка " + (activity.attempts() + 1))
                        : kind)
                .toList();
        List<Instant> before = new ArrayList<>(
                activity.reschedules().stream().map(Reschedule::from).toList());
        if (activity.dueAt() != null) {
            before.add(activity.dueAt());
        }
        boolean unanswered = dueAt.isEmpty() && activity.type() == ActivityType.CALL;
        Dialog dialog = Dialog.of(
                        "Перенести: " + sentences.type(activity.type().name()),
                        title(CardRef.of(activity.card())),
                        "/activities/" + id + "/reschedule",
                        "Перенести")
                .form(Form.EMPTY
                        .with("kind", unanswered ? RescheduleKind.NO_ANSWER.code() : null)
                        .with("dueAt", dueAt));
        model.addAttribute("reschedule", new crm.ui.dialog.Reschedule(dialog, kinds, before));
        return "kit/dialog :: reschedule(reschedule=${reschedule})";
    }

    @PostMapping("/activities/{id}/reschedule")
    ResponseEntity<Void> reschedule(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key) {
        Activity activity = activities.reschedule(
                id,
                timeline.time(typed, "dueAt"),
                kind(typed),
                TimelinePages.orNull(typed, "comment"),
                by,
                Expected.ANY,
                key);
        return TimelinePages.changed(CardRef.of(activity.card()));
    }

    static RescheduleKind kind(MultiValueMap<String, String> typed) {
        try {
            return RescheduleKind.of(TimelinePages.value(typed, "kind"));
        } catch (IllegalArgumentException unknown) {
            throw Refusals.invalid("kind", "required");
        }
    }

    @GetMapping("/activities/{id}/edit")
    String editing(@PathVariable String id, By by, Model model) {
        Activity activity = activities.editable(id, by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                                "Изменить: " + sentences.type(activity.type().name()),
                                title(CardRef.of(activity.card())),
                                "/activities/" + id + "/edit",
                                "Сохранить")
                        .form(Form.EMPTY
                                .with("text", activity.text())
                                .with("place", activity.place())
                                .with("link", activity.link())));
        model.addAttribute("type", activity.type().name());
        model.addAttribute(
                "people",
                activity.participants().stream()
                        .map(who -> Option.of(who, sentences.name(who)))
                        .toList());
        model.addAttribute("contacts", clientPeople.picked(activity.contactIds(), by));
        return "activity/edit :: edit(dialog=${dialog},type=${type},people=${people},contacts=${contacts})";
    }

    @PostMapping("/activities/{id}/edit")
    ResponseEntity<Void> edit(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed, By by) {
        Activity activity = activities.edit(id, plan -> typed(plan, typed), by, Expected.ANY);
        return TimelinePages.changed(CardRef.of(activity.card()));
    }

    /** A type's form has the fields of that type only: what it has not stays. */
    private static Plan typed(Plan plan, MultiValueMap<String, String> typed) {
        boolean meets = plan.type() == ActivityType.MEETING || plan.type() == ActivityType.ONLINE_MEETING;
        return new Plan(
                plan.type(),
                plan.dueAt(),
                TimelinePages.orNull(typed, "text"),
                plan.responsibleId(),
                meets ? TimelinePages.values(typed, "participants") : plan.participants(),
                meets || plan.type() == ActivityType.CALL
                        ? TimelinePages.values(typed, "contactIds")
                        : plan.contactIds(),
                plan.phone(),
                plan.direction(),
                plan.outcome(),
                plan.type() == ActivityType.MEETING ? TimelinePages.orNull(typed, "place") : plan.place(),
                plan.type() == ActivityType.ONLINE_MEETING ? TimelinePages.orNull(typed, "link") : plan.link());
    }

    @GetMapping("/activities/{id}/cancel")
    String cancelling(@PathVariable String id, By by, Model model) {
        Activity activity = activities.changeable(id, by);
        model.addAttribute(
                "dialog",
                Dialog.of(
                        "Отменить: " + sentences.type(activity.type().name()),
                        title(CardRef.of(activity.card())),
                        "/activities/" + id + "/cancel",
                        "Отменить дело"));
        model.addAttribute("last", activities.isLastOpen(activity));
        model.addAttribute("types", plannable());
        return "activity/cancel :: cancel(dialog=${dialog},last=${last},types=${types})";
    }

    @PostMapping("/activities/{id}/cancel")
    ResponseEntity<Void> cancel(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed,
            By by,
            @Nullable RequestKey key) {
        Next next = typed.containsKey("next") ? next(typed, by) : null;
        Activity activity = closings.cancel(id, TimelinePages.value(typed, "reason"), next, by, Expected.ANY, key);
        return TimelinePages.changed(CardRef.of(activity.card()));
    }
}
