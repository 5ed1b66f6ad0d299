package crm.platform.refusal;

import java.util.List;
import java.util.Map;

/**
 * A "no" as data: a stable code, the field it is about, figures for the words. Its words are in the message bundle under its
 * code; components of the record fill {@code {0}}, {@code {1}} … through {@link #args()}.
 */
public interface Refusal {
    /** Stable and dotted, such as {@code lead.rejection.comment-required}. */
    String code();

    /** The HTTP status it is answered with. */
    default int status() {
        return 422;
    }

    /** The fields at fault, by their names in the API; empty when it is about the card as a whole. */
    default List<String> fields() {
        return List.of();
    }

    /** The fields at fault, each with words of its own, for a refusal that has more to say than one sentence. */
    default List<Refusals.FieldError> errors() {
        return List.of();
    }

    default List<Object> args() {
        return List.of();
    }

    /** What a program needs to know beside the words; members of the problem by these names. */
    default Map<String, Object> more() {
        return Map.of();
    }
}
