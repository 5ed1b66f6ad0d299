package crm.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything Kafka holds, as a foreign system reads it.
 *
 * @param byAggregate the events of each, by topic and key, by sequence
 * @param faults what no reader should have to see: an event before an earlier one, or a repetition that differs
 */
record EventLog(Map<String, TreeMap<Long, JsonNode>> byAggregate, List<String> faults) {

    static EventLog read() {
        EventLog log = new EventLog(new HashMap<>(), new ArrayList<>());
        JsonMapper json = JsonMapper.builder().build();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Stack.running().kafka(), "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : crm.events.Topics.ALL) {
                for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                    partitions.add(new TopicPartition(topic, partition.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message ->
                                log.add(message.topic() + " " + message.key(), json.readTree(message.value())));
            }
        }
        return log;
    }

    private void add(String aggregate, JsonNode envelope) {
        long sequence = envelope.path("sequence").asLong();
        TreeMap<Long, JsonNode> events = byAggregate.computeIfAbsent(aggregate, key -> new TreeMap<>());
        JsonNode before = events.get(sequence);
        if (before == null && !events.isEmpty() && events.lastKey() > sequence) {
            faults.add(aggregate + ": " + sequence + " came after " + events.lastKey());
        } else if (before != null && !before.equals(envelope)) {
            faults.add(aggregate + ": " + sequence + " came again with another content");
        }
        events.putIfAbsent(sequence, envelope);
    }

    /** Aggregates whose events are not 1, 2, 3 … */
    Set<String> gaps() {
        return byAggregate.entrySet().stream()
                .filter(entry -> entry.getValue().firstKey() != 1
                        || entry.getValue().lastKey() != entry.getValue().size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Collection<JsonNode> of(String topic, String id) {
        return byAggregate.getOrDefault(topic + " " + id, new TreeMap<>()).values();
    }

    /** The aggregates of a topic by their ids. */
    Map<String, Collection<JsonNode>> topic(String topic) {
        Map<String, Collection<JsonNode>> all = new HashMap<>();
        byAggregate.forEach((key, events) -> {
            if (key.startsWith(topic + " ")) {
                all.put(key.substring(topic.length() + 1), events.values());
            }
        });
        return all;
    }

    /** The activities that are first calls, by the lead they were planned on. */
    Map<String, List<String>> firstCalls(Set<String> leads) {
        Map<String, List<String>> calls = new HashMap<>();
        byAggregate.forEach((key, events) -> events.values().stream()
                .filter(event -> event.path("type").asString().equals("ActivityPlanned"))
                .filter(event -> event.path("data").path("purpose").asString("").equals("first-call"))
                .forEach(event -> {
                    String lead = event.path("data").path("card").asString().substring("lead/".length());
                    if (leads.contains(lead)) {
                        calls.computeIfAbsent(lead, id -> new ArrayList<>()).add(key);
                    }
                }));
        return calls;
    }

    long dealsCreated(Collection<String> deals) {
        return count("crm.deals", Set.copyOf(deals), "DealCreated");
    }

    long converted(Set<String> leads) {
        return count("crm.leads", leads, "LeadConverted");
    }

    private long count(String topic, Set<String> ids, String type) {
        return ids.stream()
                .flatMap(id -> events(topic, id))
                .filter(event -> event.path("type").asString().equals(type))
                .count();
    }

    private Stream<JsonNode> events(String topic, String id) {
        return of(topic, id).stream();
    }

    /** How many messages the consumers of a service have yet to read. */
    static long lag(String service) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Stack.running().kafka()))) {
            var read = admin.listConsumerGroupOffsets(service)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = admin.listOffsets(read.keySet().stream()
                            .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())))
                    .all()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - (read.get(end.getKey()) == null
                                    ? 0
                                    : read.get(end.getKey()).offset()))
                    .sum();
        } catch (ExecutionException away) {
            throw new IllegalStateException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
