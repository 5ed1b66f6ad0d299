package crm.platform.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of values people choose from, as the service's dashboard shows it. A service declares each of its own as a bean.
 *
 * @param name as in the API: {@code sources}
 * @param title what people call it
 */
public record Dictionary(String name, String title, List<Entry> entries) {

    /** @param hint the words shown under it, null if there are none */
    public record Entry(String code, String label, @Nullable String hint, boolean archived) {}
}
