package crm.activity.activity;

/** The kinds of entry people make on a timeline. */
public enum ActivityType {
    CALL,
    COMMENT,
    MEETING,
    EMAIL,
    ONLINE_MEETING,
    TASK,
    WAIT;

    /** Everything but a comment is planned for a time and closed. */
    public boolean isPlanned() {
        return this != COMMENT;
    }

    /** Something several people come to: it has an invitation. */
    public boolean isMeeting() {
        return this == MEETING || this == ONLINE_MEETING;
    }
}
