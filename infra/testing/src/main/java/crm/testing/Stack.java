package crm.testing;

import crm.events.Topics;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The parts a service needs, started once for the JVM: a {@linkplain TestStore store}, a Kafka broker and an issuer of tokens.
 * Their addresses are put where {@code platform.yml} looks for them.
 */
public final class Stack {
    private static final Stack RUNNING = new Stack();

    private final Tokens tokens = new Tokens();
    private final StandIns others = new StandIns();
    private final Journal journal;

    private Stack() {
        String mongo = TestStore.start();
        EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(
                        1,
                        Topics.PARTITIONS,
                        Stream.concat(Topics.ALL.stream(), Stream.of(Topics.SIGNALS))
                                .toArray(String[]::new))
                .brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "2"));
        kafka.afterPropertiesSet();
        System.setProperty("MONGODB_URI", mongo);
        System.setProperty("KAFKA_BOOTSTRAP_SERVERS", kafka.getBrokersAsString());
        System.setProperty("KEYCLOAK_URL", tokens.url());
        for (String service : new String[] {"LEADS", "DEALS", "DIRECTORY", "ACTIVITY", "DOCUMENTS", "REPORTING"}) {
            System.setProperty("CRM_" + service + "_URL", others.url());
        }
        journal = new Journal(kafka.getBrokersAsString());
    }

    public static Stack running() {
        return RUNNING;
    }

    /** The accounts in Keycloak. */
    public KeycloakUsers keycloak() {
        return tokens.users();
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The services beside the one under test. */
    public StandIns others() {
        return others;
    }

    public Journal journal() {
        return journal;
    }
}
