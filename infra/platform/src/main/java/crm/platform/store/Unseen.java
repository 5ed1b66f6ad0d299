package crm.platform.store;

import crm.events.FieldChange;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an event and is nobody's business outside the service: words of people and values that events name only.
 * The history keeps it; Kafka never sees it.
 *
 * @param comment what was said with the change, null if nothing was
 * @param changes values of fields the event names without them; texts, or null where there was or is nothing
 */
public record Unseen(@Nullable String comment, List<FieldChange> changes) {
    public Unseen {
        changes = List.copyOf(changes);
    }

    public static Unseen said(@Nullable String comment) {
        return new Unseen(comment, List.of());
    }

    public static Unseen changed(List<FieldChange> changes) {
        return new Unseen(null, changes);
    }

    boolean isEmpty() {
        return comment == null && changes.isEmpty();
    }

    Document toDocument() {
        return new Document("comment", comment)
                .append(
                        "changes",
                        changes.stream()
                                .map(change -> new Document("field", change.field())
                                        .append("from", change.from())
                                        .append("to", change.to()))
                                .toList());
    }

    /** As it was kept; nothing if nothing was. */
    public static Unseen of(@Nullable Document kept) {
        return kept == null
                ? said(null)
                : new Unseen(
                        kept.getString("comment"),
                        kept.getList("changes", Document.class, List.of()).stream()
                                .map(change -> new FieldChange(
                                        change.getString("field"), change.get("from"), change.get("to")))
                                .toList());
    }
}
