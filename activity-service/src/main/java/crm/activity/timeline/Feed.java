package crm.activity.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.activity.activity.Activities;
import crm.activity.activity.Activity;
import crm.activity.activity.ActivityType;
import crm.activity.activity.ActivityView;
import crm.activity.activity.State;
import crm.activity.card.Asked;
import crm.activity.card.Card;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.EventJson;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Refusals;
import crm.platform.search.Words;
import crm.platform.security.By;
import crm.platform.store.AggregateStore;
import crm.platform.store.Cursor;
import crm.platform.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads timelines: of a card, newest first, a deal's together with its lead's; of an employee, what is open and due. */
@Component
public class Feed {
    static final String COLLECTION = "timeline";
    static final String SYSTEM = Activities.SYSTEM;
    private static final Cursor NEWEST = new Cursor("at", true);
    private static final Cursor DUE = new Cursor("dueAt", false);
    private static final int OPEN_SHOWN = 100;
    /** More of a card's history are not counted for its page. */
    public static final int HISTORY_COUNTED = 100;

    private static final int WAITS = 500;
    private static final int WEEK = 500;
    /** So many of the latest leads and deals of a contact or company are shown on its timeline. */
    private static final int CARDS = 200;

    private final AggregateStore<Activity> store;
    private final CardAccess access;
    private final Cards cards;
    private final Asked asked;
    private final Employees employees;
    private final Clock clock;
    private final ZoneId zone;

    Feed(
            AggregateStore<Activity> store,
            CardAccess access,
            Cards cards,
            Asked asked,
            Employees employees,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.access = access;
        this.cards = cards;
        this.asked = asked;
        this.employees = employees;
        this.clock = clock;
        this.zone = zone;
    }

    /** When something is due, as the employee's own day has it. */
    public enum Due {
        OVERDUE,
        TODAY,
        TOMORROW,
        LATER
    }

    /** A page of the card's timeline; {@code state} null for all. */
    public Page<ActivityView> ofCard(CardRef ref, By by, @Nullable State state, @Nullable String cursor, int limit) {
        Bson filter = onCard(access.visible(ref, by), by, state);
        return page(filter, NEWEST, cursor, limit, Page.COUNTED);
    }

    /** A part of a card's history. */
    public enum Part {
        ALL,
        TALKS,
        COMMENTS,
        FILES,
        CHANGES;

        private Bson filter() {
            return switch (this) {
                case ALL -> new Document();
                case TALKS ->
                    in(
                            "type",
                            Arrays.stream(ActivityType.values())
                                    .filter(ActivityType::isPlanned)
                                    .map(Enum::name)
                                    .toList());
                case COMMENTS -> eq("type", ActivityType.COMMENT.name());
                case FILES -> exists("fileIds.0");
                case CHANGES -> eq("type", SYSTEM);
            };
        }
    }

    /**
     * What is over on the card: closed, cancelled, commented, done by the system; newest first. The total is counted with the
     * first page only, and up to {@value #HISTORY_COUNTED}.
     */
    public Page<ActivityView> history(CardRef ref, By by, Part part, String text, @Nullable String cursor, int limit) {
        Bson filter = and(
                onCard(access.visible(ref, by), by, null),
                ne("state", State.OPEN.name()),
                part.filter(),
                text.isBlank() ? new Document() : Words.match("search", text));
        return page(filter, NEWEST, cursor, limit, cursor == null ? HISTORY_COUNTED : 0);
    }

    /** How often and how long the card has waited (T-6). */
    public Waits waits(CardRef ref, By by) {
        Waits waits = Waits.NONE;
        for (Document wait : collection()
                .find(and(onCard(access.visible(ref, by), by, null), eq("type", ActivityType.WAIT.name())))
                .projection(Projections.include("createdAt", "closedAt"))
                .limit(WAITS)) {
            waits = waits.and(wait, clock.instant());
        }
        return waits;
    }

    /** What is open on the card, the soonest first. */
    public List<ActivityView> openOn(CardRef ref, By by) {
        Card card = access.visible(ref, by);
        return collection()
                .find(onCard(card, by, State.OPEN))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.ascending("dueAt", "_id"))
                .limit(OPEN_SHOWN)
                .map(this::view)
                .into(new ArrayList<>());
    }

    private Bson onCard(Card card, By by, @Nullable State state) {
        Set<String> refs = new LinkedHashSet<>();
        refs.add(card.ref().toString());
        if (card.leadId() != null) {
            refs.add(CardRef.lead(card.leadId()).toString());
        }
        if (card.ref().kind() == CardKind.CONTACT || card.ref().kind() == CardKind.COMPANY) {
            refs.addAll(cardsOf(card.ref(), by));
        }
        Bson where = refs.size() == 1 ? eq("card", card.ref().toString()) : in("card", refs);
        return state == null ? where : and(where, eq("state", state.name()));
    }

    /** Of a contact's or company's leads and deals those this reader may see: their timelines are shown too. */
    private List<String> cardsOf(CardRef client, By by) {
        List<Card> all = cards.ofClient(client, CARDS);
        Map<String, Set<String>> into =
                asked.into(all.stream().map(card -> card.ref().toString()).toList());
        return all.stream()
                .filter(card ->
                        CardAccess.shows(card, by, into.getOrDefault(card.ref().toString(), Set.of())))
                .map(card -> card.ref().toString())
                .toList();
    }

    /** An employee's activities over all cards (T-9); others' only for head and director. */
    public Page<ActivityView> ofEmployee(
            String employeeId, By by, @Nullable State state, @Nullable Due due, @Nullable String cursor, int limit) {
        if (!by.isEmployee() || (!employeeId.equals(by.id()) && !by.leads())) {
            throw Refusals.forbidden();
        }
        List<Bson> all = new ArrayList<>(List.of(eq("responsibleId", employeeId)));
        if (state != null) {
            all.add(eq("state", state.name()));
        }
        if (due != null) {
            all.add(dueFilter(due, zoneOf(employeeId)));
        }
        return page(and(all), DUE, cursor, limit, Page.COUNTED);
    }

    /** What is open for him from the one instant and before the other: his own, and where he is invited. */
    public List<ActivityView> between(By by, Instant from, Instant until) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        return collection()
                .find(and(
                        or(eq("responsibleId", by.id()), eq("participants", by.id())),
                        eq("state", State.OPEN.name()),
                        gte("dueAt", Date.from(from)),
                        lt("dueAt", Date.from(until))))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.ascending("dueAt", "_id"))
                .limit(WEEK)
                .map(this::view)
                .into(new ArrayList<>());
    }

    /** What is or was due for him today, by his own day: his own, done or not, and where he is invited and which is still to be. */
    public List<ActivityView> today(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        ZoneId zone = zoneOf(by.id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return collection()
                .find(and(
                        or(
                                and(eq("responsibleId", by.id()), in("state", State.OPEN.name(), State.CLOSED.name())),
                                and(eq("participants", by.id()), eq("state", State.OPEN.name()))),
                        gte("dueAt", start(today, zone)),
                        lt("dueAt", start(today.plusDays(1), zone))))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.ascending("dueAt", "_id"))
                .limit(WEEK)
                .map(this::view)
                .into(new ArrayList<>());
    }

    /** A meeting that is still to be, whoever may see it. */
    public Optional<ActivityView> openMeeting(String id) {
        return store.find(id)
                .filter(activity -> activity.isOpen() && activity.type().isMeeting())
                .map(ActivityView::of);
    }

    /** How many open ones of an employee are due so. */
    public long countOpen(String employeeId, Due due) {
        return collection()
                .countDocuments(and(
                        eq("responsibleId", employeeId),
                        eq("state", State.OPEN.name()),
                        dueFilter(due, zoneOf(employeeId))));
    }

    private Bson dueFilter(Due due, ZoneId zone) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Date tomorrow = start(today.plusDays(1), zone);
        Date dayAfter = start(today.plusDays(2), zone);
        return switch (due) {
            case OVERDUE -> lt("dueAt", Date.from(now));
            case TODAY -> and(gte("dueAt", Date.from(now)), lt("dueAt", tomorrow));
            case TOMORROW -> and(gte("dueAt", tomorrow), lt("dueAt", dayAfter));
            case LATER -> gte("dueAt", dayAfter);
        };
    }

    private static Date start(LocalDate day, ZoneId zone) {
        return Date.from(day.atStartOfDay(zone).toInstant());
    }

    ZoneId zoneOf(String employeeId) {
        return employees.find(employeeId).map(Employee::zone).orElse(zone);
    }

    /** @param counted so many are counted exactly; what the first page shows whole needs no counting */
    private Page<ActivityView> page(Bson filter, Cursor order, @Nullable String cursor, int limit, int counted) {
        List<Document> rows = collection()
                .find(cursor == null ? filter : and(filter, order.from(cursor)))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(order.sort())
                .limit(limit + 1)
                .into(new ArrayList<>());
        boolean more = rows.size() > limit;
        List<Document> shown = more ? rows.subList(0, limit) : rows;
        long total = cursor == null && !more
                ? shown.size()
                : counted == 0 ? 0 : collection().countDocuments(filter, new CountOptions().limit(counted + 1));
        return Page.of(shown.stream().map(this::view).toList(), more ? order.after(shown.getLast()) : null, total);
    }

    private ActivityView view(Document row) {
        if (!SYSTEM.equals(row.getString("type"))) {
            return ActivityView.of(store.read(row));
        }
        Instant at = row.getDate("at").toInstant();
        return new ActivityView(
                row.getString("_id"),
                1,
                SYSTEM,
                State.CLOSED,
                row.getString("card"),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at,
                null,
                0,
                List.of(),
                null,
                List.of(),
                List.of(),
                at,
                row.getString("createdBy"),
                row.getString("event"),
                EventJson.MAPPER.readTree(row.get("data", Document.class).toJson()));
    }

    private MongoCollection<Document> collection() {
        return store.collection();
    }
}
