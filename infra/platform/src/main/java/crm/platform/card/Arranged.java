package crm.platform.card;

import crm.platform.refusal.Refusals;
import crm.platform.web.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a board is arranged: by stage, or with {@code by=due} by when the next activity is due.
 *
 * @param query the filter alone
 * @param column of a board by due date, the one asked for
 */
public record Arranged(boolean byDue, Query query, @Nullable Due column) {
    /** What arranges a board by due date. */
    public static final String BY = "by";

    public static final String DUE = "due";
    /** The column whose next cards are asked for. */
    public static final String COLUMN = "column";

    public static Arranged of(Query asked) {
        boolean byDue = asked.one(BY)
                .map(by -> {
                    if (!by.equals(DUE)) {
                        throw Refusals.malformed(BY, by);
                    }
                    return true;
                })
                .orElse(false);
        if (!byDue) {
            return new Arranged(false, asked, null);
        }
        Map<String, List<String>> filter = new LinkedHashMap<>(asked.asMap());
        // the columns say it already
        List.of(BY, DUE, COLUMN, "sort").forEach(filter::remove);
        return new Arranged(
                true, new Query(filter), asked.one(COLUMN, Due::valueOf).orElse(null));
    }
}
