package crm.platform.refusal;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457 problem details, as the API has them.
 *
 * @param more members of this kind of problem alone, such as {@code existingId}; they stand beside the others
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<Item> errors,
        @JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> more) {

    public Problem {
        more = more == null ? Map.of() : new LinkedHashMap<>(more);
    }

    public record Item(String field, String code, String message) {}
}
