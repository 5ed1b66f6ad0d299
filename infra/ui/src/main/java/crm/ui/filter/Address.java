package crm.ui.filter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page's address as path and parameters, from which the addresses of its neighbours are made: with another value,
 * without a parameter.
 */
public record Address(String path, Map<String, List<String>> parameters) {

    /** From a request's path and parameter map. */
    public static Address of(String path, Map<String, String[]> given) {
        var parameters = new LinkedHashMap<String, List<String>>();
        given.forEach((name, values) -> {
            var filled = java.util.Arrays.stream(values)
                    .filter(value -> !value.isBlank())
                    .toList();
            if (!filled.isEmpty() && !name.equals("cursor")) {
                parameters.put(name, filled);
            }
        });
        return new Address(path, parameters);
    }

    /** The values of a parameter. */
    public List<String> values(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The same with these values of a parameter in place of what it had. */
    public Address with(String name, String... values) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, List.of(values));
        return new Address(path, more);
    }

    /** The same without some parameters. */
    public Address without(String... names) {
        var fewer = new LinkedHashMap<>(parameters);
        for (String name : names) {
            fewer.remove(name);
        }
        return new Address(path, fewer);
    }

    /** The same parameters at another path: the list's filter on the board. */
    public Address at(String other) {
        return new Address(other, parameters);
    }

    /** The address as text, encoded. */
    public String url() {
        var url = new StringBuilder(path);
        parameters.forEach((name, values) -> values.forEach(value -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address to which one more parameter can be appended: ends in «?» or «&amp;». */
    public String open() {
        return url() + (url().contains("?") ? "&" : "?");
    }
}
