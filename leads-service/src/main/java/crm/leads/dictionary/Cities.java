package crm.leads.dictionary;

import crm.ui.form.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The cities to choose from: {@code cities.tsv}, code and name. */
@Component
public class Cities {
    private final Map<String, String> names = new LinkedHashMap<>();

    Cities() {
        try {
            new ClassPathResource("cities.tsv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .forEach(row -> names.put(row[0], row[1]));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public boolean knows(String code) {
        return names.containsKey(code);
    }

    /** Codes and names, in the order of the list. */
    public Map<String, String> all() {
        return names;
    }

    /** Those to choose from. */
    public List<Option> options() {
        return names.entrySet().stream()
                .map(city -> Option.of(city.getKey(), city.getValue()))
                .toList();
    }

    public String nameOf(String code) {
        return names.getOrDefault(code, code);
    }
}
