package crm.platform.dictionary;

import crm.ui.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sources and reasons are called as the administrator calls them, on every page of every service (L-8). */
public final class DictionaryWording implements Wording {
    private static final List<Group> GROUPS = List.of(
            new Group("source.short.", "source.", LeadsDictionaries.SOURCES),
            new Group("source.", "source.", LeadsDictionaries.SOURCES),
            new Group("lead.reason.", "lead.reason.", LeadsDictionaries.REASONS));

    private final BiFunction<String, String, Optional<String>> labels;

    /** Keys that begin so are called by a dictionary; {@code whole} begins the key of the label it was built with. */
    private record Group(String prefix, String whole, String dictionary) {}

    /** @param labels the label in a dictionary of a code, empty if it is not known there */
    public DictionaryWording(BiFunction<String, String, Optional<String>> labels) {
        this.labels = labels;
    }

    @Override
    public @Nullable String of(String key, UnaryOperator<String> built) {
        for (Group group : GROUPS) {
            if (key.startsWith(group.prefix())) {
                String code = key.substring(group.prefix().length());
                return code.indexOf('.') >= 0
                        ? null
                        : labels.apply(group.dictionary(), code)
                                .filter(label -> !label.equals(built.apply(group.whole() + code)))
                                .orElse(null);
            }
        }
        return null;
    }
}
