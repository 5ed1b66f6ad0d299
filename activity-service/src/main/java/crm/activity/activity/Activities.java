package crm.activity.activity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import crm.activity.activity.ActivityRefusal.CardClosed;
import crm.activity.activity.ActivityRefusal.NextStepMissing;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.activity.file.Files;
import crm.activity.file.StoredFile;
import crm.activity.meeting.Rooms;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.platform.card.MergedClients;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What can be done with activities: load, ask the activity, save. */
@Service
public class Activities {
    /** The type of an entry the system made. */
    public static final String SYSTEM = "SYSTEM";

    private final AggregateStore<Activity> store;
    private final CardAccess access;
    private final Cards cards;
    private final Employees employees;
    private final Files files;
    private final References references;
    private final MergedClients merged;
    private final Rooms rooms;
    private final Clock clock;
    private final ZoneId zone;

    Activities(
            AggregateStore<Activity> store,
            CardAccess access,
            Cards cards,
            Employees employees,
            Files files,
            References references,
            MergedClients merged,
            Rooms rooms,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.access = access;
        this.cards = cards;
        this.employees = employees;
        this.files = files;
        this.references = references;
        this.merged = merged;
        this.rooms = rooms;
        this.clock = clock;
        this.zone = zone;
    }

    /** The activity, if this reader may see its card or it is his own. */
    public Activity find(String id, By by) {
        Activity activity = stored(id).orElseThrow(Refusals::notFound);
        if (!by.id().equals(activity.responsibleId())) {
            needShown(CardRef.of(activity.card()), by);
        }
        return activity;
    }

    /** A deal shows its lead's timeline: what stands there is shown to who may see the deal. */
    private void needShown(CardRef card, By by) {
        boolean onDeal =
                cards.dealOf(card).filter(deal -> access.isShown(deal, by)).isPresent();
        if (!onDeal) {
            access.visible(card, by);
        }
    }

    /** What the system did stands on the timeline too, but there is nothing to be done with it. */
    private Optional<Activity> stored(String id) {
        return Optional.ofNullable(store.collection()
                        .find(and(eq("_id", id), ne("type", SYSTEM)))
                        .projection(AggregateStore.WITHOUT_BAGGAGE)
                        .first())
                .map(store::read);
    }

    /** The activity, if he may do with it what its card's people may; who is only asked for it may not (P-3). */
    public Activity changeable(String id, By by) {
        Activity activity = find(id, by);
        needWork(CardRef.of(activity.card()), by);
        return activity;
    }

    /** Whether he has no part in the card but being asked into it: he closes what is his own, and no more (P-3). */
    public boolean isOnlyAsked(Activity activity, By by) {
        return !access.works(CardRef.of(activity.card()), by);
    }

    /** Whether he may plan and move on a card he sees. */
    public boolean worksOn(CardRef card, By by) {
        return access.works(card, by);
    }

    private void needWork(CardRef card, By by) {
        if (!access.works(card, by)) {
            throw Refusals.forbidden();
        }
    }

    public Activity plan(CardRef ref, Plan plan, By by, @Nullable RequestKey key) {
        Card card = access.visible(ref, by);
        needWork(card.ref(), by);
        String id = Ids.forRequest(key);
        Optional<Activity> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        if (card.isClosed()) {
            throw new Refused(new CardClosed());
        }
        Plan checked = checkPeople(plan, by);
        Activity planned =
                store.insert(Activity.plan(id, card.ref(), checked, by.id(), null, now(), zoneOf(by.id())), by, key);
        return followCard(planned);
    }

    /** A call made already (T-4). */
    public Activity log(CardRef ref, Plan plan, @Nullable String comment, By by, @Nullable RequestKey key) {
        Card card = access.visible(ref, by);
        needWork(card.ref(), by);
        Plan checked = checkPeople(plan, by);
        return store.insert(
                Activity.logged(Ids.forRequest(key), card.ref(), checked, comment, by.id(), now()), by, key);
    }

    public Activity comment(
            CardRef ref,
            @Nullable String text,
            List<String> mentions,
            List<String> fileIds,
            By by,
            @Nullable RequestKey key) {
        Card card = access.visible(ref, by);
        checkKnown("mentions", mentions);
        String id = Ids.forRequest(key);
        Optional<Activity> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        List<String> attached = fileIds.stream().distinct().toList();
        Activity comment = Activity.comment(id, card.ref(), text, mentions, attached, by.id(), now());
        files.attach(attached, by.id(), id, this::isWritten);
        Activity written = store.insert(comment, by, key);
        files.keep(attached);
        return written;
    }

    private boolean isWritten(String id) {
        return store.collection().countDocuments(eq("_id", id)) > 0;
    }

    /** Removes files that were uploaded longer ago and never attached; returns how many. */
    int removeLooseFiles(Duration longerThan, int most) {
        return files.removeLoose(longerThan, most, this::isWritten);
    }

    /** A file, if he uploaded it or may see what it is attached to (T-11). */
    public StoredFile file(String id, By by) {
        StoredFile file = files.find(id).orElseThrow(Refusals::notFound);
        if (file.activityId() != null) {
            find(file.activityId(), by);
        } else if (!file.uploadedBy().equals(by.id())) {
            throw Refusals.notFound();
        }
        return file;
    }

    public Activity reschedule(
            String id,
            @Nullable Instant to,
            RescheduleKind kind,
            @Nullable String why,
            By by,
            Expected expected,
            @Nullable RequestKey key) {
        changeable(id, by);
        return change(
                id, by, expected, key, activity -> activity.reschedule(to, kind, why, by.id(), now(), zoneOf(by.id())));
    }

    /** As {@link #reschedule}, while it is overdue still: what was put off meanwhile stays where it was put. */
    public Activity rescheduleOverdue(
            String id, Instant to, RescheduleKind kind, @Nullable String why, By by, @Nullable RequestKey key) {
        changeable(id, by);
        return change(
                id,
                by,
                Expected.ANY,
                key,
                activity -> activity.isOverdue(now())
                        ? activity.reschedule(to, kind, why, by.id(), now(), zoneOf(by.id()))
                        : activity);
    }

    /** Whether he may still correct this comment (T-12). */
    public boolean isCorrectable(ActivityView view, By by) {
        return view.type().equals(ActivityType.COMMENT.name())
                && by.id().equals(view.createdBy())
                && Activity.isFresh(view.createdAt(), clock.instant());
    }

    /** An activity he may change the words of now. */
    public Activity editable(String id, By by) {
        Activity activity = find(id, by);
        if (activity.type() != ActivityType.COMMENT) {
            needWork(CardRef.of(activity.card()), by);
        }
        // what could not be saved is not offered
        activity.edit(activity.plan(), by.id(), now());
        return activity;
    }

    /** Other words, place, link, phone or people (T-12). */
    public Activity edit(String id, UnaryOperator<Plan> edit, By by, Expected expected) {
        checkPeople(edit.apply(editable(id, by).plan()), by);
        return change(
                id, by, expected, null, now -> now.edit(completed(edit.apply(now.plan()), by.id()), by.id(), now()));
    }

    public Activity reassign(String id, String employeeId, By by, Expected expected, @Nullable RequestKey key) {
        changeable(id, by);
        checkActive("employeeId", List.of(employeeId));
        return change(id, by, expected, key, activity -> activity.reassign(employeeId));
    }

    Activity change(String id, By by, Expected expected, @Nullable RequestKey key, UnaryOperator<Activity> change) {
        return store.change(id, by, expected, key, change).orElseThrow(Refusals::notFound);
    }

    Optional<Activity> answered(String id, @Nullable RequestKey key) {
        return store.answered(id, key);
    }

    /** T-5: the last open one of a card is not closed without saying what is next. */
    void needNextStep(Activity closing) {
        if (isLastOpen(closing)) {
            throw new Refused(new NextStepMissing());
        }
    }

    /** Whether nothing else is open on its card. */
    public boolean isLastOpen(Activity activity) {
        return store.collection()
                        .countDocuments(and(
                                eq("card", activity.card()), eq("state", State.OPEN.name()), ne("_id", activity.id())))
                == 0;
    }

    /** Plans what the system wants on a card, once for its id, however often it is asked to. */
    void planBySystem(String id, CardRef ref, Plan plan, String purpose, Instant at) {
        try {
            Activity planned = Activity.plan(id, ref, plan, By.SYSTEM.id(), purpose, at, zone);
            store.insert(heldIfDismissed(planned, planned.responsibleId()), By.SYSTEM, null);
        } catch (DuplicateKeyException plannedBefore) {
            // the event came again
        }
    }

    /** Goes to another employee; if he is dismissed meanwhile, to who stands in (D-6). */
    Activity given(Activity activity, String to) {
        return heldIfDismissed(activity.reassign(to), to);
    }

    private Activity heldIfDismissed(Activity activity, @Nullable String whose) {
        return whose == null
                ? activity
                : employees
                        .find(whose)
                        .map(Employee::dismissal)
                        .flatMap(employees::standIn)
                        .map(standIn -> activity.handOver(whose, standIn.id()))
                        .orElse(activity);
    }

    /** Whether nothing is his any more. */
    boolean isDismissed(@Nullable String employeeId) {
        return employeeId != null
                && employees.find(employeeId).filter(who -> !who.isActive()).isPresent();
    }

    /**
     * D-6: what a dismissed one has open goes to whoever has the card by now, else to who stands in until it is assigned;
     * unchanged while there is nobody.
     */
    Activity released(Activity activity, String employeeId) {
        Card card = cards.find(CardRef.of(activity.card())).orElse(null);
        String responsible = card == null ? null : card.responsibleId();
        if (responsible != null && !responsible.equals(employeeId) && !isDismissed(responsible)) {
            return employeeId.equals(activity.responsibleId()) ? activity.reassign(responsible) : activity;
        }
        return heldIfDismissed(activity, employeeId);
    }

    /** The next step of a closing: once for the activity that is closed. */
    void planNext(Activity closing, Plan plan, By by) {
        String id = Ids.derived("next", closing.id());
        Activity next = Activity.plan(
                id, CardRef.of(closing.card()), completed(plan, by.id()), by.id(), null, now(), zoneOf(by.id()));
        try {
            followCard(store.insert(next, by, null));
        } catch (DuplicateKeyException plannedBefore) {
            // an interrupted closing goes on
            store.find(id).ifPresent(this::followCard);
        }
    }

    /** When the card went on while the activity was being planned, it follows (L-18). */
    private Activity followCard(Activity planned) {
        Card card = cards.find(CardRef.of(planned.card())).orElse(null);
        if (card != null && card.isConverted()) {
            return change(
                    planned.id(),
                    By.SYSTEM,
                    Expected.ANY,
                    null,
                    activity -> activity.moveTo(CardRef.deal(card.dealId())));
        }
        if (card != null && card.isClosed()) {
            return change(planned.id(), By.SYSTEM, Expected.ANY, null, activity -> activity.cardEnded(now()));
        }
        return planned;
    }

    /**
     * D-3: what stands on the timeline of a merged client stands on the survivor's. Open activities go there as such, the rest
     * is moved at once; whoever changes one of them meanwhile has to look again.
     */
    void clientMerged(CardRef from, CardRef into) {
        if (from.kind() == CardKind.CONTACT) {
            Bson takesPart = eq("contactIds", from.id());
            store.collection()
                    .updateMany(
                            takesPart,
                            Updates.combine(Updates.addToSet("contactIds", into.id()), Updates.inc("version", 1L)));
            store.collection().updateMany(takesPart, Updates.pull("contactIds", from.id()));
        }
        openOn(from)
                .forEach(open -> change(open.id(), By.SYSTEM, Expected.ANY, null, activity -> activity.moveTo(into)));
        Bson moved = Updates.combine(
                Updates.set("card", into.toString()),
                Updates.addToSet("cards", into.toString()),
                Updates.inc("version", 1L));
        store.collection().updateMany(and(eq("card", from.toString()), ne("type", SYSTEM)), moved);
        store.collection().updateMany(eq("card", from.toString()), Updates.set("card", into.toString()));
    }

    List<Activity> openOn(CardRef card) {
        List<String> ids = store.collection()
                .find(and(eq("card", card.toString()), eq("state", State.OPEN.name())))
                .projection(Projections.include("_id"))
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        return store.findAll(ids);
    }

    /** Failed attempts to reach the client on these cards, each activity once. */
    int attemptsOn(Collection<String> refs) {
        int[] sum = {0};
        store.collection()
                .find(in("cards", refs))
                .projection(Projections.include("attempts"))
                .forEach(row -> sum[0] += row.getInteger("attempts", 0));
        return sum[0];
    }

    /** The plan with what it lacks and its people by what they are called now; refused when one cannot be asked or is not known. */
    Plan checkPeople(Plan plan, By by) {
        if (plan.responsibleId() != null) {
            checkActive("responsibleId", List.of(plan.responsibleId()));
        }
        checkActive("participants", plan.participants());
        if (!plan.contactIds().isEmpty()) {
            references.check(by.id(), plan.contactIds(), null);
        }
        return completed(plan, by.id());
    }

    /** Of contacts that were merged the survivors (D-3); an online meeting without a link gets a room (T-13). */
    private Plan completed(Plan plan, String by) {
        List<String> contactIds = plan.contactIds().stream()
                .map(id -> merged.now(new CardRef(CardKind.CONTACT, id)).id())
                .toList();
        boolean needsRoom = plan.type() == ActivityType.ONLINE_MEETING
                && (plan.link() == null || plan.link().isBlank());
        return plan.with(
                contactIds,
                needsRoom
                        ? rooms.forMeetingOf(plan.responsibleId() == null ? by : plan.responsibleId())
                                .orElse(null)
                        : plan.link());
    }

    private void checkActive(String field, List<String> employeeIds) {
        employeeIds.forEach(id -> employees.check(field, id, anybody -> true));
    }

    private void checkKnown(String field, List<String> employeeIds) {
        new Fields()
                .check(employeeIds.stream().allMatch(id -> employees.find(id).isPresent()), field, "not-found")
                .orRefuse();
    }

    ZoneId zoneOf(String employeeId) {
        return employees.find(employeeId).map(Employee::zone).orElse(zone);
    }

    private Instant now() {
        return clock.instant();
    }
}
