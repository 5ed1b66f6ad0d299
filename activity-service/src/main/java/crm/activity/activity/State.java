package crm.activity.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an activity stands. */
public enum State {
    OPEN,
    CLOSED,
    CANCELLED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
