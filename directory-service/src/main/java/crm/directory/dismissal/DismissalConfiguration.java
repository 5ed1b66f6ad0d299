package crm.directory.dismissal;

import crm.directory.client.ClientCard;
import crm.directory.client.ClientCards;
import crm.directory.company.Company;
import crm.directory.contact.Contact;
import crm.directory.employee.Staff;
import crm.events.ReleaseCompleted;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.release.Holding;
import crm.platform.release.Holdings;
import java.util.List;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the directory's own a dismissed employee leaves, and where it is heard that the others are done. */
@Configuration(proxyBeanMethods = false)
class DismissalConfiguration {

    @Bean
    Holdings directoryHoldings(ClientCards<Contact> contacts, ClientCards<Company> companies) {
        return new Holdings(
                "directory", Topics.DIRECTORY, List.of(holding("contact", contacts), holding("company", companies)));
    }

    private static <C extends ClientCard<C>> Holding<C> holding(String kind, ClientCards<C> cards) {
        return new Holding<>(kind, cards.store(), new Document(), cards::released);
    }

    @Bean
    Subscription releasedInLeads(Staff staff) {
        return released(Topics.LEADS, staff);
    }

    @Bean
    Subscription releasedInDeals(Staff staff) {
        return released(Topics.DEALS, staff);
    }

    @Bean
    Subscription releasedInDirectory(Staff staff) {
        return released(Topics.DIRECTORY, staff);
    }

    @Bean
    Subscription releasedInActivities(Staff staff) {
        return released(Topics.ACTIVITIES, staff);
    }

    private static Subscription released(String topic, Staff staff) {
        return Subscription.to(topic)
                .on(
                        ReleaseCompleted.class,
                        (done, meta) ->
                                staff.released(done.employeeId(), done.dismissalId(), done.service(), done.counts()));
    }
}
