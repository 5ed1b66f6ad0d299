package crm.leads.lead;

/** Why a lead was rejected; labels and hints are in the message bundle. */
public enum Reason {
    NOT_A_LEAD,
    MIN_BUDGET,
    EXISTING_CLIENT,
    MISINFORMED,
    FORCED_BY_CALL_CENTER,
    UNREACHABLE,
    REFUSES_SITE_WORK,
    WRONG_INBOUND,
    UNWANTED_SERVICE,
    OFFER_POSTPONED,
    TOO_SMALL,
    UNSUPPORTED_SITE,
    NO_DELEGATION,
    MAGIC_PILL,
    INADEQUATE,
    BAD_REPUTATION,
    STARTUP,
    INDIVIDUAL,
    OTHER;

    public boolean needsComment() {
        return this == OTHER;
    }

    /** The lead comes back on a day (L-14). */
    public boolean needsReturnDate() {
        return this == OFFER_POSTPONED;
    }

    /** The timeline has to show that the client was tried (L-13). */
    public boolean needsAttempts() {
        return this == UNREACHABLE;
    }
}
