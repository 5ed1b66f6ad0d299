package crm.activity.activity;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Projections;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.lease.Leases;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refusals.ServiceAway;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.remote.ServiceToken;
import crm.platform.security.By;
import crm.platform.security.Vouched;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Closing with a next step (T-5). The wish is stored first; then the step is taken (an activity planned here, or the card moved
 * by its owner); then the activity is closed. What a crash leaves in between is finished from the stored wish.
 */
@Service
public class Closings {
    private static final Logger log = LoggerFactory.getLogger(Closings.class);
    private static final Duration ABANDONED = Duration.ofSeconds(20);
    private static final int ROUND = 100;

    private final Activities activities;
    private final AggregateStore<Activity> store;
    private final CardAccess access;
    private final Leases leases;
    private final ServiceToken own;
    private final Clock clock;
    private final Map<CardKind, Remote> owners;
    private final Map<CardKind, Remote> ownersForUs;

    Closings(
            Activities activities,
            AggregateStore<Activity> store,
            CardAccess access,
            Leases leases,
            Remotes remotes,
            ServiceToken own,
            Clock clock) {
        this.activities = activities;
        this.store = store;
        this.access = access;
        this.leases = leases;
        this.own = own;
        this.clock = clock;
        this.owners = Map.of(CardKind.LEAD, remotes.asCaller("leads"), CardKind.DEAL, remotes.asCaller("deals"));
        this.ownersForUs =
                Map.of(CardKind.LEAD, remotes.asOurselves("leads"), CardKind.DEAL, remotes.asOurselves("deals"));
    }

    /** What is next, one of: an activity, a stage of the card, nothing on purpose. */
    public record Next(
            @Nullable Plan activity,
            @Nullable StageStep stage,
            @Nullable Boolean none) {
        public Next {
            int said = (activity == null ? 0 : 1) + (stage == null ? 0 : 1) + (Boolean.TRUE.equals(none) ? 1 : 0);
            if (said != 1) {
                throw Refusals.invalid("next", "one-of");
            }
        }
    }

    /** What the owner of the card is asked for. */
    public record StageStep(
            @Nullable String to,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable LocalDate returnOn) {

        String name() {
            return "REJECTED".equals(to) ? "rejection" : "stage";
        }
    }

    public Activity close(
            String id,
            @Nullable String comment,
            @Nullable Outcome outcome,
            @Nullable Next next,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        Optional<Activity> before = activities.answered(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        Activity activity = activities.find(id, by);
        // everything the activity itself could refuse is asked before anything is changed
        activity.close(comment == null ? "" : comment, outcome, "none", clock.instant());
        if (activities.isOnlyAsked(activity, by)) {
            if (!by.id().equals(activity.responsibleId())) {
                throw Refusals.forbidden();
            }
            if (next != null && !Boolean.TRUE.equals(next.none())) {
                throw Refusals.forbidden();
            }
            return finish(
                    id, by, expected, key, comment, outcome, activities.isLastOpen(activity) ? "none" : "activity");
        }
        if (next == null) {
            activities.needNextStep(activity);
            return finish(id, by, expected, key, comment, outcome, "activity");
        }
        if (next.activity() != null) {
            return closeWithActivity(activity, comment, outcome, next.activity(), by, expected, key);
        }
        if (next.stage() != null) {
            return closeWithStage(activity, comment, outcome, next.stage(), by, expected, key);
        }
        return finish(id, by, expected, key, comment, outcome, "none");
    }

    private Activity finish(
            String id,
            By by,
            Expected expected,
            @Nullable RequestKey key,
            String comment,
            @Nullable Outcome outcome,
            String nextStep) {
        return activities.change(
                id, by, expected, key, activity -> activity.close(comment, outcome, nextStep, clock.instant()));
    }

    private Activity closeWithActivity(
            Activity activity,
            String comment,
            @Nullable Outcome outcome,
            Plan wanted,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        Plan plan = activities.checkPeople(wanted, by);
        Card card = access.visible(CardRef.of(activity.card()), by);
        if (card.isClosed()) {
            throw new Refused(new ActivityRefusal.CardClosed());
        }
        // refuses what cannot be planned before the wish is stored
        Activity.plan("", card.ref(), plan, by.id(), null, clock.instant(), activities.zoneOf(by.id()));
        Activity wished = intend(
                activity.id(),
                new Closing(comment, outcome, "activity", plan, by.id(), clock.instant(), key),
                by,
                expected);
        activities.planNext(wished, plan, by);
        return closeAsIntended(activity.id(), by, key);
    }

    private Activity closeWithStage(
            Activity activity,
            String comment,
            @Nullable Outcome outcome,
            StageStep step,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        CardRef card = CardRef.of(activity.card());
        if (!owners.containsKey(card.kind())) {
            throw Refusals.invalid("next", "no-stages");
        }
        intend(
                activity.id(),
                new Closing(comment, outcome, step.name(), null, by.id(), clock.instant(), key),
                by,
                expected);
        try {
            move(card, activity, outcome, step, by);
        } catch (Refused refused) {
            // away means unknown: the move may have been made, the wish stays and is looked after
            if (!(refused.refusal() instanceof ServiceAway)) {
                activities.change(activity.id(), by, Expected.ANY, null, Activity::forgetIntent);
            }
            throw refused;
        }
        return closeAsIntended(activity.id(), by, key);
    }

    private Activity intend(String id, Closing wish, By by, Expected expected) {
        return activities.change(id, by, expected, null, activity -> activity.intend(wish));
    }

    private Activity closeAsIntended(String id, By by, @Nullable RequestKey key) {
        return activities.change(id, by, Expected.ANY, key, activity -> activity.closeAsIntended(clock.instant()));
    }

    private void move(CardRef card, Activity activity, @Nullable Outcome outcome, StageStep step, By by) {
        List<String> refs = new ArrayList<>(List.of(card.toString()));
        Card known = access.visible(card, by);
        if (known.leadId() != null) {
            refs.add(CardRef.lead(known.leadId()).toString());
        }
        int attempts = activities.attemptsOn(refs) - activity.attempts() + activity.attemptsWith(outcome);
        owners.get(card.kind())
                .insist(client -> client.post()
                        .uri("/api/" + card.kind().code() + "s/{id}/stage", card.id())
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", key(activity))
                        .header(Vouched.ATTEMPTS, String.valueOf(attempts))
                        .header(Vouched.HEADER, "Bearer " + own.value())
                        .body(step)
                        .retrieve()
                        .body(JsonNode.class))
                .orElseThrow(Refusals::notFound);
    }

    private static String key(Activity activity) {
        return "close-" + activity.id();
    }

    /** Finishes what was begun and not ended: by its own step here, by what the owner says of the card's move. */
    @Scheduled(fixedDelay = 5000)
    void finishAbandoned() {
        if (!leases.hold("closings")) {
            return;
        }
        Date abandoned = Date.from(clock.instant().minus(ABANDONED));
        List<String> ids = store.collection()
                .find(lt("closing.at", abandoned))
                .projection(Projections.include("_id"))
                .limit(ROUND)
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        store.findAll(ids).forEach(activity -> {
            try {
                finishAbandoned(activity);
            } catch (RuntimeException failed) {
                log.warn("closing {} waits: {}", activity.id(), failed.toString());
            }
        });
    }

    void finishAbandoned(Activity activity) {
        Closing wish = activity.closing();
        if (wish == null) {
            return;
        }
        By by = new By(wish.by(), "", Set.of());
        if (wish.plan() != null) {
            activities.planNext(activity, wish.plan(), by);
            closeAsIntended(activity.id(), by, wish.request());
        } else if (wasMoved(activity, wish)) {
            closeAsIntended(activity.id(), by, wish.request());
        } else {
            activities.change(activity.id(), by, Expected.ANY, null, Activity::forgetIntent);
        }
    }

    private boolean wasMoved(Activity activity, Closing wish) {
        return activity.cards().stream()
                .map(CardRef::of)
                .filter(card -> ownersForUs.containsKey(card.kind()))
                .anyMatch(card -> ownersForUs
                        .get(card.kind())
                        .ask(client -> client.get()
                                .uri(
                                        "/api/" + card.kind().code() + "s/{id}/requests/{key}?employeeId={by}",
                                        card.id(),
                                        key(activity),
                                        wish.by())
                                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                                .retrieve()
                                .toBodilessEntity())
                        .isPresent());
    }

    /** Given up with a reason (T-14), asking for the next step as closing does. */
    public Activity cancel(
            String id,
            @Nullable String reason,
            @Nullable Next next,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        Optional<Activity> before = activities.answered(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        Activity activity = activities.changeable(id, by);
        Instant now = clock.instant();
        activity.cancel(reason, now);
        if (next == null) {
            activities.needNextStep(activity);
        } else if (next.stage() != null) {
            throw Refusals.invalid("next", "activity-or-none");
        } else if (next.activity() != null) {
            activities.checkPeople(next.activity(), by);
            activities.planNext(activity, next.activity(), by);
        }
        return activities.change(id, by, expected, key, open -> open.cancel(reason, now));
    }
}
