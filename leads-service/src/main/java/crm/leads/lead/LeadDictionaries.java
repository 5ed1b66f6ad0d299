package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.leads.dictionary.Dictionaries;
import crm.leads.dictionary.Dictionaries.Value;
import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.admin.DictionaryEditor;
import crm.platform.dictionary.DictionaryWording;
import crm.platform.dictionary.LeadsDictionaries;
import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.ui.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * What is chosen from lists when a lead is entered or refused, with its words (L-8). Cities are added, renamed and archived; the
 * codes of sources and reasons are fixed, their words are not.
 */
@Configuration(proxyBeanMethods = false)
class LeadDictionaries {
    static final String SOURCES = LeadsDictionaries.SOURCES;
    static final String REASONS = LeadsDictionaries.REASONS;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_-]{1,20}");

    @Bean
    @Order(1)
    Dictionary sourceDictionary(Dictionaries kept, Problems words) {
        return fixed(SOURCES, Source.values(), "source.", kept, words);
    }

    @Bean
    @Order(2)
    Dictionary reasonDictionary(Dictionaries kept, Problems words) {
        return fixed(REASONS, Reason.values(), "lead.reason.", kept, words);
    }

    @Bean
    @Order(3)
    Dictionary cityDictionary(Cities cities, Dictionaries kept, Problems words) {
        return new Dictionary(
                Cities.NAME,
                words.words("dictionary.cities"),
                () -> kept.stored(Cities.NAME).entrySet().stream()
                        .map(city -> entry(city.getKey(), city.getValue()))
                        .toList());
    }

    @Bean
    Wording leadWording(Dictionaries kept) {
        return new DictionaryWording((name, code) -> kept.find(name, code).map(Value::label));
    }

    /** Codes of the program with the words of the bundle, or those that were put in their place. */
    private static Dictionary fixed(String name, Enum<?>[] codes, String prefix, Dictionaries kept, Problems words) {
        Dictionary own = Dictionary.of(name, codes, prefix, words);
        return new Dictionary(name, own.title(), () -> {
            Map<String, Value> changed = kept.stored(name);
            return own.entries().stream()
                    .map(entry ->
                            changed.containsKey(entry.code()) ? entry(entry.code(), changed.get(entry.code())) : entry)
                    .toList();
        });
    }

    private static Entry entry(String code, Value value) {
        return new Entry(code, value.label(), value.hint(), value.archived());
    }

    @Bean
    DictionaryEditor leadDictionaryEditor(Dictionaries kept) {
        Map<String, List<String>> fixed = Map.of(
                SOURCES, Arrays.stream(Source.values()).map(Enum::name).toList(),
                REASONS, Arrays.stream(Reason.values()).map(Enum::name).toList());
        return new DictionaryEditor() {
            @Override
            public boolean edits(String name) {
                return adds(name) || fixed.containsKey(name);
            }

            @Override
            public boolean adds(String name) {
                return name.equals(Cities.NAME);
            }

            @Override
            public void put(
                    String name, String code, @Nullable String label, @Nullable String hint, boolean archived, By by) {
                if (!edits(name) || (!adds(name) && !fixed.get(name).contains(code))) {
                    throw Refusals.notFound();
                }
                if (adds(name) && !CODE.matcher(code).matches()) {
                    throw Refusals.invalid("code", "invalid");
                }
                if (archived && name.equals(SOURCES) && code.equals(Source.SITE.name())) {
                    // what comes from the site needs it
                    throw Refusals.invalid("archived", "invalid");
                }
                kept.put(name, code, label, hint, archived, by);
            }
        };
    }
}
