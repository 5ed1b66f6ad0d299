package crm.platform.release;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.conversions.Bson;

/**
 * One kind of things employees are responsible for.
 *
 * @param kind as events name it: {@code lead}
 * @param held narrows what has {@code responsibleId} down to what is released
 * @param release gives one back; returns its argument when it is another's meanwhile
 */
public record Holding<A extends Aggregate>(String kind, AggregateStore<A> store, Bson held, Giving<A> release) {

    /** Takes a thing from the dismissed employee, for whoever dismissed him. */
    public interface Giving<A> {
        A from(A thing, String employeeId, String dismissalId, By by);
    }

    /** Cards with stages: the open ones, and refused ones that come back one day. */
    public static <A extends Aggregate> Holding<A> ofCards(
            String kind, AggregateStore<A> store, List<String> open, Giving<A> release) {
        return new Holding<>(kind, store, or(in("stage", open), exists("rejection.returnOn")), release);
    }

    long count(String employeeId) {
        return store.collection().countDocuments(of(employeeId));
    }

    private Bson of(String employeeId) {
        return and(eq("responsibleId", employeeId), held);
    }

    /** Some of what he still has. */
    List<String> some(String employeeId, Collection<String> without, int most) {
        return store.collection()
                .find(without.isEmpty() ? of(employeeId) : and(of(employeeId), nin("_id", without)))
                .projection(Projections.include("_id"))
                .limit(most)
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
    }

    /**
     * Releases one. The change bears the chunk's key, so that after a crash it is known to be made.
     *
     * @return false if nothing was to be changed: it is another's meanwhile, or cannot be given back now
     */
    boolean release(String id, Releasing job, RequestKey chunk) {
        AtomicBoolean changed = new AtomicBoolean();
        By by = new By(job.by(), "", Set.of());
        store.change(id, by, Expected.ANY, chunk, thing -> {
            A next = release.from(thing, job.employeeId(), job.dismissalId(), by);
            changed.set(next != thing);
            return next;
        });
        return changed.get();
    }

    /** How many of these were released under the key. */
    long released(Collection<String> ids, RequestKey chunk) {
        return store.collection().countDocuments(and(in("_id", ids), eq("keys.key", chunk.key())));
    }
}
