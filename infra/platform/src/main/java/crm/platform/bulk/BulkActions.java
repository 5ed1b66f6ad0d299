package crm.platform.bulk;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.platform.bulk.BulkAction.Asked;
import crm.platform.bulk.BulkAction.Progress;
import crm.platform.bulk.BulkAction.Wanted;
import crm.platform.employee.Employees;
import crm.platform.lease.LeasedWork;
import crm.platform.lease.Leases;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Ids;
import crm.platform.store.RequestKey;
import crm.platform.store.StaleVersion;
import crm.platform.store.StoreAway;
import crm.platform.store.Trail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What was asked of many cards: a few are done at once, more of them in the background, a stretch of each action in turn. Every card
 * has a request key of its own, so that what a crash leaves is gone through again and nothing is done twice; each is asked with the
 * roles its author has at that moment.
 */
public final class BulkActions {
    /** So many are done while the request waits. */
    static final int AT_ONCE = 20;

    static final int MOST_OPEN = 3;

    private static final Logger log = LoggerFactory.getLogger(BulkActions.class);
    private static final String LEASE = "bulk-actions";
    private static final String ASKED_AT = "asked.at";
    private static final int STRETCH = 20;
    private static final int SHOWN = 10;
    private static final Duration HELD = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration CLEAN_EVERY = Duration.ofHours(1);

    private final Map<String, BulkDeed<?>> deeds = new HashMap<>();
    private final AggregateStore<BulkAction> store;
    private final Employees employees;
    private final Problems problems;
    private final Clock clock;
    private final LeasedWork work;
    private Instant cleanAt = Instant.MIN;

    public BulkActions(
            List<BulkOffer> offers,
            MongoOperations mongo,
            Employees employees,
            Problems problems,
            Leases leases,
            Clock clock) {
        offers.forEach(offer -> offer.deeds().forEach(deed -> deeds.put(deed.code(), deed)));
        this.employees = employees;
        this.problems = problems;
        this.clock = clock;
        this.work = new LeasedWork(LEASE, leases, this::goOn);
        // nothing is told to other services: the cards tell of themselves
        this.store = new AggregateStore<>(
                mongo,
                BulkAction.class,
                new AggregateStore.Stored("bulkActions", "", "bulk", Set.of()),
                "",
                clock,
                nothing -> {});
        store.collection().createIndex(Indexes.ascending("state", ASKED_AT));
        store.collection()
                .createIndex(Indexes.compoundIndex(
                        Indexes.ascending("asked.by", "wanted.list"), Indexes.descending(ASKED_AT)));
        store.collection().createIndex(Indexes.ascending("endedAt"), new IndexOptions().sparse(true));
    }

    /** What goes on with it in the background. */
    public LeasedWork work() {
        return work;
    }

    /**
     * Stores what is asked of the cards and begins; with few cards it is done when this returns, unless something is away.
     *
     * @param said the form's fields
     * @param filter of the list it is asked from
     * @throws Refused if the wish is none, or too many are open already; with a key that was used before nothing is begun
     */
    BulkAction begin(
            String deed,
            MultiValueMap<String, String> said,
            List<String> cards,
            String filter,
            By by,
            @Nullable RequestKey key) {
        BulkDeed<?> known = deed(deed);
        BulkDeed.Words words = known.called(said);
        String id = Ids.forRequest(key);
        Optional<BulkAction> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        long open = store.collection()
                .countDocuments(
                        and(eq("asked.by", by.id()), eq("state", BulkAction.State.RUNNING.name())),
                        new CountOptions().limit(MOST_OPEN));
        if (open >= MOST_OPEN) {
            throw new Refused(new TooManyOpen(MOST_OPEN));
        }
        Instant now = clock.instant();
        boolean few = cards.size() <= AT_ONCE;
        BulkAction begun = store.insert(
                BulkAction.begin(
                        id,
                        new Asked(by.id(), now, Trail.current(), filter),
                        new Wanted(deed, known.list(), words.title(), words.done(), Map.copyOf(said)),
                        cards,
                        few ? now.plus(HELD) : null),
                by,
                key);
        if (!few) {
            work.wake();
            return begun;
        }
        BulkAction done = stretch(begun, Optional.of(by));
        return done.isRunning() ? store.change(id, By.SYSTEM, BulkAction::letGo).orElseThrow() : done;
    }

    private BulkDeed<?> deed(String code) {
        BulkDeed<?> deed = deeds.get(code);
        if (deed == null) {
            throw new IllegalStateException("nothing is done under the name " + code);
        }
        return deed;
    }

    /** What this employee asked of a list's cards and has not put away, the newest first. */
    public List<BulkAction> of(String list, By by) {
        return store.collection()
                .find(and(eq("asked.by", by.id()), eq("wanted.list", list), ne("hidden", true)))
                .sort(Sorts.descending(ASKED_AT))
                .limit(SHOWN)
                .map(store::read)
                .into(new ArrayList<>());
    }

    /** Its author has seen what came of it; what goes on stays where it is seen. */
    public void putAway(String id, By by) {
        own(id, by);
        store.change(id, By.SYSTEM, BulkAction::hide);
    }

    /** What is through stays as it is. */
    public void stop(String id, By by) {
        own(id, by);
        store.change(id, By.SYSTEM, action -> action.stopped(clock.instant()));
    }

    private void own(String id, By by) {
        store.find(id).filter(action -> action.asked().by().equals(by.id())).orElseThrow(Refusals::notFound);
    }

    private void goOn() {
        clean();
        boolean more = true;
        while (more) {
            more = false;
            for (String id : open()) {
                more |= goOn(id);
            }
        }
    }

    private List<String> open() {
        return store.collection()
                .find(eq("state", BulkAction.State.RUNNING.name()))
                .sort(Sorts.ascending(ASKED_AT))
                .projection(Projections.include("_id"))
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
    }

    /** @return whether it came on and is not at its end */
    private boolean goOn(String id) {
        Optional<BulkAction> found = store.find(id)
                .filter(BulkAction::isRunning)
                .filter(action -> !action.isHeld(clock.instant()))
                // begun by code that is newer or older than this
                .filter(action -> deeds.containsKey(action.wanted().deed()));
        if (found.isEmpty()) {
            return false;
        }
        BulkAction action = found.get();
        work.needLease();
        long begun = System.nanoTime();
        BulkAction now = Trail.call(action.asked().trail(), () -> stretch(action, Optional.empty()));
        work.rest(Duration.ofNanos(System.nanoTime() - begun));
        return now.isRunning() && now.progress().at() > action.progress().at();
    }

    /**
     * The next cards, as far as one gets: what is away is waited for; who is dismissed asks for nothing more (D-6).
     *
     * @param present whose request it is; empty in the background, where it is looked up who he is now
     */
    private BulkAction stretch(BulkAction action, Optional<By> present) {
        BulkDeed<?> deed = deed(action.wanted().deed());
        int from = action.progress().at();
        Progress progress = action.progress();
        boolean dismissed = false;
        for (String card : action.next(STRETCH)) {
            if (present.isEmpty()) {
                work.needLease();
                dismissed = employees.dismissal(action.asked().by()).isPresent();
            }
            Optional<By> by = dismissed ? Optional.empty() : present.or(() -> author(action));
            Progress before = progress;
            progress = by.map(who -> one(deed, action, card, before, who)).orElse(before);
            if (progress == before) {
                break;
            }
        }
        Progress reached = progress;
        BulkAction now = store.change(action.id(), By.SYSTEM, stored -> stored.through(from, reached, clock.instant()))
                .orElseThrow();
        return dismissed
                ? store.change(action.id(), By.SYSTEM, stored -> stored.stopped(clock.instant()))
                        .orElseThrow()
                : now;
    }

    /** @return the same while something is away */
    private Progress one(BulkDeed<?> deed, BulkAction action, String card, Progress progress, By by) {
        MultiValueMap<String, String> said =
                new LinkedMultiValueMap<>(action.wanted().said());
        List<String> people = said.getOrDefault(BulkDeed.EMPLOYEE, List.of());
        String employee = people.isEmpty() ? null : people.get(progress.done() % people.size());
        if (employee != null) {
            said.put(BulkDeed.EMPLOYEE, List.of(employee));
        }
        try {
            deed.on(card, said, by, new RequestKey(Ids.derived(action.id(), card), action.id()));
            return progress.done(employee);
        } catch (Refused no) {
            return no.refusal() instanceof Refusals.ServiceAway
                    ? progress
                    : refused(progress, problems.of(no.refusal()).detail());
        } catch (StaleVersion busy) {
            return refused(progress, problems.words("stale"));
        } catch (RuntimeException failed) {
            if (StoreAway.caused(failed)) {
                log.warn("{} waits for the store: {}", deed.code(), failed.toString());
                return progress;
            }
            log.error("not done: {} {}", deed.code(), card, failed);
            return refused(progress, problems.words("bulk.failed"));
        }
    }

    private Progress refused(Progress progress, String why) {
        return progress.refused(why, problems.words("bulk.other-reasons"));
    }

    /** Who asked, with the roles he has now; empty while that is not known here yet. */
    private Optional<By> author(BulkAction action) {
        return employees.find(action.asked().by()).map(who -> new By(who.id(), who.fullName(), who.roles()));
    }

    private void clean() {
        Instant now = clock.instant();
        if (now.isBefore(cleanAt)) {
            return;
        }
        cleanAt = now.plus(CLEAN_EVERY);
        store.collection().deleteMany(lt("endedAt", Date.from(now.minus(KEPT))));
    }
}
