package crm.ui.record;

import org.jspecify.annotations.Nullable;

/**
 * A field of a record: label left, value right. Built from {@link #of}.
 *
 * @param name the field's name; its element is {@code row-name}
 * @param value shown as text; content of another kind is given to the fragment {@code row-of}
 * @param url a page the value links to
 * @param editUrl where the editor is fetched ({@code GET}) that takes the row's place
 * @param lock why it cannot be changed; shown as a lock
 * @param hint what an empty value invites to: «добавить адрес»
 */
public record Row(
        String name,
        String label,
        @Nullable String value,
        @Nullable String url,
        @Nullable String editUrl,
        @Nullable String lock,
        @Nullable String hint) {

    /** A value that is only shown. */
    public static Row of(String name, String label, @Nullable String value) {
        return new Row(name, label, value, null, null, null, null);
    }

    /** Edited in place. */
    public Row edit(String editorUrl) {
        return new Row(name, label, value, url, editorUrl, lock, hint);
    }

    /** Never changed, and why. */
    public Row locked(String why) {
        return new Row(name, label, value, url, null, why, hint);
    }

    /** Links to a page. */
    public Row to(String page) {
        return new Row(name, label, value, page, editUrl, lock, hint);
    }

    /** With the words of an empty value. */
    public Row hint(String words) {
        return new Row(name, label, value, url, editUrl, lock, words);
    }

    /** Whether there is nothing to show. */
    public boolean empty() {
        return value == null || value.isBlank();
    }
}
