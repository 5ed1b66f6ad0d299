package crm.ui.table;

import org.jspecify.annotations.Nullable;

/**
 * A preset or a saved filter above a board or a list.
 *
 * @param editUrl the dialog that renames and deletes it; null for what is nobody's own
 */
public record View(
        String label,
        @Nullable String icon,
        String url,
        boolean current,
        @Nullable String editUrl) {

    /** A preset. */
    public View(String label, @Nullable String icon, String url, boolean current) {
        this(label, icon, url, current, null);
    }
}
