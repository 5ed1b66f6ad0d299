package crm.reporting.history;

import crm.events.Topics;
import crm.platform.store.Envelope;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the log into one generation, from the place that stands beside its rows. A batch is written first and its place in the
 * log after it: a crash in between reads the batch again, and writes the same.
 */
final class LogReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    static final List<String> TOPICS = List.of(Topics.LEADS, Topics.DEALS, Topics.DIRECTORY);
    private static final int BATCH = 10_000;
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration SAY_AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final Generations generations;
    private final Histories histories;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int number;
    private final Consumer<String, String> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, Instant> times;
    private @Nullable Instant asOf;
    private Instant said = Instant.MIN;
    private long batch;
    private long read;
    private long lag;

    LogReader(
            int number,
            Generations generations,
            Histories histories,
            ConsumerFactory<String, String> consumers,
            MeterRegistry meters,
            Clock clock) {
        this.generations = generations;
        this.histories = histories;
        this.meters = meters;
        this.clock = clock;
        this.number = number;
        Generation generation = generations.get(number);
        this.batch = generation.batch();
        this.times = new HashMap<>(generation.times());
        this.asOf = generation.asOf();
        this.read = generation.read();
        Properties properties = new Properties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        this.consumer = consumers.createConsumer("reporting-history", "history", "-" + number, properties);
        for (String topic : TOPICS) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        partitions.forEach(partition -> {
            long next = generation.offsets().getOrDefault(name(partition), 0L);
            // a place beyond the end belongs to a log that is no more
            boolean inLog = next >= beginnings.get(partition) && next <= ends.get(partition);
            consumer.seek(partition, inLog ? next : beginnings.get(partition));
        });
        if (generation.total() == 0) {
            generations.expect(
                    number,
                    partitions.stream()
                            .mapToLong(partition -> ends.get(partition) - beginnings.get(partition))
                            .sum());
        }
    }

    /** A name a field of a document can have. */
    private static String name(TopicPartition partition) {
        return partition.topic().replace('.', '_') + "-" + partition.partition();
    }

    /**
     * Reads and writes one batch, or waits a moment for something to come.
     *
     * @return whether this is still the one who reads: false when another instance is further
     */
    boolean step() {
        // in this order: whatever was published before now lies before these ends
        Instant now = clock.instant();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        int taken = 0;
        ConsumerRecords<String, String> polled = consumer.poll(PATIENCE);
        while (!polled.isEmpty()) {
            polled.forEach(message -> take(message, facts));
            taken += polled.count();
            if (taken >= BATCH / 2) {
                break;
            }
            polled = consumer.poll(Duration.ZERO);
        }
        if (taken == 0 && clock.instant().isBefore(said.plus(SAY_AT_LEAST_EVERY))) {
            return true;
        }
        read += taken;
        if (!facts.isEmpty()) {
            batch = generations.nextBatch(number);
            histories.write(number, batch, facts);
        }
        Map<String, Long> offsets = new HashMap<>();
        lag = 0;
        Instant sure = now;
        for (TopicPartition partition : partitions) {
            long next = consumer.position(partition);
            offsets.put(name(partition), next);
            if (next < ends.get(partition)) {
                lag += ends.get(partition) - next;
                Instant last = times.getOrDefault(name(partition), Instant.MIN);
                sure = last.isBefore(sure) ? last : sure;
            }
        }
        if (sure.isAfter(Instant.MIN) && (asOf == null || sure.isAfter(asOf))) {
            asOf = sure;
        }
        said = clock.instant();
        return generations.publish(number, batch, offsets, times, asOf, read);
    }

    /** Messages there were at the last step and are not read yet. */
    long lag() {
        return lag;
    }

    private void take(ConsumerRecord<String, String> message, Map<String, List<Fact>> facts) {
        times.put(
                name(new TopicPartition(message.topic(), message.partition())),
                Instant.ofEpochMilli(message.timestamp()));
        if (message.value() == null) {
            return;
        }
        try {
            Envelope event = Envelope.parse(message.value());
            Optional<Fact> fact = Fact.of(event);
            fact.ifPresent(news -> facts.computeIfAbsent(event.subject(), subject -> new ArrayList<>())
                    .add(news));
            meters.counter(fact.isPresent() ? "crm.reports.events" : "crm.reports.skipped", "topic", message.topic())
                    .increment();
        } catch (RuntimeException unreadable) {
            log.error("put aside: {}-{}@{}", message.topic(), message.partition(), message.offset(), unreadable);
            meters.counter("crm.reports.unread", "topic", message.topic()).increment();
            histories.putAside(number, message, unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
