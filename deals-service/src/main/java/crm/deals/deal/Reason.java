package crm.deals.deal;

/** Why a client refused, or we did; labels are in the message bundle. */
public enum Reason {
    REFUSES_SITE_WORK,
    NO_DELEGATION,
    MAGIC_PILL,
    INADEQUATE,
    BAD_REPUTATION,
    BUDGET,
    POSTPONED,
    GUARANTEES,
    NO_DECISION_MAKER,
    PRICE_COMPETITOR,
    RECOMMENDED_COMPETITOR,
    UNREACHABLE,
    ALL_GOOD,
    UNCONVINCED,
    OTHER;

    public boolean needsComment() {
        return this == OTHER;
    }

    public boolean needsReturnDate() {
        return this == POSTPONED;
    }

    public boolean needsAttempts() {
        return this == UNREACHABLE;
    }
}
