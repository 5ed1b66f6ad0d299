package crm.activity.notification;

/** What somebody is notified of (T-10). */
enum Cause {
    /** A lead or a deal is his now. */
    ASSIGNED("user-check"),
    /** A colleague gave him something to do. */
    TASK("checkbox"),
    /** He is to take part in a meeting. */
    INVITED("users"),
    /** A colleague mentioned him. */
    MENTIONED("message"),
    /** Something of his is due soon, or a date waited for has come. */
    DUE("clock"),
    /** A manager has taken a lead into work: for the head. */
    ACCEPTED("circle-check"),
    /** A lead was not taken into work in time: for the head (L-19). */
    OVERDUE("alert-triangle"),
    /** Somebody whose card he has has asked again (L-20). */
    ENQUIRY("repeat"),
    /** Cards of somebody dismissed wait for a new responsible: for the head. */
    RELEASED("user-off");

    private final String icon;

    Cause(String icon) {
        this.icon = icon;
    }

    String icon() {
        return icon;
    }
}
