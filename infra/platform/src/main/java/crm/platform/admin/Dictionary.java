package crm.platform.admin;

import crm.platform.refusal.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list of values people choose from, as the service's dashboard shows it. A service declares each of its own as a bean.
 *
 * @param name as in the API: {@code sources}
 * @param title what people call it
 * @param present its values as they are now
 */
public record Dictionary(String name, String title, Supplier<List<Entry>> present) {

    /** Of codes that stand in the message bundle: {@code dictionary.{name}}, {@code {prefix}{code}} and, for some, {@code ….hint}. */
    public static Dictionary of(String name, Enum<?>[] codes, String prefix, Problems words) {
        List<Entry> entries = Arrays.stream(codes)
                .map(code -> new Entry(
                        code.name(),
                        words.words(prefix + code.name()),
                        optional(prefix + code.name() + ".hint", words),
                        false))
                .toList();
        return new Dictionary(name, words.words("dictionary." + name), () -> entries);
    }

    public List<Entry> entries() {
        return present.get();
    }

    private static @Nullable String optional(String key, Problems words) {
        String found = words.words(key);
        return found.equals(key) ? null : found;
    }

    /** @param hint the words shown under it, null if there are none */
    public record Entry(String code, String label, @Nullable String hint, boolean archived) {}
}
