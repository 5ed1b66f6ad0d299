package crm.leads.lead;

import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lists to choose from, with their words. */
@RestController
class DictionaryApi {
    private final Dictionary cities;
    private final Dictionary sources;
    private final Dictionary reasons;

    DictionaryApi(
            @Qualifier("cityDictionary") Dictionary cities,
            @Qualifier("sourceDictionary") Dictionary sources,
            @Qualifier("reasonDictionary") Dictionary reasons) {
        this.cities = cities;
        this.sources = sources;
        this.reasons = reasons;
    }

    /** A reason of rejection with what it asks for. */
    record ReasonEntry(
            String code,
            String label,
            @Nullable String hint,
            boolean archived,
            boolean needsComment,
            boolean needsReturnDate) {
        static ReasonEntry of(Entry entry) {
            Reason reason = Reason.valueOf(entry.code());
            return new ReasonEntry(
                    entry.code(),
                    entry.label(),
                    entry.hint(),
                    entry.archived(),
                    reason.needsComment(),
                    reason.needsReturnDate());
        }
    }

    record Dictionaries(List<Entry> cities, List<Entry> sources, List<ReasonEntry> rejectionReasons) {}

    @GetMapping("/api/leads/dictionaries")
    Dictionaries dictionaries(By by) {
        if (!by.isEmployee()) {
            throw Refusals.forbidden();
        }
        return new Dictionaries(
                cities.entries(),
                sources.entries(),
                reasons.entries().stream().map(ReasonEntry::of).toList());
    }
}
