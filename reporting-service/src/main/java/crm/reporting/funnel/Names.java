package crm.reporting.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each text a small number, so that columns hold numbers; 0 is «none». */
final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    Names() {
        texts.add(null);
    }

    int number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        Integer known = numbers.get(text);
        if (known == null) {
            known = texts.size();
            numbers.put(text, known);
            texts.add(text);
        }
        return known;
    }

    @Nullable
    String text(int number) {
        return texts.get(number);
    }

    /** The text as a key of a group. */
    String key(int number) {
        String text = texts.get(number);
        return text == null ? Filter.NONE : text;
    }

    /** All numbers given are below. */
    int size() {
        return texts.size();
    }

    /** By number, whether the text is one of the wanted ones; null when any is. */
    boolean @Nullable [] among(Set<String> wanted) {
        if (wanted.isEmpty()) {
            return null;
        }
        boolean[] among = new boolean[size()];
        for (int i = 0; i < among.length; i++) {
            among[i] = wanted.contains(key(i));
        }
        return among;
    }
}
