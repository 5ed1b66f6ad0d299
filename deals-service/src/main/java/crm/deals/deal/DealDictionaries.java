package crm.deals.deal;

import crm.platform.admin.Dictionary;
import crm.platform.admin.Dictionary.Entry;
import crm.platform.refusal.Problems;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is chosen from lists in a deal, as the service's dashboard shows it. */
@Configuration(proxyBeanMethods = false)
class DealDictionaries {

    @Bean
    @Order(1)
    Dictionary productDictionary(Problems words) {
        return new Dictionary(
                "products",
                words.words("dictionary.products"),
                Arrays.stream(Product.values())
                        .map(product -> new Entry(product.name(), words.words("deal.product." + product), null, false))
                        .toList());
    }

    @Bean
    @Order(2)
    Dictionary reasonDictionary(Problems words) {
        return new Dictionary(
                "rejectionReasons",
                words.words("dictionary.rejectionReasons"),
                Arrays.stream(Reason.values())
                        .map(reason -> new Entry(reason.name(), words.words("deal.reason." + reason), null, false))
                        .toList());
    }
}
