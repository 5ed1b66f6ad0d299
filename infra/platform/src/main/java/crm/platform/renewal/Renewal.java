package crm.platform.renewal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import crm.platform.admin.OwnWork;
import crm.platform.lease.Leases;
import crm.platform.security.By;
import crm.platform.store.Aggregate;
import crm.platform.store.AggregateStore;
import crm.platform.store.StoreAway;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks once through all cards of a collection, page by page, and writes those anew whose fields computed from others (search words,
 * keys of duplicates) are not what today's code computes. How far it has come is stored, so that a stopped one goes on; when it is
 * through it rests until the form is raised. One instance works at a time.
 */
public final class Renewal<A extends Aggregate> implements OwnWork {
    private static final Logger log = LoggerFactory.getLogger(Renewal.class);
    private static final String COLLECTION = "renewals";
    private static final int PAGE = 200;
    private static final int ATTEMPTS = 3;
    /** So many of those left as they were are named. */
    private static final int NAMED = 50;

    private final MongoOperations mongo;
    private final Leases leases;
    private final AggregateStore<A> store;
    private final Kind kind;
    private final Renewing<A> renewing;
    private volatile boolean through;

    /**
     * @param name the job's
     * @param label the cards', as the dashboard calls them: лиды
     * @param form raised when what is computed changes
     */
    public record Kind(String name, String label, int form) {}

    /** The card as it would be written today; itself if it is that already. */
    public interface Renewing<A> {
        /** @param stored its document as it was found, which tells what was never written */
        A renewed(A card, Document stored);
    }

    public Renewal(MongoOperations mongo, Leases leases, AggregateStore<A> store, Kind kind, Renewing<A> renewing) {
        this.mongo = mongo;
        this.leases = leases;
        this.store = store;
        this.kind = kind;
        this.renewing = renewing;
    }

    private MongoCollection<Document> progress() {
        return mongo.getCollection(COLLECTION);
    }

    @Scheduled(initialDelayString = "${crm.renewal.after:5s}", fixedDelayString = "${crm.renewal.every:500ms}")
    void work() {
        try {
            step();
        } catch (RuntimeException failed) {
            if (!StoreAway.caused(failed)) {
                throw failed;
            }
            log.warn("{} are looked through when the store is back", kind.name());
        }
    }

    /** Looks through the next page; false when there is nothing left to look at, or another instance does it. */
    public boolean step() {
        if (through) {
            return false;
        }
        Document known = progress().find(eq("_id", kind.name())).first();
        boolean begun = known != null && known.getInteger("form", 0) >= kind.form();
        if (begun && known.getBoolean("through", false)) {
            through = true;
            return false;
        }
        if (!leases.hold("renewal-" + kind.name())) {
            return false;
        }
        String after = begun ? known.getString("after") : "";
        List<Document> page = store.collection()
                .find(gt("_id", after))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.ascending("_id"))
                .limit(PAGE)
                .into(new ArrayList<>());
        long renewed = 0;
        List<String> left = new ArrayList<>();
        for (Document stored : page) {
            switch (renew(stored)) {
                case RENEWED -> renewed++;
                case LEFT -> left.add(stored.getString("_id"));
                case PRESENT -> {}
            }
        }
        boolean last = page.size() < PAGE;
        List<String> named = new ArrayList<>(begun ? known.getList("left", String.class, List.of()) : List.of());
        named.addAll(left);
        progress()
                .updateOne(
                        eq("_id", kind.name()),
                        Updates.combine(
                                Updates.set("form", kind.form()),
                                Updates.set(
                                        "after",
                                        page.isEmpty() ? after : page.getLast().getString("_id")),
                                Updates.set("through", last),
                                Updates.set("looked", count(known, begun, "looked") + page.size()),
                                Updates.set("renewed", count(known, begun, "renewed") + renewed),
                                Updates.set("leftCount", count(known, begun, "leftCount") + left.size()),
                                Updates.set("left", named.size() > NAMED ? named.subList(0, NAMED) : named)),
                        new UpdateOptions().upsert(true));
        if (last) {
            log.info("looked through all {}", kind.name());
        }
        return !last;
    }

    private static long count(@Nullable Document known, boolean begun, String field) {
        return begun && known != null && known.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private enum Outcome {
        RENEWED,
        PRESENT,
        LEFT
    }

    /** One that cannot be written stays as it is, told of once: it must not stop the others, and is not tried for ever. */
    private Outcome renew(Document stored) {
        String id = stored.getString("_id");
        for (int attempt = 1; ; attempt++) {
            try {
                A card = store.read(stored);
                if (renewing.renewed(card, stored) == card) {
                    return Outcome.PRESENT;
                }
                store.change(id, By.SYSTEM, now -> renewing.renewed(now, stored));
                return Outcome.RENEWED;
            } catch (RuntimeException failed) {
                if (StoreAway.caused(failed)) {
                    throw failed;
                }
                if (!(failed instanceof DuplicateKeyException) || attempt == ATTEMPTS) {
                    log.error("{} {} stays as it was written", kind.name(), id, failed);
                    return Outcome.LEFT;
                }
            }
        }
    }

    @Override
    public Now now() {
        Document known = progress().find(eq("_id", kind.name())).first();
        boolean begun = known != null && known.getInteger("form", 0) >= kind.form();
        StringBuilder text = new StringBuilder();
        if (!begun) {
            text.append("ещё не начато");
        } else {
            text.append(known.getBoolean("through", false) ? "просмотрены все" : "идёт")
                    .append(": просмотрено ")
                    .append(count(known, true, "looked"))
                    .append(", обновлено ")
                    .append(count(known, true, "renewed"));
            long left = count(known, true, "leftCount");
            if (left > 0) {
                text.append(", не удалось ")
                        .append(left)
                        .append(": ")
                        .append(String.join(", ", known.getList("left", String.class, List.of())));
            }
        }
        return new Now("Старые карточки: " + kind.label(), text.toString(), null, null);
    }
}
