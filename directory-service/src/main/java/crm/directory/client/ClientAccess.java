package crm.directory.client;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Who sees and changes contacts and companies (P-1, D-5): all of sales sees all, else duplicates cannot be avoided. */
public final class ClientAccess {
    private ClientAccess() {}

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

    static boolean creates(By by) {
        return by.leads() || by.isAny(Role.SALES_MANAGER, Role.ACCOUNT_MANAGER);
    }

    public static void needCreator(By by) {
        if (!creates(by)) {
            throw Refusals.forbidden();
        }
    }

    /** Everything on the card; others may only add. */
    public static boolean changes(By by, @Nullable String responsibleId) {
        return by.leads() || (by.is(Role.SALES_MANAGER) && by.id().equals(responsibleId));
    }

    public static boolean adds(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    /** Who takes what is nobody's (D-5). */
    static void needClaimer(By by) {
        if (!claims(by)) {
            throw Refusals.forbidden();
        }
    }

    static boolean claims(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    /** Head or director, of a card he sees. */
    static void needLeader(By by) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }

    /** Who says what somebody is to us (D-10). */
    static boolean setsStatus(By by) {
        return by.leads() || by.is(Role.ACCOUNT_MANAGER);
    }

    static void needStatusSetter(By by) {
        if (!setsStatus(by)) {
            throw Refusals.forbidden();
        }
    }
}
