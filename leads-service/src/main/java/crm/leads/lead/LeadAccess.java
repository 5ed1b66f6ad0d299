package crm.leads.lead;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who sees and changes which leads (L-2, P-1, P-2): the row rule of every query, and the right of every change. */
final class LeadAccess {
    private LeadAccess() {}

    /** Goes into the query itself, never over its result. */
    static Bson visibleTo(By by) {
        if (by.leads()) {
            return new Document();
        }
        List<Bson> any = new ArrayList<>();
        if (by.is(Role.SALES_MANAGER)) {
            any.add(eq("responsibleId", by.id()));
        }
        if (by.is(Role.CALL_CENTER)) {
            any.add(eq("createdBy", by.id()));
        }
        if (any.isEmpty()) {
            throw Refusals.forbidden();
        }
        return any.size() == 1 ? any.getFirst() : or(any);
    }

    /** A single card is read by our own services too; they need no lists. */
    static boolean sees(By by, Lead lead, Instant now) {
        return works(by, lead)
                || by.is(Role.SERVICE)
                || lead.seen().asks(by, now)
                || (by.is(Role.CALL_CENTER) && by.id().equals(lead.createdBy()));
    }

    /** Who does with a lead what its stage allows; whoever else sees it may look, and comment when he is asked (P-3). */
    static boolean works(By by, Lead lead) {
        return by.leads() || (by.is(Role.SALES_MANAGER) && by.id().equals(lead.responsibleId()));
    }

    /** An operator sees of the leads he entered the title and the stage only. */
    static boolean seesTitleOnly(By by, Lead lead) {
        return by.is(Role.CALL_CENTER) && by.id().equals(lead.createdBy()) && !works(by, lead);
    }

    /** Whether he sees of any lead more than its title and stage. */
    static boolean seesWhole(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    /** @throws Refused 404 for what he may not see, 403 for what he may see but not change */
    static Lead changeable(By by, Optional<Lead> found, Instant now) {
        Lead lead = found.filter(some -> sees(by, some, now)).orElseThrow(Refusals::notFound);
        if (!works(by, lead)) {
            throw Refusals.forbidden();
        }
        return lead;
    }

    /** @throws Refused unless he is head or director */
    static void needLeader(By by, Optional<Lead> found, Instant now) {
        if (found.filter(some -> sees(by, some, now)).isEmpty()) {
            throw Refusals.notFound();
        }
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }
}
