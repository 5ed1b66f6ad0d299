package crm.ui.dialog;

import crm.ui.form.Form;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a dialog, built from {@link #of}.
 *
 * @param subtitle what it is about, below the title
 * @param action where its form is posted; null for one that only tells
 * @param submit the words of the primary button, a verb with its object
 * @param hint quiet words left of the buttons
 * @param wide for two columns
 */
public record Dialog(
        String title,
        @Nullable String subtitle,
        @Nullable String action,
        String submit,
        @Nullable String hint,
        Form form,
        boolean wide) {

    /** A dialog with a form. */
    public static Dialog of(String title, @Nullable String subtitle, @Nullable String action, String submit) {
        return new Dialog(title, subtitle, action, submit, null, Form.EMPTY, false);
    }

    /** With quiet words at the foot. */
    public Dialog hint(String words) {
        return new Dialog(title, subtitle, action, submit, words, form, wide);
    }

    /** With what was typed and refused. */
    public Dialog form(Form typed) {
        return new Dialog(title, subtitle, action, submit, hint, typed, wide);
    }

    /** In two columns. */
    public Dialog inWide() {
        return new Dialog(title, subtitle, action, submit, hint, form, true);
    }
}
