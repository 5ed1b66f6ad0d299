package crm.directory.contact;

import crm.directory.client.ClientCards;
import crm.directory.client.ClientFace.Related;
import crm.directory.company.People;
import crm.ui.Badge;
import crm.ui.Person;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells companies their people. */
@Configuration(proxyBeanMethods = false)
class PeopleOfCompanies {
    private static final int SHOWN = 50;

    @Bean
    People people(ClientCards<Contact> contacts) {
        return new People(companies -> contacts.first(companies, SHOWN).stream()
                .map(contact -> new Related(
                        Person.of(contact.id(), contact.title()),
                        "/contacts/" + contact.id(),
                        contact.data().position(),
                        contact.data().decisionMaker() ? List.of(Badge.decisionMaker()) : List.of()))
                .toList());
    }
}
