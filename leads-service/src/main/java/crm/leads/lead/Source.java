package crm.leads.lead;

/** Where a lead came from. */
public enum Source {
    SITE,
    REFERRAL,
    FORMER_CLIENT,
    OUTBOUND_CALL,
    CALL_CENTER,
    EVENT,
    MAILING,
    SOCIAL,
    DIRECTOR,
    PARTNER;

    /** From whom, which mailing: without the details the source says nothing (L-7). */
    public boolean needsDetails() {
        return this == REFERRAL || this == MAILING || this == PARTNER;
    }

    /** Only the system sets «сайт» (L-7). */
    public boolean isChosenByHand() {
        return this != SITE;
    }
}
