package crm.deals.deal;

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
    static boolean sees(By by, Deal deal, Instant now) {
        return by.leads()
                || by.is(Role.SERVICE)
                || works(by, deal)
                || deal.seen().asks(by, now)
                || (by.is(Role.ACCOUNT_MANAGER) && deal.stage() == Stage.WON)
                || (by.is(Role.BACK_OFFICE) && deal.contracted());
    }

    /** S-1: who makes repeat deals. */
    static boolean repeats(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER) || by.is(Role.ACCOUNT_MANAGER);
    }

    private static boolean works(By by, Deal deal) {
        return by.is(Role.SALES_MANAGER) && by.id().equals(deal.responsibleId());
    }

    /** The stages somebody looks at first: those of his own work. */
    static List<Stage> shownFirst(By by) {
        if (by.leads() || by.is(Role.SALES_MANAGER)) {
            return Stage.OPEN;
        }
        if (by.is(Role.BACK_OFFICE)) {
            return List.of(Stage.CONTRACT, Stage.WON);
        }
        if (by.is(Role.ACCOUNT_MANAGER)) {
            return List.of(Stage.WON);
        }
        throw Refusals.forbidden();
    }

    private static boolean changes(By by, Deal deal) {
        return by.leads() || works(by, deal);
    }

    private static boolean pays(By by, Deal deal) {
        return changes(by, deal) || (by.is(Role.BACK_OFFICE) && deal.contracted());
    }

    static boolean confirmsAny(By by) {
        return by.leads() || by.is(Role.BACK_OFFICE);
    }

    /** Those on which he confirms payments; goes into the query itself. */
    static Bson confirmableBy(By by) {
        if (!confirmsAny(by)) {
            throw Refusals.forbidden();
        }
        return by.leads() ? new Document() : eq("contracted", true);
    }

    private static boolean confirms(By by, Deal deal) {
        return by.leads() || (by.is(Role.BACK_OFFICE) && deal.contracted());
    }

    /** Of a deal this reader sees. */
    static Rights rights(By by, Deal deal) {
        boolean changes = changes(by, deal);
        boolean moves = changes && (by.leads() || deal.stage() != Stage.WON);
        return new Rights(
                changes,
                changes && deal.stage().isOpen(),
                by.leads(),
                pays(by, deal),
                confirms(by, deal),
                by.leads(),
                moves ? deal.stage().next() : List.of());
    }

    private static Deal seen(By by, Optional<Deal> found, Instant now) {
        return found.filter(deal -> sees(by, deal, now)).orElseThrow(Refusals::notFound);
    }

    /** @throws Refused 404 for what he may not see, 403 for what he may see but not change */
    static Deal changeable(By by, Optional<Deal> found, Instant now) {
        Deal deal = seen(by, found, now);
        if (!changes(by, deal)) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    static Deal assignable(By by, Optional<Deal> found, Instant now) {
        Deal deal = seen(by, found, now);
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    /** Accounting sees no deals, but pays in on any. */
    static Deal payable(By by, Optional<Deal> found, Instant now) {
        if (by.is(Role.INTEGRATION_PAYMENTS)) {
            return found.orElseThrow(Refusals::notFound);
        }
        Deal deal = seen(by, found, now);
        if (!pays(by, deal)) {
            throw Refusals.forbidden();
        }
        return deal;
    }

    static Deal confirmable(By by, Optional<Deal> found, Instant now) {
        Deal deal = seen(by, found, now);
        if (!confirms(by, deal)) {
            throw Refusals.forbidden();
        }
        return deal;
    }
}
