package crm.activity.timeline;

import static crm.testing.User.MANAGER1;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import crm.activity.KnownCards;
import crm.activity.activity.Activity;
import crm.activity.card.Asked;
import crm.activity.card.CardAccess;
import crm.activity.card.Cards;
import crm.events.CardRef;
import crm.platform.employee.Employees;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import crm.testing.CrmTest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

@CrmTest
@DisplayName("The timeline of a card with very many entries")
class FeedTest {
    private static final int PAGE = 30;
    private static final By ANNA = new By(MANAGER1.id(), MANAGER1.fullName(), Set.of(Role.SALES_MANAGER));

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private CardAccess access;

    @Autowired
    private Cards cards;

    @Autowired
    private Asked asked;

    @Autowired
    private Employees employees;

    @Autowired
    private Clock clock;

    @Value("${spring.mongodb.uri}")
    private String uri;

    /** What the store gave: a line for each answer, with how many entries were in it. */
    private List<String> given(String card) {
        List<String> answers = new ArrayList<>();
        CommandListener listener = new CommandListener() {
            @Override
            public void commandSucceeded(CommandSucceededEvent event) {
                BsonDocument answer = event.getResponse();
                if (List.of("find", "getMore", "aggregate").contains(event.getCommandName())) {
                    BsonDocument cursor = answer.getDocument("cursor");
                    int entries = cursor.getArray(cursor.containsKey("firstBatch") ? "firstBatch" : "nextBatch")
                            .size();
                    answers.add(event.getCommandName() + " " + entries);
                }
            }
        };
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new com.mongodb.ConnectionString(uri))
                .addCommandListener(listener)
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            MongoTemplate watched = new MongoTemplate(
                    new SimpleMongoClientDatabaseFactory(client, mongo.getDb().getName()), mongo.getConverter());
            AggregateStore<Activity> store = new AggregateStore<>(
                    watched,
                    Activity.class,
                    new AggregateStore.Stored(Feed.COLLECTION, "", "activity", Set.of()),
                    "/test",
                    clock,
                    pending -> {});
            Feed feed = new Feed(store, access, cards, asked, employees, clock, ZoneId.of("Europe/Moscow"));
            CardRef ref = CardRef.of(card);
            assertThat(feed.openOn(ref, ANNA)).hasSize(2);
            assertThat(feed.history(ref, ANNA, Feed.Part.ALL, "", null, PAGE).items())
                    .isNotEmpty();
            feed.waits(ref, ANNA);
        }
        return answers;
    }

    @Test
    @DisplayName(
            "T-1 the page asks for what it shows and no more, of 5,000 entries as of 200: the same answers, the same few entries")
    void asks_only_what_it_shows() {
        String some = KnownCards.lead("Лента", MANAGER1, port);
        String many = KnownCards.lead("Длинная лента", MANAGER1, port);
        LongCards.fill(mongo, some, 200);
        LongCards.fill(mongo, many, 5000);
        List<String> ofMany = given(many);
        assertThat(ofMany)
                .isEqualTo(given(some))
                .contains("find 2", "find " + (PAGE + 1))
                .noneMatch(answer -> answer.startsWith("getMore"));
    }

    @Test
    @DisplayName(
            "T-1 what is on a card, what is open on it and what of a kind is on it each have an index that gives them in order")
    void indexes() {
        List<Document> keys = mongo.getCollection(Feed.COLLECTION)
                .listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());
        assertThat(keys)
                .contains(
                        new Document("card", 1).append("at", -1).append("_id", -1),
                        new Document("card", 1).append("state", 1),
                        new Document("card", 1)
                                .append("type", 1)
                                .append("at", -1)
                                .append("_id", -1));
    }
}
