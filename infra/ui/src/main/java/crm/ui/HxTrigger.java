package crm.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of the response header {@code HX-Trigger}, by which a service tells the page what came of a request: which
 * card changed, and what to say. Text is escaped to ASCII, as headers need.
 */
public record HxTrigger(Map<String, Object> events) {

    /** The header's name. */
    public static final String HEADER = "HX-Trigger";

    /** A card ({@code lead}, {@code deal}, {@code contact}, {@code company}) changed: whatever shows it is drawn anew. */
    public static HxTrigger changed(String kind, String id) {
        return new HxTrigger(Map.of("crm:changed-subject", Map.of("subject", kind + "/" + id)));
    }

    /** Many cards changed: the list that is shown is drawn anew. */
    public static HxTrigger changedList() {
        return new HxTrigger(Map.of("crm:changed-list", Map.of()));
    }

    /** Only something to say. */
    public static HxTrigger said(String text) {
        return new HxTrigger(Map.of()).toast(text);
    }

    /** And this is said. */
    public HxTrigger toast(String text) {
        return with(Map.of("text", text));
    }

    /** And this is said, with an «Отменить» for 10 s that posts these values to that address. */
    public HxTrigger toast(String text, String undoUrl, Map<String, String> values) {
        return with(Map.of("text", text, "undo", Map.of("url", undoUrl, "values", values)));
    }

    /**
     * The same, and it is undone only while the card is as this left it: the post has {@code If-Match} with this version.
     *
     * @param version what was written; null for a card that has none
     */
    public HxTrigger toast(String text, String undoUrl, Map<String, String> values, @Nullable Long version) {
        return version == null
                ? toast(text, undoUrl, values)
                : with(Map.of(
                        "text", text, "undo", Map.of("url", undoUrl, "values", values, "version", version.toString())));
    }

    /** And this is said, with a link. */
    public HxTrigger toast(String text, Link link) {
        return with(Map.of("text", text, "link", Map.of("label", link.label(), "url", link.url())));
    }

    /** As the header's value. */
    public String value() {
        Map<String, Object> aimed = new LinkedHashMap<>();
        events.forEach((name, detail) -> aimed.put(name, atPage(detail)));
        var json = new StringBuilder();
        write(json, aimed);
        return json.toString();
    }

    /** Told to the page itself: the button that asked may have been drawn anew since, and then nobody would hear it there. */
    private static Object atPage(Object detail) {
        if (!(detail instanceof Map<?, ?> map)) {
            return detail;
        }
        Map<Object, Object> aimed = new LinkedHashMap<>(map);
        aimed.put("target", "body");
        return aimed;
    }

    private HxTrigger with(Map<String, Object> toast) {
        var more = new LinkedHashMap<>(events);
        more.put("crm:toast", toast);
        return new HxTrigger(more);
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (var entry : new TreeMap<>(map).entrySet()) {
                json.append(separator);
                write(json, entry.getKey());
                json.append(':');
                write(json, entry.getValue());
                separator = ",";
            }
            json.append(map.isEmpty() ? "{}" : "}");
            return;
        }
        json.append('"');
        for (char c : String.valueOf(value).toCharArray()) {
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
