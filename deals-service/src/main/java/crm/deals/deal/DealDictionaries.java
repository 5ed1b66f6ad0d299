package crm.deals.deal;

import crm.platform.admin.Dictionary;
import crm.platform.refusal.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is chosen from lists in a deal, as the service's dashboard shows it. */
@Configuration(proxyBeanMethods = false)
class DealDictionaries {

    @Bean
    @Order(1)
    Dictionary productDictionary(Problems words) {
        return Dictionary.of("products", Product.values(), "deal.product.", words);
    }

    @Bean
    @Order(2)
    Dictionary reasonDictionary(Problems words) {
        return Dictionary.of("rejectionReasons", Reason.values(), "deal.reason.", words);
    }
}
