package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.refusal.Problems;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is chosen from lists when a lead is entered or refused, with its words. */
@Configuration(proxyBeanMethods = false)
class LeadDictionaries {

    @Bean
    @Order(1)
    Dictionary sourceDictionary(Problems words) {
        return new Dictionary(
                "sources",
                words.words("dictionary.sources"),
                Arrays.stream(Source.values())
                        .map(source -> new Entry(source.name(), words.words("source." + source), null, false))
                        .toList());
    }

    @Bean
    @Order(2)
    Dictionary reasonDictionary(Problems words) {
        return new Dictionary(
                "rejectionReasons",
                words.words("dictionary.rejectionReasons"),
                Arrays.stream(Reason.values())
                        .map(reason -> new Entry(
                                reason.name(), words.words("lead.reason." + reason), hint(reason, words), false))
                        .toList());
    }

    @Bean
    @Order(3)
    Dictionary cityDictionary(Cities cities, Problems words) {
        return new Dictionary(
                "cities",
                words.words("dictionary.cities"),
                cities.all().entrySet().stream()
                        .map(city -> new Entry(city.getKey(), city.getValue(), null, false))
                        .toList());
    }

    /** The words under a reason; null where there are none. */
    static @Nullable String hint(Reason reason, Problems words) {
        String key = "lead.reason." + reason + ".hint";
        String hint = words.words(key);
        return hint.equals(key) ? null : hint;
    }
}
