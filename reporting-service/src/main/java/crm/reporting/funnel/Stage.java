package crm.reporting.funnel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of both funnels in their order. A refusal is the way out of either, not a step of it. */
enum Stage {
    LEAD_NEW(Kind.LEAD, "NEW"),
    LEAD_IN_WORK(Kind.LEAD, "IN_WORK"),
    LEAD_QUALIFICATION(Kind.LEAD, "QUALIFICATION"),
    LEAD_CONVERTED(Kind.LEAD, "CONVERTED"),
    LEAD_REJECTED(Kind.LEAD, "REJECTED"),
    DEAL_PREPARING_OFFER(Kind.DEAL, "PREPARING_OFFER"),
    DEAL_PRESENTING_OFFER(Kind.DEAL, "PRESENTING_OFFER"),
    DEAL_DECIDING(Kind.DEAL, "DECIDING"),
    DEAL_CONTRACT(Kind.DEAL, "CONTRACT"),
    DEAL_WON(Kind.DEAL, "WON"),
    DEAL_REJECTED(Kind.DEAL, "REJECTED");

    static final List<Stage> ALL = List.of(values());

    /** What a card is. */
    enum Kind {
        LEAD,
        DEAL;

        /** As subjects and the API have it: {@code lead}. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    private final Kind kind;
    private final String code;

    Stage(Kind kind, String code) {
        this.kind = kind;
        this.code = code;
    }

    Kind kind() {
        return kind;
    }

    /** Its code in the domain, unique within its kind. */
    String code() {
        return code;
    }

    /** Empty for a stage this version does not know. */
    static Optional<Stage> of(Kind kind, String code) {
        return ALL.stream()
                .filter(stage -> stage.kind == kind && stage.code.equals(code))
                .findFirst();
    }

    boolean isRefusal() {
        return this == LEAD_REJECTED || this == DEAL_REJECTED;
    }

    /** Whether there is a next one to go on to. */
    boolean goesOn() {
        return !isRefusal() && this != LEAD_CONVERTED && this != DEAL_WON;
    }

    /** Whether someone who stands in the other has got beyond this one. */
    boolean isBefore(Stage other) {
        return kind == other.kind && goesOn() && !other.isRefusal() && other.ordinal() > ordinal();
    }
}
