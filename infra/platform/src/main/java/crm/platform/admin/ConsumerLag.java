package crm.platform.admin;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the service's consumer group is behind, asked of Kafka itself. */
public final class ConsumerLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;
    private final String group;
    private final Collection<String> topics;

    /** @param settings how Kafka is reached */
    public ConsumerLag(Map<String, Object> settings, String group, Collection<String> topics) {
        this.admin = Admin.create(settings);
        this.group = group;
        this.topics = topics;
    }

    /** @param tookMs null when Kafka did not answer: then nothing is known of the topics */
    record Reading(Map<String, OfTopic> topics, @Nullable Long tookMs) {
        long total() {
            return topics.values().stream().mapToLong(OfTopic::lag).sum();
        }
    }

    /** @param lag messages between what the group has committed and the end */
    record OfTopic(long lag, int partitions) {
        static final OfTopic UNKNOWN = new OfTopic(0, 0);

        OfTopic plus(OfTopic other) {
            return new OfTopic(lag + other.lag, partitions + other.partitions);
        }
    }

    Reading read() {
        long start = System.nanoTime();
        try {
            var described =
                    admin.describeTopics(topics).allTopicNames().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var ends = admin.listOffsets(described.values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var read = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, OfTopic> lag = new TreeMap<>();
            ends.forEach((place, end) -> {
                var committed = read.get(place);
                long behind = end.offset() - (committed == null ? 0 : committed.offset());
                lag.merge(place.topic(), new OfTopic(behind, 1), OfTopic::plus);
            });
            return new Reading(lag, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (ExecutionException | TimeoutException away) {
            log.debug("Kafka does not say how far we are", away);
            return new Reading(Map.of(), null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reading(Map.of(), null);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
