package crm.local.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of the top level a query or a stage looks at, so that no more of a document is decoded. */
final class FieldsUsed {

    private final Set<String> fields = new HashSet<>();
    /** Whether it may look at any field. */
    private boolean any;

    private FieldsUsed() {}

    /** The fields a query is matched by; nothing when that may be any. */
    static Optional<Set<String>> by(Document query) {
        FieldsUsed used = new FieldsUsed();
        used.take(query);
        return used.fields();
    }

    /** The fields a pipeline looks at; nothing when that may be any. */
    static Optional<Set<String>> by(List<Document> pipeline) {
        Object group = pipeline.isEmpty() ? null : pipeline.getFirst().get("$group");
        FieldsUsed used = new FieldsUsed();
        used.any = group == null;
        used.takePaths(group);
        return used.fields();
    }

    /** The first name of a path. */
    static String top(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private Optional<Set<String>> fields() {
        return any ? Optional.empty() : Optional.of(fields);
    }

    private void take(Document query) {
        query.forEach((field, condition) -> {
            switch (field) {
                case "$and", "$or", "$nor" -> takeBranches(condition);
                case String operator when operator.startsWith("$") -> any = true;
                default -> fields.add(top(field));
            }
        });
    }

    private void takeBranches(@Nullable Object branches) {
        if (branches instanceof Collection<?> list) {
            for (Object branch : list) {
                if (branch instanceof Document query) {
                    take(query);
                }
            }
        }
    }

    /** Takes every {@code "$path"} of an expression; a variable may stand for the whole document. */
    private void takePaths(@Nullable Object expression) {
        switch (expression) {
            case String text when text.startsWith("$$") -> any = true;
            case String text when text.startsWith("$") -> fields.add(top(text.substring(1)));
            case Document document -> document.values().forEach(this::takePaths);
            case Collection<?> list -> list.forEach(this::takePaths);
            case null, default -> {}
        }
    }
}
