package crm.platform.list;

import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * One time that somebody took a list along (P-5).
 *
 * @param by the employee's id
 * @param filter by which the list was narrowed: parameters and their values
 * @param columns the codes of what was in the file
 * @param rows how many; of one that broke off or still goes on, how many may be out at most
 */
public record Export(
        String id,
        String list,
        String format,
        String by,
        Instant at,
        Map<String, List<String>> filter,
        List<String> columns,
        long rows,
        State state) {
    /** After this silence nobody writes the file any more. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    public enum State {
        RUNNING,
        DONE,
        BROKEN
    }

    static Export of(Document row, Instant now) {
        State state = State.valueOf(row.getString("state"));
        boolean silent = row.getDate("heardAt").toInstant().isBefore(now.minus(SILENCE));
        Map<String, List<String>> filter = new LinkedHashMap<>();
        Document kept = row.get("filter", Document.class);
        kept.keySet().forEach(name -> filter.put(name, kept.getList(name, String.class)));
        return new Export(
                row.getString("_id"),
                row.getString("list"),
                row.getString("format"),
                row.getString("by"),
                row.getDate("at").toInstant(),
                filter,
                row.getList("columns", String.class),
                row.getLong("rows"),
                state == State.RUNNING && silent ? State.BROKEN : state);
    }

    static void needReader(By by) {
        if (!by.leads()) {
            throw Refusals.forbidden();
        }
    }
}
