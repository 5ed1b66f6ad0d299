package crm.directory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.directory.client.ClientCard;
import crm.directory.client.ClientCards;
import crm.directory.client.ClientFace;
import crm.directory.client.ClientList;
import crm.directory.client.Colleagues;
import crm.directory.client.History;
import crm.directory.client.Looks;
import crm.directory.company.Company;
import crm.directory.company.CompanyView;
import crm.directory.contact.Contact;
import crm.directory.contact.ContactView;
import crm.directory.employee.Employee;
import crm.events.CardKind;
import crm.events.Topics;
import crm.platform.lease.Leases;
import crm.platform.renewal.Renewal;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Where the directory's aggregates are kept and by which indexes they are found. */
@Configuration(proxyBeanMethods = false)
class DirectoryStores {
    /** Raised when the words or marks of contacts and companies are computed otherwise than before. */
    private static final int FORM = 1;

    @Bean
    AggregateStore<Contact> contactStore(Aggregates aggregates) {
        AggregateStore<Contact> store = aggregates.of(Contact.class, stored("contacts", "contact"));
        indexes(store.collection());
        store.collection().createIndex(Indexes.ascending("data.companyIds"));
        return store;
    }

    @Bean
    AggregateStore<Company> companyStore(Aggregates aggregates) {
        AggregateStore<Company> store = aggregates.of(Company.class, stored("companies", "company"));
        indexes(store.collection());
        return store;
    }

    @Bean
    ClientCards<Contact> contactCards(
            AggregateStore<Contact> store,
            History history,
            Looks looks,
            Colleagues colleagues,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        return new ClientCards<>(CardKind.CONTACT, store, ContactView::of, history, looks, colleagues, clock, zone);
    }

    @Bean
    ClientCards<Company> companyCards(
            AggregateStore<Company> store,
            History history,
            Looks looks,
            Colleagues colleagues,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        return new ClientCards<>(CardKind.COMPANY, store, CompanyView::of, history, looks, colleagues, clock, zone);
    }

    @Bean
    ClientList<Contact> contactList(ClientFace<Contact> face, Colleagues colleagues) {
        return new ClientList<>(face, colleagues);
    }

    @Bean
    ClientList<Company> companyList(ClientFace<Company> face, Colleagues colleagues) {
        return new ClientList<>(face, colleagues);
    }

    @Bean
    Renewal<Contact> contactRenewal(MongoOperations mongo, Leases leases, ClientCards<Contact> cards) {
        return renewal(mongo, leases, cards, "contacts", "контакты");
    }

    @Bean
    Renewal<Company> companyRenewal(MongoOperations mongo, Leases leases, ClientCards<Company> cards) {
        return renewal(mongo, leases, cards, "companies", "компании");
    }

    private static <C extends ClientCard<C>> Renewal<C> renewal(
            MongoOperations mongo, Leases leases, ClientCards<C> cards, String name, String label) {
        return new Renewal<>(
                mongo,
                leases,
                cards.store(),
                new Renewal.Kind(name, label, FORM),
                (card, stored) -> cards.renewed(card));
    }

    @Bean
    AggregateStore<Employee> employeeStore(Aggregates aggregates) {
        AggregateStore<Employee> store = aggregates.of(Employee.class, stored("staff", "employee"));
        store.collection().createIndex(Indexes.ascending("account.fullName"));
        store.collection().createIndex(Indexes.ascending("account.username"));
        store.collection().createIndex(Indexes.ascending("wish.at"), new IndexOptions().sparse(true));
        store.collection().createIndex(Indexes.ascending("presentOn"), new IndexOptions().sparse(true));
        return store;
    }

    private static AggregateStore.Stored stored(String collection, String subject) {
        return new AggregateStore.Stored(collection, Topics.DIRECTORY, subject, Set.of());
    }

    private static void indexes(MongoCollection<Document> cards) {
        cards.createIndex(Indexes.ascending("marks"));
        // of several who claim one key at once one is written
        cards.createIndex(
                Indexes.ascending("claims"), new IndexOptions().unique(true).sparse(true));
        cards.createIndex(Indexes.ascending("life.releasedFrom"), new IndexOptions().sparse(true));
        cards.createIndex(Indexes.ascending("search"));
        cards.createIndex(
                Indexes.compoundIndex(Indexes.ascending("responsibleId"), Indexes.descending("createdAt", "_id")));
        cards.createIndex(
                Indexes.compoundIndex(Indexes.ascending("clientStatus"), Indexes.descending("createdAt", "_id")));
        cards.createIndex(Indexes.descending("createdAt", "_id"));
    }
}
