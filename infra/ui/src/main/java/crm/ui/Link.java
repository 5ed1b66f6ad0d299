package crm.ui;

import org.jspecify.annotations.Nullable;

/**
 * Something to press: its word, an icon if any, and an address that is opened as a page, or as a dialog when
 * {@code dialog} is set.
 */
public record Link(String label, @Nullable String icon, String url, boolean dialog) {

    /** Opens a page. */
    public static Link page(String label, @Nullable String icon, String url) {
        return new Link(label, icon, url, false);
    }

    /** Whether it leaves the system: such a page gets a tab of its own. */
    public boolean isOutside() {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    /** Opens a dialog. */
    public static Link dialog(String label, @Nullable String icon, String url) {
        return new Link(label, icon, url, true);
    }
}
