package crm.leads.setting;

/** Who gives out the leads that come by themselves (L-1). */
public enum Mode {
    /** The head, to whom somebody is proposed. */
    BY_HAND,
    /** The system, to each manager in turn. */
    BY_TURN,
    /** The system, in turn to those who are in the office. */
    BY_TURN_PRESENT;

    public boolean isAutomatic() {
        return this != BY_HAND;
    }

    /** As the event of the assignment names it. */
    public String how() {
        return this == BY_TURN_PRESENT ? "present" : "turn";
    }
}
