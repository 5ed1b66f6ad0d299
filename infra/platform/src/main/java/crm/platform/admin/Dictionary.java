package crm.platform.admin;

import crm.platform.refusal.Problems;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of values people choose from, as the service's dashboard shows it. A service declares each of its own as a bean.
 *
 * @param name as in the API: {@code sources}
 * @param title what people call it
 */
public record Dictionary(String name, String title, List<Entry> entries) {

    /** Of codes that stand in the message bundle: {@code dictionary.{name}}, {@code {prefix}{code}} and, for some, {@code ….hint}. */
    public static Dictionary of(String name, Enum<?>[] codes, String prefix, Problems words) {
        return new Dictionary(
                name,
                words.words("dictionary." + name),
                Arrays.stream(codes)
                        .map(code -> new Entry(
                                code.name(),
                                words.words(prefix + code.name()),
                                optional(prefix + code.name() + ".hint", words),
                                false))
                        .toList());
    }

    private static @Nullable String optional(String key, Problems words) {
        String found = words.words(key);
        return found.equals(key) ? null : found;
    }

    /** @param hint the words shown under it, null if there are none */
    public record Entry(String code, String label, @Nullable String hint, boolean archived) {}
}
