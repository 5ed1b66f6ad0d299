package crm.activity.timeline;

import crm.activity.activity.Activities;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityType;
import crm.activity.activity.ActivityView;
import crm.activity.activity.Closings;
import crm.activity.activity.Closings.Next;
import crm.activity.activity.Closings.StageStep;
import crm.activity.activity.Direction;
import crm.activity.activity.Outcome;
import crm.activity.activity.Plan;
import crm.activity.activity.RescheduleKind;
import crm.activity.activity.State;
import crm.events.CardRef;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Patch;
import crm.platform.web.Query;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Timelines and activities over HTTP. */
@RestController
@RequestMapping("/api/activities")
class ActivityApi {
    private static final Set<String> PATCHED = Set.of("text", "participants", "contactIds", "phone", "place", "link");
    private static final Set<String> PARAMETERS = Set.of("card", "responsible", "open", "due", "cursor", "limit");

    private final Activities activities;
    private final Closings closings;
    private final Feed feed;
    private final Overdue overdue;
    private final Problems problems;

    ActivityApi(Activities activities, Closings closings, Feed feed, Overdue overdue, Problems problems) {
        this.activities = activities;
        this.closings = closings;
        this.feed = feed;
        this.overdue = overdue;
        this.problems = problems;
    }

    record NewActivity(
            @Nullable String card,
            @Nullable ActivityType type,
            @Nullable Instant dueAt,
            @Nullable String text,
            @Nullable String responsibleId,
            @Nullable List<String> participants,
            @Nullable List<String> contactIds,
            @Nullable String phone,
            @Nullable Direction direction,
            @Nullable Outcome outcome,
            @Nullable String place,
            @Nullable String link,
            @Nullable Boolean closed,
            @Nullable String comment) {

        Plan plan() {
            if (type == null) {
                throw Refusals.invalid("type", "required");
            }
            return new Plan(
                    type, dueAt, text, responsibleId, participants, contactIds, phone, direction, outcome, place, link);
        }
    }

    record NewComment(
            @Nullable String card,
            @Nullable String text,
            @Nullable List<String> mentions,
            @Nullable List<String> fileIds) {}

    record Rescheduling(
            @Nullable Instant dueAt,
            @Nullable RescheduleKind kind,
            @Nullable String comment) {}

    record PuttingOff(
            @Nullable RescheduleKind kind, @Nullable String comment) {}

    /** How many of them stay where they were, and why. */
    record Left(int count, String code, String detail) {}

    record PutOff(int done, List<Left> left) {}

    record NextStep(
            @Nullable NewActivity activity,
            @Nullable StageStep stage,
            @Nullable Boolean none) {

        Next step() {
            return new Next(activity == null ? null : activity.plan(), stage, none);
        }
    }

    record CloseWish(
            @Nullable String comment,
            @Nullable Outcome outcome,
            @Nullable NextStep next) {}

    record CancelWish(@Nullable String reason, @Nullable NextStep next) {}

    record Responsible(@Nullable String employeeId) {}

    @GetMapping
    Page<ActivityView> list(Query query, By by) {
        query.only(PARAMETERS);
        State state = query.one("open").isEmpty() ? null : query.flag("open") ? State.OPEN : State.CLOSED;
        String cursor = query.one("cursor").orElse(null);
        var card = query.one("card", CardRef::of);
        if (card.isPresent()) {
            return feed.ofCard(card.get(), by, state, cursor, query.limit());
        }
        String responsible = query.one("responsible").orElseThrow(() -> Refusals.malformed("card", "?"));
        Feed.Due due = query.one("due", value -> Feed.Due.valueOf(value.toUpperCase(Locale.ROOT)))
                .orElse(null);
        return feed.ofEmployee(responsible.equals("me") ? by.id() : responsible, by, state, due, cursor, query.limit());
    }

    @PostMapping
    ResponseEntity<ActivityView> plan(@RequestBody NewActivity body, By by, @Nullable RequestKey key) {
        CardRef card = card(body.card());
        return created(
                Boolean.TRUE.equals(body.closed())
                        ? activities.log(card, body.plan(), body.comment(), by, key)
                        : activities.plan(card, body.plan(), by, key));
    }

    @PostMapping("/comments")
    ResponseEntity<ActivityView> comment(@RequestBody NewComment body, By by, @Nullable RequestKey key) {
        return created(activities.comment(
                card(body.card()),
                body.text(),
                body.mentions() == null ? List.of() : body.mentions(),
                body.fileIds() == null ? List.of() : body.fileIds(),
                by,
                key));
    }

    /** T-1: nothing without a card. */
    private static CardRef card(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusals.invalid("card", "required");
        }
        try {
            return CardRef.of(text);
        } catch (IllegalArgumentException notACard) {
            throw Refusals.invalid("card", "unknown");
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<ActivityView> one(@PathVariable String id, By by) {
        return answer(activities.find(id, by));
    }

    /** Open ones; a comment by its author, within a quarter of an hour (T-12). */
    @PatchMapping("/{id}")
    ResponseEntity<ActivityView> edit(@PathVariable String id, @RequestBody JsonNode body, By by, Expected expected) {
        Patch patch = Patch.of(body, PATCHED);
        return answer(activities.edit(id, plan -> patched(plan, patch), by, expected));
    }

    private static Plan patched(Plan plan, Patch patch) {
        return new Plan(
                plan.type(),
                plan.dueAt(),
                patch.text("text", plan.text()),
                plan.responsibleId(),
                patch.texts("participants", plan.participants()),
                patch.texts("contactIds", plan.contactIds()),
                patch.text("phone", plan.phone()),
                plan.direction(),
                plan.outcome(),
                patch.text("place", plan.place()),
                patch.text("link", plan.link()));
    }

    @PostMapping("/{id}/reschedule")
    ResponseEntity<ActivityView> reschedule(
            @PathVariable String id,
            @RequestBody Rescheduling body,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        if (body.kind() == null) {
            throw Refusals.invalid("kind", "required");
        }
        return answer(activities.reschedule(id, body.dueAt(), body.kind(), body.comment(), by, expected, key));
    }

    /** All that is overdue of one's own, to today (T-3). */
    @PostMapping("/overdue/today")
    PutOff putOff(@RequestBody PuttingOff body, By by, @Nullable RequestKey key) {
        if (body.kind() == null) {
            throw Refusals.invalid("kind", "required");
        }
        Overdue.Outcome outcome = overdue.putToToday(body.kind(), body.comment(), by, key);
        return new PutOff(
                outcome.done(),
                outcome.left().entrySet().stream()
                        .map(left -> new Left(
                                left.getValue(),
                                left.getKey().code(),
                                problems.of(left.getKey()).detail()))
                        .toList());
    }

    @PostMapping("/{id}/close")
    ResponseEntity<ActivityView> close(
            @PathVariable String id, @RequestBody CloseWish body, By by, Expected expected, @Nullable RequestKey key) {
        Next next = body.next() == null ? null : body.next().step();
        return answer(closings.close(id, body.comment(), body.outcome(), next, by, expected, key));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<ActivityView> cancel(
            @PathVariable String id, @RequestBody CancelWish body, By by, Expected expected, @Nullable RequestKey key) {
        Next next = body.next() == null ? null : body.next().step();
        return answer(closings.cancel(id, body.reason(), next, by, expected, key));
    }

    @PostMapping("/{id}/responsible")
    ResponseEntity<ActivityView> reassign(
            @PathVariable String id,
            @RequestBody Responsible body,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        if (body.employeeId() == null) {
            throw Refusals.invalid("employeeId", "required");
        }
        return answer(activities.reassign(id, body.employeeId(), by, expected, key));
    }

    private static ResponseEntity<ActivityView> created(Activity activity) {
        return ResponseEntity.created(URI.create("/api/activities/" + activity.id()))
                .eTag("\"" + activity.version() + "\"")
                .body(ActivityView.of(activity));
    }

    private static ResponseEntity<ActivityView> answer(Activity activity) {
        return ResponseEntity.ok().eTag("\"" + activity.version() + "\"").body(ActivityView.of(activity));
    }
}
