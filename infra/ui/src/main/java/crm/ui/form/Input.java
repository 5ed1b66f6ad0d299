package crm.ui.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, from {@link #of} on: {@code #ui.input('title', 'Название').from(form).required()}. {@code type} is
 * an HTML input type; {@code options} make it a select or a combobox, {@code url} a
 * type-ahead. {@code scope} tells apart the ids of fields of one name on one page.
 */
public record Input(
        String name,
        String label,
        String value,
        @Nullable String shown,
        @Nullable String error,
        @Nullable String hint,
        @Nullable String placeholder,
        String type,
        List<Option> options,
        @Nullable String empty,
        @Nullable String url,
        boolean mandatory,
        boolean focused,
        int rows,
        int max,
        String scope,
        @Nullable List<Option> picked) {

    /** A text field. */
    public static Input of(String name, String label) {
        return new Input(
                name, label, "", null, null, null, null, "text", List.of(), null, null, false, false, 3, 0, "", null);
    }

    /** The id of the control, by which labels and errors are bound to it. */
    public String id() {
        return "f-" + (scope.isEmpty() ? "" : scope + "-") + name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** With what was typed and why it was refused. */
    public Input from(@Nullable Form form) {
        return form == null ? this : value(form.value(name)).error(form.error(name));
    }

    /** With a value. */
    public Input value(@Nullable Object given) {
        String text = given == null ? "" : given.toString();
        return new Input(
                name,
                label,
                text,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** With the words of the chosen value, for a type-ahead whose value is an id. */
    public Input shown(@Nullable String words) {
        return new Input(
                name,
                label,
                value,
                words,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** With the reason of its refusal. */
    public Input error(@Nullable String why) {
        return new Input(
                name,
                label,
                value,
                shown,
                why,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** With a quiet line below. */
    public Input hint(@Nullable String line) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                line,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** With words inside while it is empty. */
    public Input placeholder(@Nullable String words) {
        return new Input(
                name, label, value, shown, error, hint, words, type, options, empty, url, mandatory, focused, rows, max,
                scope, picked);
    }

    /** Of another HTML type: {@code email tel date datetime-local search number password}. */
    public Input type(String html) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                html,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** A choice of these. */
    public Input options(List<Option> choices) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                List.copyOf(choices),
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** With a first choice that means none. */
    public Input empty(String words) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                words,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** Suggestions come from here as one types: {@code GET url?q=}. */
    public Input url(String suggestions) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                suggestions,
                mandatory,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** Must be filled in. */
    public Input required() {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                true,
                focused,
                rows,
                max,
                scope,
                picked);
    }

    /** Has the focus when the form opens. */
    public Input autofocus() {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                true,
                rows,
                max,
                scope,
                picked);
    }

    /** So many lines high. */
    public Input rows(int lines) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                lines,
                max,
                scope,
                picked);
    }

    /** At most so many characters. */
    public Input max(int characters) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                characters,
                scope,
                picked);
    }

    /** With an id of its own where a page has several fields of this name. */
    public Input within(String part) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                part,
                picked);
    }

    /** Several may be chosen; these are. */
    public Input picked(List<Option> chosen) {
        return new Input(
                name,
                label,
                value,
                shown,
                error,
                hint,
                placeholder,
                type,
                options,
                empty,
                url,
                mandatory,
                focused,
                rows,
                max,
                scope,
                List.copyOf(chosen));
    }

    /** Whether several may be chosen. */
    public boolean several() {
        return picked != null;
    }

    /** Whether this choice is the present value. */
    public boolean chosen(Option option) {
        return option.value().equals(value);
    }

    /** The words of the present value. */
    public String chosenLabel() {
        return shown != null
                ? shown
                : options.stream()
                        .filter(this::chosen)
                        .map(Option::label)
                        .findFirst()
                        .orElse("");
    }
}
