package crm.directory.client;

import crm.directory.contact.Contact;
import crm.directory.contact.ContactSamples;
import crm.platform.store.AggregateStore;
import crm.testing.Caller;
import crm.testing.CrmTest;
import crm.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Not a test: prints how fast one of 100,000 contacts is found as one types. Nothing here asserts a time. */
@CrmTest
@Tag("bench")
@DisplayName("Figures of the search")
class SearchFigures {
    private static final int CONTACTS = 100_000;
    private static final int BATCH = 1000;
    private static final int WARM_UP = 100;
    private static final int MEASURED = 300;

    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore<Contact> store;

    @Autowired
    private MongoTemplate mongo;

    @Test
    @DisplayName(
            "D-9 100k contacts: suggestions, the search field and the list, by names, their beginnings, phones and e-mails")
    void figures() {
        Random random = new Random(1);
        for (int batch = 0; batch < CONTACTS / BATCH; batch++) {
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                Document document = new Document();
                mongo.getConverter()
                        .write(ContactSamples.random(batch * BATCH + i, User.MANAGER1.id(), random), document);
                document.remove("news");
                documents.add(document.append("version", 1L).append("sequence", 1L));
            }
            store.collection().insertMany(documents);
        }
        System.out.printf("%d contacts%n", store.collection().countDocuments());
        measure("suggest, first letters", "/contacts/suggest?q=", random, ContactSamples::beginning);
        measure("suggest, two words", "/contacts/suggest?q=", random, ContactSamples::twoWords);
        measure("suggest, phone", "/contacts/suggest?q=", random, ContactSamples::phone);
        measure("suggest, last digits", "/contacts/suggest?q=", random, ContactSamples::lastDigits);
        measure("search field, whole name", "/contacts/search?q=", random, ContactSamples::wholeName);
        measure("list, two words, with its count", "/api/contacts?q=", random, ContactSamples::twoWords);
        measure("list of all, with its count", "/api/contacts?limit=50&q=", random, any -> "");
        measure("list of mine, with its count", "/api/contacts?responsible=me&q=", random, any -> "");
        measure("list of nobody's", "/api/contacts?responsible=none&q=", random, any -> "");
    }

    private void measure(String what, String path, Random random, java.util.function.Function<Random, String> query) {
        Caller manager = Caller.as(User.MANAGER1, port);
        double[] millis = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            String url = path + URLEncoder.encode(query.apply(random), StandardCharsets.UTF_8);
            long start = System.nanoTime();
            int status = manager.get(url).status();
            if (status != 200) {
                throw new AssertionError(url + " " + status);
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-34s p50 %5.1f ms, p95 %5.1f ms, max %5.1f ms%n",
                what,
                millis[MEASURED / 2],
                millis[MEASURED * 95 / 100],
                millis[MEASURED - 1]);
    }
}
