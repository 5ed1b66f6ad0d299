package crm.leads.assignment;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Projections;
import crm.leads.lead.Lateness;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.leads.setting.LeadSettings;
import crm.leads.setting.Mode;
import crm.leads.turn.NextResponsible;
import crm.leads.turn.Turns;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.lease.Leases;
import crm.platform.store.AggregateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks whether leads are taken into work in time (L-19): once for each assignment it is said that one was not, and where the
 * setting says so it goes to the next in turn, once in its life.
 */
@Component
class Acceptance {
    private static final int AT_ONCE = 200;

    private final Leads leads;
    private final AggregateStore<Lead> store;
    private final NextResponsible next;
    private final Turns turns;
    private final LeadSettings settings;
    private final Employees employees;
    private final Leases leases;
    private final Lateness lateness;

    Acceptance(
            Leads leads,
            AggregateStore<Lead> store,
            NextResponsible next,
            Turns turns,
            LeadSettings settings,
            Employees employees,
            Leases leases,
            Lateness lateness) {
        this.leads = leads;
        this.store = store;
        this.next = next;
        this.turns = turns;
        this.settings = settings;
        this.employees = employees;
        this.leases = leases;
        this.lateness = lateness;
    }

    @Scheduled(fixedDelayString = "${crm.acceptance.look-every:10s}")
    void upkeep() {
        if (leases.hold("acceptance")) {
            look();
        }
    }

    /** Safe on several instances at once: the lead itself says what was done already. */
    void look() {
        int minutes = settings.minutesToAccept();
        Instant until = lateness.until();
        for (Document late :
                some(and(lte("assignedAt", java.util.Date.from(until)), exists("duty.overdueAt", false)))) {
            leads.overdue(late.getString("_id"), until, minutes);
        }
        if (settings.handsOn()) {
            for (Document late : some(and(exists("duty.overdueAt"), ne("duty.handedOn", true)))) {
                handOn(late.getString("_id"), late.getString("responsibleId"), minutes);
            }
        }
    }

    private List<Document> some(Bson late) {
        return store.collection()
                .find(and(eq("stage", "NEW"), ne("assignedAt", null), ne("responsibleId", null), late))
                .projection(Projections.include("responsibleId"))
                .limit(AT_ONCE)
                .into(new ArrayList<>());
    }

    private void handOn(String leadId, String from, int minutes) {
        Optional<Employee> present = employees.find(from);
        // whoever is on leave has somebody who stands in for him
        Set<String> others = present.flatMap(next::standsIn)
                .map(Employee::id)
                .filter(id -> !id.equals(from))
                .map(Set::of)
                .orElseGet(() -> next.eligible().keySet().stream()
                        .filter(id -> !id.equals(from))
                        .collect(Collectors.toSet()));
        turns.reserve(leadId, others).ifPresent(turn -> {
            Mode mode = settings.assignment();
            String why = "не принят за " + minutes + " мин: " + employees.nameOf(from) + "; "
                    + next.why(turn.to(), turn.before());
            leads.handOn(turn, from, mode.isAutomatic() ? mode.how() : "turn", why);
        });
    }
}
