package crm.platform.admin;

import org.jspecify.annotations.Nullable;

/** Work of one service alone that its dashboard tells of. A service declares each of its own as a bean. */
public interface OwnWork {

    Now now();

    /**
     * How it stands.
     *
     * @param text in the words of the page
     * @param label what the button says, null for none
     * @param url where it posts
     */
    record Now(
            String title,
            String text,
            @Nullable String label,
            @Nullable String url) {}
}
