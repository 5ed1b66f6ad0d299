package crm.activity.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who called whom. */
public enum Direction {
    IN,
    OUT;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Direction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
