package crm.leads.dictionary;

import crm.leads.dictionary.Dictionaries.Value;
import crm.platform.dictionary.LeadsDictionaries;
import crm.ui.form.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The cities to choose from (L-8); they begin as {@code cities.tsv}, code and name. */
@Component
public class Cities {
    public static final String NAME = LeadsDictionaries.CITIES;

    private final Dictionaries dictionaries;

    Cities(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
        dictionaries.begin(NAME, first());
    }

    private static Map<String, String> first() {
        Map<String, String> names = new LinkedHashMap<>();
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
        return names;
    }

    public boolean knows(String code) {
        return dictionaries.find(NAME, code).isPresent();
    }

    public boolean isArchived(String code) {
        return dictionaries.find(NAME, code).filter(Value::archived).isPresent();
    }

    /** All of them, archived ones too: what was chosen once is shown and found. */
    public List<Option> all() {
        return dictionaries.of(NAME).entrySet().stream()
                .map(city -> Option.of(city.getKey(), city.getValue().label()))
                .toList();
    }

    /** Those to choose from, and what is chosen already. */
    public List<Option> options(@Nullable String present) {
        return dictionaries.of(NAME).entrySet().stream()
                .filter(city -> !city.getValue().archived() || Objects.equals(city.getKey(), present))
                .map(city -> Option.of(city.getKey(), city.getValue().label()))
                .toList();
    }

    public String nameOf(String code) {
        return dictionaries.find(NAME, code).map(Value::label).orElse(code);
    }
}
