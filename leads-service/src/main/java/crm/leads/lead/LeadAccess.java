package crm.leads.lead;

import static com.mongodb.client.model.Filters.eq;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who sees and changes which leads (L-2, P-1, P-2): the row rule of every query, and the right of every change. */
final class LeadAccess {
    private LeadAccess() {}

    /** Goes into the query itself, never over its result. */
    static Bson visibleTo(By by) {
        if (by.leads() || by.is(Role.SERVICE)) {
            return new Document();
        }
        if (by.is(Role.SALES_MANAGER)) {
            return eq("responsibleId", by.id());
        }
        if (by.is(Role.CALL_CENTER)) {
            return eq("createdBy", by.id());
        }
        throw Refusals.forbidden();
    }

    static boolean sees(By by, Lead lead) {
        return by.leads()
                || by.is(Role.SERVICE)
                || (by.is(Role.SALES_MANAGER) && by.id().equals(lead.responsibleId()))
                || (by.is(Role.CALL_CENTER) && by.id().equals(lead.createdBy()));
    }

    /** An operator sees of the leads he entered the title and the stage only. */
    static boolean seesTitleOnly(By by, Lead lead) {
        return !by.leads()
                && !by.is(Role.SERVICE)
                && !(by.is(Role.SALES_MANAGER) && by.id().equals(lead.responsibleId()));
    }

    /** @throws Refused 404 for what he may not see, 403 for what he may see but not change */
    static Lead changeable(By by, Optional<Lead> found) {
        Lead lead = found.filter(some -> sees(by, some)).orElseThrow(Refusals::notFound);
        if (seesTitleOnly(by, lead) || by.is(Role.SERVICE)) {
            throw Refusals.forbidden();
        }
        return lead;
    }

    /** @throws Refused unless he is head or director */
    static void needLeader(By by, Optional<Lead> found) {
        if (found.filter(some -> sees(by, some)).isEmpty()) {
            throw Refusals.notFound();
        }
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }
}
