package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.leads.dictionary.Dictionaries;
import crm.leads.dictionary.Dictionaries.Value;
import crm.platform.refusal.Problems;
import crm.ui.dialog.Reasons;
import crm.ui.form.Option;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is chosen from, as pages offer it. */
@Component
class LeadWords {
    private final Cities cities;
    private final Dictionaries dictionaries;
    private final Problems words;

    LeadWords(Cities cities, Dictionaries dictionaries, Problems words) {
        this.cities = cities;
        this.dictionaries = dictionaries;
        this.words = words;
    }

    /** All of them, to filter by. */
    List<Option> cities() {
        return cities.all();
    }

    /** Those to choose from, and what is chosen already. */
    List<Option> cities(@Nullable String present) {
        return cities.options(present);
    }

    @Nullable
    String city(@Nullable String code) {
        return code == null ? null : cities.nameOf(code);
    }

    List<Option> sources() {
        return Arrays.stream(Source.values()).map(this::option).toList();
    }

    /** Those to choose from, and what is chosen already. */
    List<Option> sourcesByHand(@Nullable Source present) {
        return Arrays.stream(Source.values())
                .filter(Source::isChosenByHand)
                .filter(source -> source == present || !isArchived(source))
                .map(this::option)
                .toList();
    }

    private Option option(Source source) {
        return Option.of(source.name(), source(source));
    }

    String source(Source source) {
        return words.words("source." + source);
    }

    boolean isArchived(Source source) {
        return dictionaries
                .find(LeadDictionaries.SOURCES, source.name())
                .filter(Value::archived)
                .isPresent();
    }

    boolean isArchived(Reason reason) {
        return dictionaries
                .find(LeadDictionaries.REASONS, reason.name())
                .filter(Value::archived)
                .isPresent();
    }

    List<Option> stages() {
        return Arrays.stream(Stage.values())
                .map(stage -> Option.of(stage.name(), stage(stage)))
                .toList();
    }

    List<Option> reasonNames() {
        return Arrays.stream(Reason.values())
                .map(reason -> Option.of(reason.name(), reason(reason)))
                .toList();
    }

    /** For one lead. @param attempts how many failed attempts there are, told where a reason needs them */
    List<Reasons.Reason> reasons(int attempts) {
        return reasons("; сейчас на ленте " + attempts);
    }

    /** For many leads at once. */
    List<Reasons.Reason> reasons() {
        return reasons("");
    }

    private List<Reasons.Reason> reasons(String attempts) {
        return Arrays.stream(Reason.values())
                .filter(reason -> !isArchived(reason))
                .map(reason -> new Reasons.Reason(
                        reason.name(),
                        reason(reason),
                        reason.needsAttempts() ? hint(reason) + attempts : hint(reason),
                        reason.needsComment(),
                        reason.needsReturnDate()))
                .toList();
    }

    @Nullable
    String hint(Reason reason) {
        Value kept = dictionaries.find(LeadDictionaries.REASONS, reason.name()).orElse(null);
        if (kept != null) {
            return kept.hint();
        }
        String key = "lead.reason." + reason + ".hint";
        String hint = words.words(key);
        return hint.equals(key) ? null : hint;
    }

    String reason(Reason reason) {
        return words.words("lead.reason." + reason);
    }

    String stage(Stage stage) {
        return words.words("lead.stage." + stage);
    }

    String of(LeadRefusal refusal) {
        return words.of(refusal).detail();
    }
}
