package crm.activity.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why an activity was put off (T-3). */
public enum RescheduleKind {
    NO_ANSWER("noAnswer"),
    CLIENT_POSTPONED("clientPostponed"),
    OTHER("other");

    private final String code;

    RescheduleKind(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static RescheduleKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }

    /** «Недозвон» says all by itself. */
    boolean needsComment() {
        return this != NO_ANSWER;
    }

    /** Counts as a failed attempt to reach the client (L-13). */
    boolean isAttempt() {
        return this != OTHER;
    }
}
