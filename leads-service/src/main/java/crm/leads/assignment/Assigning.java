package crm.leads.assignment;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.leads.setting.LeadSettings;
import crm.leads.setting.Mode;
import crm.leads.turn.NextResponsible;
import crm.leads.turn.Turns;
import crm.leads.turn.Turns.Reservation;
import crm.platform.employee.Employees;
import crm.platform.lease.Leases;
import crm.platform.store.AggregateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives waiting leads out by itself when the setting says so (L-1): each at once as it comes, and those for whom there was
 * nobody as soon as there is somebody.
 */
@Component
class Assigning {
    private static final Logger log = LoggerFactory.getLogger(Assigning.class);
    private static final int AT_ONCE = 200;
    private static final Duration LEFT = Duration.ofSeconds(10);

    private final Leads leads;
    private final AggregateStore<Lead> store;
    private final NextResponsible next;
    private final Turns turns;
    private final LeadSettings settings;
    private final Employees employees;
    private final Leases leases;

    Assigning(
            Leads leads,
            AggregateStore<Lead> store,
            NextResponsible next,
            Turns turns,
            LeadSettings settings,
            Employees employees,
            Leases leases) {
        this.leads = leads;
        this.store = store;
        this.next = next;
        this.turns = turns;
        this.settings = settings;
        this.employees = employees;
        this.leases = leases;
    }

    @EventListener
    void waits(Leads.Waits lead) {
        try {
            assign(lead.leadId());
        } catch (RuntimeException failed) {
            // the lead is stored: the upkeep gives it out
            log.warn("lead {} is not given out yet", lead.leadId(), failed);
        }
    }

    /** @return whether somebody got it */
    boolean assign(String leadId) {
        Mode mode = settings.assignment();
        if (!mode.isAutomatic()) {
            return false;
        }
        Set<String> eligible = next.eligible().keySet();
        Optional<Reservation> reserved = turns.reserve(leadId, eligible);
        if (reserved.isEmpty()) {
            return false;
        }
        Reservation turn = reserved.get();
        if (employees.dismissal(turn.to()).isPresent()) {
            // he was dismissed a moment ago: the next look chooses without him
            turns.settle(turn, false);
            return false;
        }
        return leads.give(turn, mode.how(), next.why(turn.to(), turn.before()));
    }

    @Scheduled(fixedDelayString = "${crm.assignment.look-every:2s}")
    void upkeep() {
        if (leases.hold("assignment")) {
            turns.settleLeft(LEFT, leads::belongsTo);
            assignWaiting();
        }
    }

    /** The oldest first, as long as there is somebody to give them to. */
    void assignWaiting() {
        if (!settings.assignment().isAutomatic()) {
            return;
        }
        List<String> waiting = store.collection()
                .find(eq("duty.awaits", true))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("createdAt"))
                .limit(AT_ONCE)
                .map(row -> row.getString("_id"))
                .into(new ArrayList<>());
        for (String id : waiting) {
            if (next.eligible().isEmpty()) {
                return;
            }
            assign(id);
        }
    }
}
