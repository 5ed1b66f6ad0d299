package crm.ui.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and what is wrong with it. A refused form is drawn again from this: nothing typed is lost, every wrong
 * field is marked.
 */
public record Form(
        Map<String, List<String>> values,
        Map<String, String> errors,
        @Nullable String error) {

    /** An empty form. */
    public static final Form EMPTY = new Form(Map.of(), Map.of(), null);

    /** The parameters of a request ({@code MultiValueMap}, or {@code request.getParameterMap()} by {@link #typed(Map)}). */
    public static Form of(Map<String, List<String>> values) {
        return new Form(Map.copyOf(values), Map.of(), null);
    }

    /** The parameters of a servlet request. */
    public static Form typed(Map<String, String[]> parameters) {
        var values = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, given) -> values.put(name, List.of(given)));
        return new Form(values, Map.of(), null);
    }

    /** With a value, for filling a form before it is shown. */
    public Form with(String name, @Nullable Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value == null ? List.of() : List.of(value.toString()));
        return new Form(more, errors, error);
    }

    /** With the reason why a field was refused. */
    public Form wrong(String field, String why) {
        var more = new LinkedHashMap<>(errors);
        more.putIfAbsent(field, why);
        return new Form(values, more, error);
    }

    /** With the reason why the whole was refused. */
    public Form refused(String why) {
        return new Form(values, errors, why);
    }

    /** The value typed, or an empty string. */
    public String value(String name) {
        var given = values.get(name);
        return given == null || given.isEmpty() ? "" : given.getFirst();
    }

    /** All values of a field with several. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether a value is among those typed. */
    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** Why a field was refused, null when it was not. */
    public @Nullable String error(String name) {
        return errors.get(name);
    }

    /** Whether anything was refused. */
    public boolean bad() {
        return error != null || !errors.isEmpty();
    }
}
