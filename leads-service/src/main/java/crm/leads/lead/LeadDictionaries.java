package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.refusal.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is chosen from lists when a lead is entered or refused, with its words. */
@Configuration(proxyBeanMethods = false)
class LeadDictionaries {

    @Bean
    @Order(1)
    Dictionary sourceDictionary(Problems words) {
        return Dictionary.of("sources", Source.values(), "source.", words);
    }

    @Bean
    @Order(2)
    Dictionary reasonDictionary(Problems words) {
        return Dictionary.of("rejectionReasons", Reason.values(), "lead.reason.", words);
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
}
