package crm.platform.release;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import crm.events.EmployeeDismissed;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.employee.Employees;
import crm.platform.lease.LeasedWork;
import crm.platform.lease.Leases;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import crm.platform.store.Envelope;
import crm.platform.store.RequestKey;
import crm.platform.store.StoreAway;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Releases what dismissed employees had here, in chunks: one instance at a time, by a lease; whoever comes after a crash goes
 * on with the stored chunk.
 */
public final class Releases {
    private static final Logger log = LoggerFactory.getLogger(Releases.class);
    private static final String LEASE = "releases";
    private static final int CHUNK = 50;

    private final Holdings holdings;
    private final Employees employees;
    private final Clock clock;
    private final AggregateStore<Releasing> store;
    private final LeasedWork work;

    public Releases(Holdings holdings, Employees employees, Aggregates aggregates, Leases leases, Clock clock) {
        this.holdings = holdings;
        this.employees = employees;
        this.clock = clock;
        this.store = aggregates.of(
                Releasing.class, new AggregateStore.Stored("releases", holdings.topic(), "release", Set.of()));
        store.collection().createIndex(Indexes.ascending("over", "_id"));
        this.work = new LeasedWork(LEASE, leases, this::goOn);
    }

    public Subscription subscription() {
        return Subscription.to(Topics.DIRECTORY).on(EmployeeDismissed.class, this::begin);
    }

    private void begin(EmployeeDismissed dismissed, Envelope meta) {
        // from here on nothing is assigned to him; only then it is counted what he has
        employees.dismissed(dismissed, meta);
        Map<String, Long> found = held(meta.aggregateId());
        try {
            store.insert(
                    Releasing.begin(
                            holdings.service(), dismissed.dismissalId(), meta.aggregateId(), dismissed.by(), found),
                    By.SYSTEM,
                    null);
        } catch (DuplicateKeyException begunBefore) {
            log.debug("begun before: {}", dismissed.dismissalId());
        }
        work.wake();
    }

    LeasedWork work() {
        return work;
    }

    /** What an employee has here, by kind. */
    public Map<String, Long> held(String employeeId) {
        Map<String, Long> held = new HashMap<>();
        holdings.all().forEach(holding -> held.merge(holding.kind(), holding.count(employeeId), Long::sum));
        return held;
    }

    /** How far the release of a dismissal has come here; empty before it has begun. */
    public Optional<Releasing> find(String dismissalId) {
        return store.find(Releasing.idOf(dismissalId, holdings.service()));
    }

    private void goOn() {
        List<String> open = store.collection()
                .find(eq("over", false))
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        for (String id : open) {
            store.find(id).filter(this::isDue).ifPresent(this::release);
        }
    }

    private boolean isDue(Releasing job) {
        return job.lookAgainAt() == null || !job.lookAgainAt().isAfter(clock.instant());
    }

    private void release(Releasing begun) {
        boolean cameBack = employees
                .dismissal(begun.employeeId())
                .filter(present -> present.id().equals(begun.dismissalId()))
                .isEmpty();
        if (begun.lookAgainAt() != null && cameBack) {
            store.change(begun.id(), By.SYSTEM, Releasing::leaveAlone);
            return;
        }
        if (begun.chunk() != null) {
            release(begun, holding(begun.chunk().kind()));
        }
        boolean whole = true;
        int chunks = begun.chunks();
        for (Holding<?> holding : holdings.all()) {
            Set<String> stuck = new HashSet<>();
            List<String> ids = holding.some(begun.employeeId(), stuck, CHUNK);
            while (!ids.isEmpty()) {
                chunks++;
                stuck.addAll(release(take(begun.id(), chunks, holding, ids), holding));
                ids = holding.some(begun.employeeId(), stuck, CHUNK);
            }
            whole &= stuck.isEmpty();
        }
        if (whole && work.mayGoOn()) {
            store.change(begun.id(), By.SYSTEM, job -> job.nothingLeft(clock.instant()));
            log.info("released what {} had", begun.employeeId());
        }
    }

    private Holding<?> holding(String kind) {
        return holdings.all().stream()
                .filter(holding -> holding.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private Releasing take(String id, int number, Holding<?> holding, List<String> ids) {
        Releasing job = store.change(id, By.SYSTEM, now -> now.take(number - 1, holding.kind(), ids))
                .orElseThrow();
        if (job.chunks() != number || job.chunk() == null || !job.chunk().ids().equals(ids)) {
            throw new IllegalStateException("another instance goes on");
        }
        return job;
    }

    /** Releases the chunk of a job, one by one with a rest after each, so that others wait for one at most; gives those that were not. */
    private Set<String> release(Releasing job, Holding<?> holding) {
        Set<String> stuck = new HashSet<>();
        List<String> ids = job.chunk().ids();
        RequestKey key = new RequestKey("release/" + job.dismissalId() + "/" + job.chunks(), "");
        for (String id : ids) {
            work.needLease();
            long begun = System.nanoTime();
            if (!release(id, job, holding, key)) {
                stuck.add(id);
            }
            work.rest(Duration.ofNanos(System.nanoTime() - begun));
        }
        long count = holding.released(ids, key);
        store.change(job.id(), By.SYSTEM, now -> now.taken(job.chunks(), count));
        return stuck;
    }

    /** False for one that is another's meanwhile or could not be given back. */
    private boolean release(String id, Releasing job, Holding<?> holding, RequestKey key) {
        try {
            return holding.release(id, job, key);
        } catch (RuntimeException failed) {
            if (StoreAway.caused(failed)) {
                throw failed;
            }
            log.error("not released: {} {}", holding.kind(), id, failed);
            return false;
        }
    }
}
