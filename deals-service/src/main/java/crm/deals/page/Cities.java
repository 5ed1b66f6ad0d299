package crm.deals.page;

import crm.platform.dictionary.LeadsDictionaries;
import crm.ui.form.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cities one chooses from; while nobody tells them a city is shown by its code. */
@Component
class Cities {
    private final LeadsDictionaries dictionaries;

    Cities(LeadsDictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    /** Those to choose from, and what is chosen already; empty while nobody tells. */
    List<Option> options(@Nullable String present) {
        return dictionaries.of(LeadsDictionaries.CITIES).stream()
                .filter(city -> !city.archived() || city.code().equals(present))
                .map(city -> Option.of(city.code(), city.label()))
                .toList();
    }

    @Nullable
    String name(@Nullable String code) {
        return code == null
                ? null
                : dictionaries.label(LeadsDictionaries.CITIES, code).orElse(code);
    }
}
