package crm.leads.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the lead is given out.
 *
 * @param awaits true while it stands in the queue as it came and waits for its turn (L-1); else null
 * @param why why its responsible is this one
 * @param overdueAt when it was found that he had not taken it in time (L-19)
 * @param handedOn true once it went to the next in turn for that; else null
 */
record Duty(
        @Nullable Boolean awaits,
        @Nullable String why,
        @Nullable Instant overdueAt,
        @Nullable Boolean handedOn) {
    static final Duty NONE = new Duty(null, null, null, null);

    static Duty waiting() {
        return new Duty(true, null, null, null);
    }

    Duty assigned(String why) {
        return new Duty(null, why, null, handedOn);
    }

    Duty released() {
        return new Duty(null, null, null, handedOn);
    }

    Duty found(Instant overdueAt) {
        return new Duty(awaits, why, overdueAt, handedOn);
    }

    Duty handedOn(String why) {
        return new Duty(null, why, null, true);
    }

    /** Taken into work or ended: nobody waits for it any more. */
    Duty done() {
        return new Duty(null, why, overdueAt, handedOn);
    }

    boolean isWaiting() {
        return awaits != null && awaits;
    }

    boolean wasHandedOn() {
        return handedOn != null && handedOn;
    }
}
