package crm.leads.lead;

import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.admin.DictionaryEditor;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The lists to choose from, with their words. */
@RestController
class DictionaryApi {
    private final Dictionary cities;
    private final Dictionary sources;
    private final Dictionary reasons;
    private final DictionaryEditor editor;

    DictionaryApi(
            @Qualifier("cityDictionary") Dictionary cities,
            @Qualifier("sourceDictionary") Dictionary sources,
            @Qualifier("reasonDictionary") Dictionary reasons,
            DictionaryEditor editor) {
        this.cities = cities;
        this.sources = sources;
        this.reasons = reasons;
        this.editor = editor;
    }

    record Put(
            @Nullable String label,
            @Nullable String hint,
            @Nullable Boolean archived) {}

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
        if (!by.isEmployee() && !by.is(Role.SERVICE)) {
            throw Refusals.forbidden();
        }
        return new Dictionaries(
                cities.entries(),
                sources.entries(),
                reasons.entries().stream().map(ReasonEntry::of).toList());
    }

    /** The administrator words, archives and, of cities, adds a value (L-8). */
    @PutMapping("/api/leads/dictionaries/{name}/{code}")
    Entry put(@PathVariable String name, @PathVariable String code, @RequestBody Put body, By by) {
        if (!by.is(Role.ADMIN)) {
            throw Refusals.forbidden();
        }
        editor.put(name, code, body.label(), body.hint(), body.archived() != null && body.archived(), by);
        return List.of(cities, sources, reasons).stream()
                .filter(dictionary -> dictionary.name().equals(name))
                .flatMap(dictionary -> dictionary.entries().stream())
                .filter(entry -> entry.code().equals(code))
                .findFirst()
                .orElseThrow(Refusals::notFound);
    }
}
