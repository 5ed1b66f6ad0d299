package crm.ui.form;

import org.jspecify.annotations.Nullable;

/** One choice of a select, a combobox or a type-ahead: its value, its words, and a quiet note beside them. */
public record Option(String value, String label, @Nullable String note) {

    /** A choice without a note. */
    public static Option of(String value, String label) {
        return new Option(value, label, null);
    }
}
