package crm.directory.reference;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;

/** Who sees and changes contacts and companies (P-1, D-5): all of sales sees all, else duplicates cannot be avoided. */
public final class DirectoryAccess {
    private DirectoryAccess() {}

    public static boolean reads(By by) {
        return by.leads() || by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE);
    }

    /** A card, or its name for its id: our own services read these too, but no lists. */
    public static boolean readsCards(By by) {
        return reads(by) || by.is(Role.SERVICE);
    }

    /** Who enters leads has their references checked: he is told that they exist, not whose names they are. */
    public static void needRefer(By by) {
        if (!readsCards(by) && !by.isAny(Role.CALL_CENTER, Role.INTEGRATION_INTAKE)) {
            throw Refusals.forbidden();
        }
    }

    /** For lists: who has no right to any is told so. */
    public static void needReader(By by) {
        if (!reads(by)) {
            throw Refusals.forbidden();
        }
    }

    /** For one card: who has no right to it is not told that it exists. */
    public static void needCardReader(By by) {
        if (!readsCards(by)) {
            throw Refusals.notFound();
        }
    }

    public static void needCreator(By by) {
        if (!by.leads() && !by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER)) {
            throw Refusals.forbidden();
        }
    }

    /** Everything on the card; others may only add. */
    public static boolean changes(By by, @org.jspecify.annotations.Nullable String responsibleId) {
        return by.leads() || (by.is(Role.SALES_MANAGER) && by.id().equals(responsibleId));
    }

    public static boolean adds(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }
}
