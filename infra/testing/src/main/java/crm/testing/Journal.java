package crm.testing;

import crm.events.CrmEvent;
import crm.events.EventJson;
import crm.events.EventTypes;
import crm.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads every topic as a foreign system would, and speaks for services that are not part of the test. */
public final class Journal {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();
    private final KafkaProducer<String, String> producer;

    Journal(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", "journal", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(Topics.ALL);
        Thread.ofPlatform().daemon().name("journal").start(() -> {
            while (true) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        });
    }

    /** An event as it was on the wire. */
    public record Entry(String topic, String key, JsonNode envelope) {
        public String type() {
            return envelope.path("type").asString();
        }

        public long sequence() {
            return envelope.path("sequence").asLong();
        }

        public JsonNode data() {
            return envelope.path("data");
        }

        public <E extends CrmEvent> E as(Class<E> type) {
            return EventJson.MAPPER.treeToValue(data(), type);
        }
    }

    /** All events of one aggregate so far, as they came, repeats included. */
    public List<Entry> of(String aggregateId) {
        return records.stream()
                .filter(message -> aggregateId.equals(message.key()))
                .map(message -> new Entry(message.topic(), message.key(), EventJson.MAPPER.readTree(message.value())))
                .toList();
    }

    /** All events of one aggregate so far, each once: what a consumer makes of them. */
    public List<Entry> factsOf(String aggregateId) {
        java.util.Set<Long> seen = new java.util.HashSet<>();
        return of(aggregateId).stream()
                .filter(entry -> seen.add(entry.sequence()))
                .toList();
    }

    public List<String> headersOf(String aggregateId) {
        return records.stream()
                .filter(message -> aggregateId.equals(message.key()))
                .map(message ->
                        new String(message.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits for an event of an aggregate. */
    public Entry await(String aggregateId, String type) {
        return await(aggregateId, entry -> entry.type().equals(type));
    }

    public Entry await(String aggregateId, Predicate<Entry> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> of(aggregateId).stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }

    /** Says on Kafka what a service that is not part of the test would say. */
    public void say(String topic, String subject, long sequence, CrmEvent event) {
        say(topic, subject, sequence, event, "system");
    }

    public void say(String topic, String subject, long sequence, CrmEvent event, String actor) {
        String id = subject.substring(subject.indexOf('/') + 1);
        ObjectNode envelope = EventJson.MAPPER.createObjectNode();
        String type = EventTypes.nameOf(event);
        envelope.put("specversion", "1.0")
                .put("id", id + "/" + sequence)
                .put("type", type)
                .put("source", "/test")
                .put("subject", subject)
                .put("time", Instant.now().toString())
                .put("dataschema", EventTypes.schemaOf(type))
                .put("sequence", sequence)
                .put("actor", actor);
        envelope.set("data", EventJson.MAPPER.valueToTree(event));
        sayRaw(topic, id, envelope.toString());
    }

    public void sayRaw(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    /** Makes the people of the tests known to the services. */
    public void introduceEveryone() {
        for (User user : User.values()) {
            if (user.isPerson()) {
                say(
                        Topics.DIRECTORY,
                        "employee/" + user.id(),
                        1,
                        new crm.events.EmployeeHired(
                                user.fullName(),
                                user.username(),
                                user.username() + "@crm.example",
                                "Отдел продаж",
                                null,
                                "Europe/Moscow",
                                user.roles(),
                                null));
            }
        }
    }
}
