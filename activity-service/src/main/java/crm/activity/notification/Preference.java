package crm.activity.notification;

import crm.platform.refusal.Fields;
import java.math.BigDecimal;
import java.util.Set;

/**
 * How an employee wants to be notified.
 *
 * @param minutesBefore how long before something is due he is reminded, 0 to 1440
 * @param muted what he does not want to hear of
 * @param mailed what he wants by e-mail too, unless it is muted
 */
record Preference(int minutesBefore, Set<Cause> muted, Set<Cause> mailed) {
    static final int MOST_MINUTES = 24 * 60;
    static final Preference DEFAULT = new Preference(15, Set.of(), Set.of());

    Preference {
        muted = Set.copyOf(muted);
        mailed = Set.copyOf(mailed);
    }

    /** @throws crm.platform.refusal.Refused 422 at the field */
    Preference checked() {
        new Fields()
                .number(
                        "minutesBefore",
                        BigDecimal.valueOf(minutesBefore),
                        BigDecimal.ZERO,
                        BigDecimal.valueOf(MOST_MINUTES),
                        0)
                .orRefuse();
        return this;
    }

    boolean wants(Cause cause) {
        return !muted.contains(cause);
    }

    boolean wantsByMail(Cause cause) {
        return wants(cause) && mailed.contains(cause);
    }
}
