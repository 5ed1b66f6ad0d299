package crm.platform.employee;

import com.mongodb.client.model.Updates;
import crm.events.EmployeeHired;
import crm.events.EmployeeUpdated;
import crm.events.Topics;
import crm.platform.consume.SequenceGuard;
import crm.platform.consume.Subscription;
import crm.platform.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Who works here, kept from the directory's events. A department is small: all of it is held for a few seconds. */
public final class Employees {
    private static final String COLLECTION = "employees";
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final MongoOperations mongo;
    private final Clock clock;
    private final SequenceGuard rows;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<String, Employee> byId, Instant at) {}

    public Employees(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        this.rows = new SequenceGuard(mongo, COLLECTION);
    }

    public Subscription subscription() {
        return Subscription.to(Topics.DIRECTORY)
                .on(
                        EmployeeHired.class,
                        (hired, meta) -> keep(
                                meta.aggregateId(),
                                meta.sequence(),
                                hired.username(),
                                hired.fullName(),
                                hired.zone(),
                                hired.roles()))
                .on(
                        EmployeeUpdated.class,
                        (updated, meta) -> keep(
                                meta.aggregateId(),
                                meta.sequence(),
                                updated.username(),
                                updated.fullName(),
                                updated.zone(),
                                updated.roles()));
    }

    private void keep(String id, long sequence, String username, String fullName, String zone, List<String> roles) {
        rows.apply(
                id,
                sequence,
                Updates.combine(
                        Updates.set("username", username),
                        Updates.set("fullName", fullName),
                        Updates.set("zone", zone),
                        Updates.set("roles", roles)));
        known = new Known(Map.of(), Instant.MIN);
    }

    public Optional<Employee> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /** The full name, or an empty text while it is not known. */
    public String nameOf(String id) {
        return find(id).map(Employee::fullName).orElse("");
    }

    public List<Employee> withRole(Role role) {
        return all().values().stream().filter(employee -> employee.is(role)).toList();
    }

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
        return new Employee(
                row.getString("_id"),
                row.getString("username"),
                row.getString("fullName"),
                roles.stream().flatMap(code -> Role.of(code).stream()).collect(Collectors.toSet()),
                ZoneId.of(row.getString("zone")));
    }
}
