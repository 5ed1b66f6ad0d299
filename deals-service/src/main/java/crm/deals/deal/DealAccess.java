package crm.deals.deal;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Who sees and changes which deals (S-2, P-1, P-2). */
final class DealAccess {
    private DealAccess() {}

    /** Goes into the query itself, never over its result. */
    static Bson visibleTo(By by) {
        if (by.leads()) {
            return new Document();
        }
        List<Bson> any = new ArrayList<>();
        if (by.is(Role.SALES_MANAGER)) {
            any.add(eq("responsibleId", by.id()));
        }
        if (by.is(Role.ACCOUNT_MANAGER)) {
            any.add(eq("stage", Stage.WON.name()));
        }
        if (by.is(Role.BACK_OFFICE)) {
            any.add(eq("contracted", true));
        }
        if (any.isEmpty()) {
            throw Refusals.forbidden();
        }
        return any.size() == 1 ? any.getFirst() : or(any);
    }

    /** A single card is read by our own services too; they need no lists. */
    static boolean sees(By by, Deal deal) {
        return by.leads()
                || by.is(Role.SERVICE)
                || works(by, deal)
                || (by.is(Role.ACCOUNT_MANAGER) && deal.stage() == Stage.WON)
                || (by.is(Role.BACK_OFFICE) && deal.contracted());
    }

    private static boolean works(By by, Deal deal) {
        return by.is(Role.SALES_MANAGER) && by.id().equals(deal.responsibleId());
    }

    private static Deal seen(By by, Optional<Deal> found) {
        return found.filter(deal -> sees(by, deal)).orElseThrow(Refusals::notFound);
    }

    /** @throws Refused 404 for what he may not see, 403 for what he may see but not change */
    static Deal changeable(By by, Optional<Deal> found) {
        Deal deal = seen(by, found);
        if (!by.leads() && !works(by, deal)) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    static Deal assignable(By by, Optional<Deal> found) {
        Deal deal = seen(by, found);
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    /** Accounting sees no deals, but pays in on any. */
    static Deal payable(By by, Optional<Deal> found) {
        if (by.is(Role.INTEGRATION_PAYMENTS)) {
            return found.orElseThrow(Refusals::notFound);
        }
        Deal deal = seen(by, found);
        if (!by.leads() && !by.is(Role.BACK_OFFICE) && !works(by, deal)) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    static Deal confirmable(By by, Optional<Deal> found) {
        Deal deal = seen(by, found);
        if (!by.isAny(Role.SALES_HEAD, Role.DIRECTOR, Role.BACK_OFFICE)) {
            throw Refusals.forbidden();
        }
        return deal;
    }
}
