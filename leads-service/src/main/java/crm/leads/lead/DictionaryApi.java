package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lists to choose from, with their words. */
@RestController
class DictionaryApi {
    private final Cities cities;
    private final Problems words;

    DictionaryApi(Cities cities, Problems words) {
        this.cities = cities;
        this.words = words;
    }

    record Entry(String code, String label, @Nullable String hint, boolean archived) {}

    /** A reason of rejection with what it asks for. */
    record ReasonEntry(
            String code,
            String label,
            @Nullable String hint,
            boolean archived,
            boolean needsComment,
            boolean needsReturnDate) {}

    record Dictionaries(List<Entry> cities, List<Entry> sources, List<ReasonEntry> rejectionReasons) {}

    @GetMapping("/api/leads/dictionaries")
    Dictionaries dictionaries(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        return new Dictionaries(
                cities.all().entrySet().stream()
                        .map(city -> new Entry(city.getKey(), city.getValue(), null, false))
                        .toList(),
                Arrays.stream(Source.values())
                        .map(source -> new Entry(source.name(), words.words("source." + source), null, false))
                        .toList(),
                Arrays.stream(Reason.values())
                        .map(reason -> new ReasonEntry(
                                reason.name(),
                                words.words("lead.reason." + reason),
                                hint(reason),
                                false,
                                reason.needsComment(),
                                reason.needsReturnDate()))
                        .toList());
    }

    private @Nullable String hint(Reason reason) {
        String key = "lead.reason." + reason + ".hint";
        String hint = words.words(key);
        return hint.equals(key) ? null : hint;
    }
}
