package crm.platform.refusal;

/** A rule said no; nothing was changed. */
public final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String toString() {
        return "Refused: " + refusal;
    }
}
