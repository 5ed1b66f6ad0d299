package crm.leads.lead;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import crm.platform.card.CardFilter;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose turn it is (L-1): the manager with the fewest leads assigned today, of equals the one who waits longest. */
@Component
class NextResponsible {
    private final AggregateStore<Lead> leads;
    private final Employees employees;
    private final Clock clock;
    private final ZoneId zone;

    NextResponsible(AggregateStore<Lead> leads, Employees employees, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.leads = leads;
        this.employees = employees;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param employeeId null when there is no manager at all */
    record Proposal(@Nullable String employeeId, String why) {}

    /** One who can be chosen, with what he got today. */
    record Candidate(
            Employee employee, long today, @Nullable Date last) {}

    Proposal propose() {
        return candidates().stream()
                .findFirst()
                .map(next -> new Proposal(next.employee().id(), "сегодня назначено: " + next.today()))
                .orElse(new Proposal(null, "нет ни одного менеджера"));
    }

    /** All managers, the next one first. */
    List<Candidate> candidates() {
        List<Employee> managers = employees.withRole(Role.SALES_MANAGER);
        Map<String, Document> today = new HashMap<>();
        Date midnight = CardFilter.start(LocalDate.ofInstant(clock.instant(), zone), zone);
        leads.collection()
                .aggregate(List.of(
                        Aggregates.match(and(
                                in(
                                        "responsibleId",
                                        managers.stream().map(Employee::id).toList()),
                                gte("assignedAt", midnight))),
                        Aggregates.group(
                                "$responsibleId",
                                Accumulators.sum("count", 1),
                                Accumulators.max("last", "$assignedAt"))))
                .forEach(row -> today.put(row.getString("_id"), row));
        return managers.stream()
                .map(manager -> {
                    Document row = today.getOrDefault(manager.id(), new Document("count", 0));
                    return new Candidate(manager, ((Number) row.get("count")).longValue(), row.getDate("last"));
                })
                .sorted(Comparator.comparingLong(Candidate::today)
                        .thenComparing(Candidate::last, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }
}
