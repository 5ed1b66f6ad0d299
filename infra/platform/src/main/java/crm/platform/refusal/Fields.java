package crm.platform.refusal;

import crm.platform.refusal.Refusals.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks fields and collects all their faults, so that a form is told everything at once:
 * {@code new Fields().text("title", title, 200).…​.orRefuse()}.
 */
public final class Fields {
    private final List<FieldError> errors = new ArrayList<>();

    /** Present and not blank. */
    public Fields required(String field, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            add(field, "required");
        }
        return this;
    }

    /** At most {@code longest} characters, no control characters but line breaks and tabs. */
    public Fields text(String field, @Nullable String value, int longest) {
        if (value != null) {
            if (value.codePointCount(0, value.length()) > longest) {
                add(field, "too-long", longest);
            }
            if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                    || value.chars().anyMatch(c -> Character.isSurrogate((char) c)) && !wellFormed(value)) {
                add(field, "control-characters");
            }
        }
        return this;
    }

    private static boolean wellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    public Fields atMost(String field, Collection<?> values, int most) {
        if (values.size() > most) {
            add(field, "too-many", most);
        }
        return this;
    }

    /** Between the bounds, both included, and with at most so many decimals. */
    public Fields number(String field, @Nullable BigDecimal value, BigDecimal least, BigDecimal most, int decimals) {
        if (value != null) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                add(field, "out-of-range", least.toPlainString(), most.toPlainString());
            } else if (value.stripTrailingZeros().scale() > decimals) {
                add(field, "too-many-decimals", decimals);
            }
        }
        return this;
    }

    public Fields check(boolean holds, String field, String code, Object... args) {
        if (!holds) {
            add(field, code, args);
        }
        return this;
    }

    private void add(String field, String code, Object... args) {
        errors.add(FieldError.of(field, code, args));
    }

    /** @throws Refused with {@link Refusals.Invalid} if any check failed */
    public void orRefuse() {
        if (!errors.isEmpty()) {
            throw new Refused(new Refusals.Invalid(errors));
        }
    }
}
