package crm.documents.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import crm.documents.card.Deals;
import crm.events.DocumentGenerated;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.util.Set;
import org.bson.Document;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where documents are kept, by which indexes they are found, what they hear. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Executor.class)
class DocumentConfiguration {

    @Bean
    AggregateStore<Paper> documentStore(Aggregates aggregates) {
        AggregateStore<Paper> store = aggregates.of(
                Paper.class,
                new AggregateStore.Stored(Deals.DOCUMENTS, Topics.DOCUMENTS, "document", Set.of("versions")));
        indexes(store.collection());
        return store;
    }

    private static void indexes(MongoCollection<Document> documents) {
        // the register gives each number once; this is the last word
        documents.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        documents.createIndex(Indexes.compoundIndex(Indexes.ascending("card"), Indexes.descending("createdAt", "_id")));
        documents.createIndex(
                Indexes.compoundIndex(Indexes.ascending("seen.responsibleId"), Indexes.descending("createdAt", "_id")));
        documents.createIndex(
                Indexes.compoundIndex(Indexes.ascending("seen.stage"), Indexes.descending("createdAt", "_id")));
        documents.createIndex(
                Indexes.compoundIndex(Indexes.ascending("seen.contracted"), Indexes.descending("createdAt", "_id")));
        documents.createIndex(Indexes.descending("createdAt", "_id"));
        documents.createIndex(Indexes.ascending("search"));
    }

    @Bean
    Subscription dealsOfDocuments(Deals deals) {
        return deals.subscription();
    }

    /** A crash between writing a document and giving it the row of its deal: the event makes good for it. */
    @Bean
    Subscription ownDocuments(Deals deals) {
        return Subscription.to(Topics.DOCUMENTS).on(DocumentGenerated.class, (made, meta) -> deals.copy(made.card()));
    }
}
