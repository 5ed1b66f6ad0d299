package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Projections;
import crm.directory.client.ClientRefusal.Duplicate;
import crm.events.CardKind;
import crm.platform.card.CardTable;
import crm.platform.list.CardList.Found;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import crm.platform.web.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;

/** What can be done with the cards of one kind, contacts or companies, whatever their fields: load, ask the card, save. */
public final class ClientCards<C extends ClientCard<C>> {
    private static final Logger log = LoggerFactory.getLogger(ClientCards.class);
    private static final Cursor NEWEST = new Cursor("createdAt", true);
    private static final int ATTEMPTS = 10;
    private static final int TWINS = 50;

    private final CardKind kind;
    private final AggregateStore<C> store;
    private final Function<C, Object> view;
    private final History history;
    private final Looks looks;
    private final Colleagues colleagues;
    private final CardTable<C> table;
    private final Clock clock;

    /** @param view the card as the API shows it */
    public ClientCards(
            CardKind kind,
            AggregateStore<C> store,
            Function<C, Object> view,
            History history,
            Looks looks,
            Colleagues colleagues,
            Clock clock,
            ZoneId zone) {
        this.kind = kind;
        this.store = store;
        this.view = view;
        this.history = history;
        this.looks = looks;
        this.colleagues = colleagues;
        this.clock = clock;
        this.table = new CardTable<>(store, null, clock, zone);
    }

    public CardKind kind() {
        return kind;
    }

    public AggregateStore<C> store() {
        return store;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The card as the API answers with it. */
    ResponseEntity<Object> answer(C card) {
        return ResponseEntity.ok().eTag("\"" + card.version() + "\"").body(view.apply(card));
    }

    /** The card, if this reader may see it; of one that was merged the one it turned out to be (D-3). */
    public C card(String id, By by) {
        ClientAccess.needCardReader(by);
        return find(id).orElseThrow(Refusals::notFound);
    }

    /** The same, opened to be read whole: that is on record (P-5). */
    public C opened(String id, By by) {
        C card = card(id, by);
        looks.keep(card, by);
        return card;
    }

    public Optional<C> find(String id) {
        Set<String> seen = new HashSet<>();
        Optional<C> card = store.find(id);
        while (card.isPresent()
                && card.get().life().mergedInto() != null
                && seen.add(card.get().id())) {
            card = store.find(card.get().life().mergedInto());
        }
        return card;
    }

    /** By the ids asked for; those of merged cards lead to what they turned out to be, those nobody has are left out. */
    public Map<String, C> known(Collection<String> ids) {
        Map<String, C> byId = new LinkedHashMap<>();
        for (C card : store.findAll(new LinkedHashSet<>(ids))) {
            (card.isMerged() ? find(card.id()) : Optional.of(card)).ifPresent(found -> byId.put(card.id(), found));
        }
        return byId;
    }

    public Page<C> list(Query query, By by) {
        ClientAccess.needReader(by);
        return table.list(
                ClientQuery.filter(query, by), NEWEST, query.one("cursor").orElse(null), query.limit());
    }

    /** All that the filter shows, for a file. */
    Found<C> found(Query query, By by) {
        ClientAccess.needReader(by);
        return new Found<>(table, ClientQuery.filter(query, by), NEWEST);
    }

    /** A few that match what somebody types, by name: whichever are found first, so that it is quick however many there are. */
    public List<C> matching(String text, int limit, By by) {
        ClientAccess.needReader(by);
        if (text.isBlank()) {
            return first(new Document(), limit);
        }
        List<C> found = new ArrayList<>();
        store.collection()
                .find(ClientQuery.text(text))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .limit(limit)
                .map(store::read)
                .into(found);
        found.sort(Comparator.comparing(ClientCard::title));
        return found;
    }

    /** A page of cards that match, for a part of a page. */
    public List<C> first(Bson filter, int limit) {
        return table.page(and(ClientQuery.STANDING, filter), NEWEST, null, limit)
                .items();
    }

    /** What the request of this key has entered before, if it has. */
    public Optional<C> enteredBefore(String id, @Nullable RequestKey key) {
        return store.createdBefore(id, key);
    }

    /**
     * Writes a new card under the keys it claims; of several writers of one key at once one succeeds (D-2).
     *
     * @param confirmed it was shown what is equal, and said: all the same
     */
    public C enter(C fresh, boolean confirmed, By by, @Nullable RequestKey key) {
        for (int attempt = 0; ; attempt++) {
            try {
                C entered = store.insert(claiming(fresh, fresh.distinctive(), confirmed), by, key);
                history.keep(entered);
                return entered;
            } catch (DuplicateKeyException anotherWasQuicker) {
                if (attempt == ATTEMPTS) {
                    throw anotherWasQuicker;
                }
            }
        }
    }

    /** As {@link #change(String, By, Expected, RequestKey, boolean, UnaryOperator)} on the newest state. */
    public C change(String id, By by, UnaryOperator<C> change) {
        return change(id, by, Expected.ANY, null, false, change);
    }

    /** Changes a card under guard, its claims and its history with it; what was merged is changed where it went. */
    public C change(
            String id, By by, Expected expected, @Nullable RequestKey key, boolean confirmed, UnaryOperator<C> change) {
        for (int attempt = 0; ; attempt++) {
            C target = find(id).orElseThrow(Refusals::notFound);
            try {
                AtomicBoolean mergedMeanwhile = new AtomicBoolean();
                C changed = store.change(target.id(), by, expected, key, now -> {
                            mergedMeanwhile.set(now.isMerged());
                            return now.isMerged() ? now : next(now, change.apply(now), confirmed);
                        })
                        .orElseThrow(Refusals::notFound);
                if (!mergedMeanwhile.get()) {
                    history.keep(changed);
                    return changed;
                }
            } catch (DuplicateKeyException anotherWasQuicker) {
                if (attempt == ATTEMPTS) {
                    throw anotherWasQuicker;
                }
            }
        }
    }

    private C next(C now, C next, boolean confirmed) {
        if (next == now) {
            return now;
        }
        history.keep(now);
        if (next.isMerged()) {
            return next.claiming(null);
        }
        Set<String> before = new HashSet<>(Mark.keys(now.distinctive()));
        List<Mark> added = next.distinctive().stream()
                .filter(mark -> !before.contains(mark.key()))
                .toList();
        return claiming(next, added, confirmed);
    }

    /** Claims what it has newly got, beside what it claimed before and still has. */
    private C claiming(C card, List<Mark> added, boolean confirmed) {
        Set<String> claims = new LinkedHashSet<>(card.claims() == null ? List.of() : card.claims());
        claims.retainAll(Mark.keys(card.distinctive()));
        Map<String, C> twins = twins(card.id(), added);
        for (Mark mark : added) {
            C twin = twins.get(mark.key());
            if (twin == null) {
                claims.add(mark.key());
            } else if (!mark.confirmable() || !confirmed) {
                throw new Refused(new Duplicate(
                        twin.id(), mark.field(), mark.kind().code(), twin.title(), onlyConfirmable(added, twins)));
            }
        }
        return card.claiming(claims.isEmpty() ? null : List.copyOf(claims));
    }

    private static boolean onlyConfirmable(List<Mark> added, Map<String, ?> twins) {
        return added.stream().filter(mark -> twins.containsKey(mark.key())).allMatch(Mark::confirmable);
    }

    private Map<String, C> twins(String own, List<Mark> marks) {
        Map<String, C> twins = new LinkedHashMap<>();
        if (!marks.isEmpty()) {
            for (C card : having(Mark.keys(marks))) {
                if (!card.id().equals(own)) {
                    card.distinctive().forEach(mark -> twins.putIfAbsent(mark.key(), card));
                }
            }
        }
        return twins;
    }

    /** D-3: marks a card as another one; it gives up its claims with that. Done once, whatever is repeated. */
    void mark(String loser, C survivor, By by, @Nullable RequestKey key) {
        store.change(loser, by, Expected.ANY, key, now -> {
                    if (now.isMerged()) {
                        return now;
                    }
                    history.keep(now);
                    return now.mergedInto(survivor, by, now());
                })
                .ifPresent(history::keep);
    }

    /**
     * D-3: the card a merged one leads to takes what that one knew more. Nothing refuses it: of its marks those that somebody
     * has claimed in between stay with him.
     */
    C absorb(String loser, By by) {
        C merged = store.find(loser).orElseThrow(Refusals::notFound);
        for (int attempt = 0; ; attempt++) {
            C survivor = find(loser).orElseThrow(Refusals::notFound);
            try {
                C richer = store.change(survivor.id(), by, now -> {
                            C next = now.absorb(merged, by, now());
                            if (now.isMerged() || next == now) {
                                return now;
                            }
                            history.keep(now);
                            return claimingWhatIsFree(next);
                        })
                        .orElseThrow(Refusals::notFound);
                if (!richer.isMerged()) {
                    history.keep(richer);
                    return richer;
                }
            } catch (DuplicateKeyException anotherWasQuicker) {
                if (attempt == ATTEMPTS) {
                    throw anotherWasQuicker;
                }
            }
        }
    }

    private C claimingWhatIsFree(C card) {
        Set<String> claims = new LinkedHashSet<>(Mark.keys(card.distinctive()));
        twins(card.id(), card.distinctive()).keySet().forEach(claims::remove);
        return card.claiming(claims.isEmpty() ? null : List.copyOf(claims));
    }

    /**
     * A card of older code as it would be written today: it claims of its marks what nobody else claims. Of two that were entered
     * as true duplicates before they were told apart the first one claims; both stand until somebody merges them.
     */
    public C renewed(C card) {
        C now = card.renewed();
        List<String> keys = Mark.keys(now.distinctive());
        Set<String> present = new HashSet<>(card.claims() == null ? List.of() : card.claims());
        if (present.equals(Set.copyOf(keys))) {
            return now;
        }
        Set<String> free = new LinkedHashSet<>(keys);
        Set<String> others = new HashSet<>();
        store.collection()
                .find(and(in("claims", keys), ne("_id", card.id())))
                .projection(Projections.include("claims"))
                .forEach(row -> others.addAll(row.getList("claims", String.class, List.of())));
        free.removeAll(others);
        now.distinctive().stream()
                .filter(mark -> !mark.confirmable() && others.contains(mark.key()))
                .forEach(mark ->
                        log.warn("{} has the same {} as another: a duplicate to be merged", card.ref(), mark.field()));
        return present.equals(free) ? now : now.claiming(free.isEmpty() ? null : List.copyOf(free));
    }

    /**
     * D-2: another card that is likely to be this one: with the same e-mail or ИНН, which only cards of older code can share, or
     * with more than one mark in common.
     */
    Optional<Twin<C>> likelyTwin(C card) {
        List<Mark> own = card.distinctive();
        return having(Mark.keys(own)).stream()
                .filter(other -> !other.id().equals(card.id()))
                .map(other -> {
                    Set<String> theirs = new HashSet<>(Mark.keys(other.distinctive()));
                    return new Twin<>(
                            other,
                            own.stream()
                                    .filter(mark -> theirs.contains(mark.key()))
                                    .toList());
                })
                .filter(twin ->
                        twin.shared().size() > 1 || twin.shared().stream().anyMatch(mark -> !mark.confirmable()))
                .findFirst();
    }

    /** @param shared the marks both have */
    record Twin<C>(C card, List<Mark> shared) {}

    /** The cards with one of these marks; of those that claim one none is left out. */
    public List<C> having(List<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<C> found = new ArrayList<>();
        store.collection()
                .find(in("claims", keys))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .map(store::read)
                .into(found);
        Set<String> claiming = new HashSet<>();
        found.forEach(card -> claiming.add(card.id()));
        store.collection()
                .find(in("marks", keys))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .limit(TWINS)
                .map(store::read)
                .forEach(card -> {
                    if (claiming.add(card.id())) {
                        found.add(card);
                    }
                });
        return found;
    }

    /** D-6: takes a card from a dismissed employee; the release writes it. */
    public C released(C card, String employeeId, String dismissalId, By by) {
        history.keep(card);
        return card.released(employeeId, dismissalId, by, now());
    }

    /** D-5: makes the caller responsible for what is nobody's. */
    C claim(String id, By by, @Nullable RequestKey key) {
        card(id, by);
        ClientAccess.needClaimer(by);
        return change(id, by, Expected.ANY, key, false, card -> card.claim(by, colleagues, now()));
    }

    /** D-5: the head makes somebody responsible. */
    C assign(String id, @Nullable String employeeId, By by, Expected expected, @Nullable RequestKey key) {
        card(id, by);
        ClientAccess.needLeader(by);
        new Fields().required("employeeId", employeeId).orRefuse();
        Optional<Colleagues.Colleague> heir = colleagues.find(employeeId);
        new Fields()
                .check(heir.isPresent(), "employeeId", "not-found")
                .check(heir.isEmpty() || heir.get().active(), "employeeId", "dismissed")
                .orRefuse();
        return change(id, by, expected, key, false, card -> card.assign(employeeId, by, now()));
    }

    /** D-10: a person says what it is to us. */
    C setStatus(String id, @Nullable ClientStatus status, By by, Expected expected, @Nullable RequestKey key) {
        card(id, by);
        ClientAccess.needStatusSetter(by);
        new Fields().required("status", status).orRefuse();
        return change(id, by, expected, key, false, card -> card.setStatus(status, by, now()));
    }

    Page<History.Entry> history(String id, By by, @Nullable String cursor, int limit) {
        return history.of(card(id, by), cursor, limit);
    }
}
