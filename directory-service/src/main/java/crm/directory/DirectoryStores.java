package crm.directory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.directory.company.Company;
import crm.directory.contact.Contact;
import crm.directory.employee.Employee;
import crm.events.Topics;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.util.Set;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the directory's aggregates are kept and by which indexes they are found. */
@Configuration(proxyBeanMethods = false)
class DirectoryStores {

    @Bean
    AggregateStore<Contact> contactStore(Aggregates aggregates) {
        AggregateStore<Contact> store = aggregates.of(Contact.class, stored("contacts", "contact"));
        indexes(store.collection());
        return store;
    }

    @Bean
    AggregateStore<Company> companyStore(Aggregates aggregates) {
        AggregateStore<Company> store = aggregates.of(Company.class, stored("companies", "company"));
        indexes(store.collection());
        return store;
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
        cards.createIndex(Indexes.ascending("search"));
        cards.createIndex(
                Indexes.compoundIndex(Indexes.ascending("responsibleId"), Indexes.descending("createdAt", "_id")));
        cards.createIndex(
                Indexes.compoundIndex(Indexes.ascending("clientStatus"), Indexes.descending("createdAt", "_id")));
        cards.createIndex(Indexes.descending("createdAt", "_id"));
    }
}
