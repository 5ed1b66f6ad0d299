package crm.platform.employee;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import crm.events.EmployeeDismissed;
import crm.events.EmployeeHired;
import crm.events.EmployeeRehired;
import crm.events.EmployeeUpdated;
import crm.events.Leave;
import crm.events.PresenceChanged;
import crm.events.Topics;
import crm.platform.consume.SequenceGuard;
import crm.platform.consume.Subscription;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refused;
import crm.platform.security.EndedTokens;
import crm.platform.security.EndedTokens.Ended;
import crm.platform.security.Role;
import crm.platform.store.Envelope;
import crm.platform.store.StoreAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

/** Who works here, kept from the directory's events. A department is small: all of it is held for a few seconds. */
public final class Employees {
    private static final Logger log = LoggerFactory.getLogger(Employees.class);
    private static final String COLLECTION = "employees";
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final MongoOperations mongo;
    private final Clock clock;
    private final EndedTokens ended;
    private final SequenceGuard rows;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, Employee> byId, Instant at) {}

    public Employees(MongoOperations mongo, Clock clock, EndedTokens ended) {
        this.mongo = mongo;
        this.clock = clock;
        this.ended = ended;
        this.rows = new SequenceGuard(mongo, COLLECTION);
        mongo.getCollection(COLLECTION).createIndex(Indexes.ascending("dismissedAt"), new IndexOptions().sparse(true));
        readDismissed();
    }

    public Subscription subscription() {
        return Subscription.to(Topics.DIRECTORY)
                .on(
                        EmployeeHired.class,
                        (hired, meta) -> keep(
                                meta,
                                Updates.set("username", hired.username()),
                                Updates.set("fullName", hired.fullName()),
                                Updates.set("email", hired.email()),
                                Updates.set("zone", hired.zone()),
                                Updates.set("roles", hired.roles()),
                                leave(hired.leave())))
                .on(
                        EmployeeUpdated.class,
                        (updated, meta) -> keep(
                                meta,
                                Updates.set("username", updated.username()),
                                Updates.set("fullName", updated.fullName()),
                                Updates.set("email", updated.email()),
                                Updates.set("zone", updated.zone()),
                                Updates.set("roles", updated.roles()),
                                leave(updated.leave())))
                .on(
                        PresenceChanged.class,
                        (changed, meta) ->
                                keep(meta, Updates.set("present", changed.present()), leave(changed.leave())))
                .on(EmployeeDismissed.class, (dismissed, meta) -> dismissed(dismissed, meta))
                .on(EmployeeRehired.class, (rehired, meta) -> {
                    keep(meta, Updates.unset("dismissalId"), Updates.unset("dismissedBy"));
                    readDismissed();
                });
    }

    private static Bson leave(@Nullable Leave leave) {
        return leave == null
                ? Updates.unset("leave")
                : Updates.set(
                        "leave",
                        new Document("from", leave.from().toString())
                                .append("to", leave.to().toString())
                                .append("substitute", leave.substitute()));
    }

    /** Known from here on, whoever else listens to the event. */
    public void dismissed(EmployeeDismissed dismissed, Envelope meta) {
        keep(
                meta,
                Updates.set("present", false),
                Updates.set("dismissedAt", Date.from(meta.time())),
                Updates.set("dismissedBy", dismissed.by()),
                Updates.set("dismissalId", dismissed.dismissalId()));
        readDismissed();
    }

    private void keep(Envelope meta, Bson... updates) {
        rows.apply(meta.aggregateId(), meta.sequence(), Updates.combine(updates));
        known = new Known(Map.of(), Instant.MIN);
    }

    /** Another instance may have had the event: each looks for itself. */
    @Scheduled(fixedDelay = 1000)
    void lookForDismissed() {
        try {
            readDismissed();
        } catch (DataAccessException | com.mongodb.MongoException failed) {
            if (!StoreAway.caused(failed)) {
                throw failed;
            }
            log.warn("who is dismissed is not read now: {}", failed.toString());
        }
    }

    private void readDismissed() {
        Map<String, Ended> now = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(Filters.exists("dismissedAt"))
                .forEach(row -> now.put(
                        row.getString("_id"),
                        new Ended(row.getDate("dismissedAt").toInstant(), !row.containsKey("dismissalId"))));
        ended.know(now);
    }

    public Optional<Employee> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /** The full name, or an empty text while it is not known. */
    public String nameOf(String id) {
        return find(id).map(Employee::fullName).orElse("");
    }

    /** Those who work here and have the role. */
    public List<Employee> withRole(Role role) {
        return active(employee -> employee.is(role));
    }

    /** Those who work here and suit. */
    public List<Employee> active(Predicate<Employee> suits) {
        return all().values().stream().filter(Employee::isActive).filter(suits).toList();
    }

    /**
     * Whether something may be given to an employee (D-6: to a dismissed one nothing).
     *
     * @throws Refused 422 at the field
     */
    public void check(String field, String id, Predicate<Employee> suits) {
        Optional<Employee> found = find(id).filter(suits);
        new Fields()
                .check(found.isPresent(), field, "not-found")
                .check(found.isEmpty() || found.get().isActive(), field, "dismissed")
                .orRefuse();
    }

    /** The dismissal of one to whom nothing is assigned any more, asked of the store itself. */
    public Optional<Employee.Dismissal> dismissal(@Nullable String id) {
        return Optional.ofNullable(mongo.getCollection(COLLECTION)
                        .find(Filters.eq("_id", id))
                        .first())
                .map(Employees::dismissal);
    }

    /** Who gets what a dismissed one has open: who dismissed him if he leads, else the head, else the director. */
    public Optional<Employee> standIn(Employee.Dismissal dismissal) {
        return find(dismissal.by())
                .filter(Employee::isActive)
                .filter(Employee::leads)
                .or(() -> withRole(Role.SALES_HEAD).stream().findFirst())
                .or(() -> withRole(Role.DIRECTOR).stream().findFirst());
    }

    /** Those who were dismissed too: their names stay on what they did. */
    public Map<String, Employee> all() {
        Known now = known;
        if (now.at().isBefore(clock.instant().minus(FRESH))) {
            Map<String, Employee> read = new LinkedHashMap<>();
            for (Document row : mongo.getCollection(COLLECTION).find().sort(new Document("fullName", 1))) {
                if (row.getString("fullName") != null) {
                    read.put(row.getString("_id"), employee(row));
                }
            }
            now = new Known(read, clock.instant());
            known = now;
        }
        return now.byId();
    }

    private static Employee employee(Document row) {
        Collection<String> roles = row.getList("roles", String.class, List.of());
        Document leave = row.get("leave", Document.class);
        return new Employee(
                row.getString("_id"),
                row.getString("username"),
                row.getString("fullName"),
                row.getString("email"),
                roles.stream().flatMap(code -> Role.of(code).stream()).collect(Collectors.toSet()),
                ZoneId.of(row.getString("zone")),
                row.getBoolean("present", false),
                leave == null
                        ? null
                        : new Leave(
                                LocalDate.parse(leave.getString("from")),
                                LocalDate.parse(leave.getString("to")),
                                leave.getString("substitute")),
                dismissal(row));
    }

    private static Employee.@Nullable Dismissal dismissal(Document row) {
        return row.containsKey("dismissalId")
                ? new Employee.Dismissal(row.getString("dismissalId"), row.getString("dismissedBy"))
                : null;
    }
}
