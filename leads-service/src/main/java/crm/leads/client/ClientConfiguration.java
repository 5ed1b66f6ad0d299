package crm.leads.client;

import crm.platform.consume.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is heard of clients. */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    Subscription knownDealsSubscription(KnownDeals deals) {
        return deals.subscription();
    }
}
