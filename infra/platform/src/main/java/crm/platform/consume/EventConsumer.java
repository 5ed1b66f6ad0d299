package crm.platform.consume;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import crm.platform.lease.Leases;
import crm.platform.store.Envelope;
import crm.platform.store.StoreAway;
import crm.platform.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Reads all topics the service's subscriptions name. A message that fails is tried a few times at once and then parked;
 * while the store itself is away nothing is parked, the message waits. Events of unknown types are counted and skipped.
 */
public final class EventConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 8;
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final long COMMIT_EVERY_MS = 250;

    private final Map<String, List<Subscription>> byTopic;
    private final Map<String, Last> last = new ConcurrentHashMap<>();
    private final Parking parking;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Traces traces;
    private final Clock clock;
    private final @Nullable ConcurrentMessageListenerContainer<String, String> container;
    private final AtomicInteger linesChanged = new AtomicInteger();
    private volatile int noLinesAt = -1;

    public EventConsumer(
            List<Subscription> subscriptions,
            ConsumerFactory<String, String> consumers,
            String group,
            int concurrency,
            Parking parking,
            Leases leases,
            MeterRegistry meters,
            Traces traces,
            Clock clock) {
        this.byTopic = subscriptions.stream().collect(Collectors.groupingBy(Subscription::topic));
        this.parking = parking;
        this.leases = leases;
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
        this.container = byTopic.isEmpty() ? null : container(consumers, group, concurrency);
    }

    private ConcurrentMessageListenerContainer<String, String> container(
            ConsumerFactory<String, String> consumers, String group, int concurrency) {
        ContainerProperties properties =
                new ContainerProperties(byTopic.keySet().toArray(String[]::new));
        properties.setGroupId(group);
        properties.setMessageListener((BatchMessageListener<String, String>) this::receive);
        properties.setMissingTopicsFatal(false);
        // a commit for every few messages would cost more than handling them; what is read again changes nothing
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(COMMIT_EVERY_MS);
        properties.setPollTimeout(COMMIT_EVERY_MS);
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                linesChanged.incrementAndGet();
            }
        });
        var made = new ConcurrentMessageListenerContainer<>(consumers, properties);
        made.setConcurrency(concurrency);
        made.setBeanName("events");
        ExponentialBackOff untilTheStoreIsBack = new ExponentialBackOff(200, 2);
        untilTheStoreIsBack.setMaxInterval(3000);
        untilTheStoreIsBack.setMaxElapsedTime(Long.MAX_VALUE);
        DefaultErrorHandler errors = new DefaultErrorHandler(untilTheStoreIsBack);
        made.setCommonErrorHandler(errors);
        return made;
    }

    /** A few lines at once, each in its order: what they wait for is the store, which syncs for several as fast as for one. */
    private void receive(List<ConsumerRecord<String, String>> messages) {
        Collection<List<ConsumerRecord<String, String>>> lines = messages.stream()
                .collect(groupingBy(Line::of, LinkedHashMap::new, toList()))
                .values();
        if (lines.size() == 1) {
            messages.forEach(this::receive);
            return;
        }
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> received = new ArrayList<>();
            for (List<ConsumerRecord<String, String>> line : lines) {
                received.add(workers.submit(() -> line.forEach(this::receive)));
            }
            for (Future<?> line : received) {
                line.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("all of these are read again", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while handling events", stopped);
        }
    }

    /** What one aggregate has told: it is handled in its order. */
    private record Line(String topic, @Nullable String key) {
        private static Line of(ConsumerRecord<String, String> message) {
            return new Line(message.topic(), message.key());
        }
    }

    private void receive(ConsumerRecord<String, String> message) {
        if (message.key() == null || message.value() == null) {
            skip(message.topic(), "empty");
            return;
        }
        if (isAnyParked() && parking.holds(message.topic(), message.key())) {
            park(message, "waits for an earlier message of its key");
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                handle(message.topic(), message.value());
                return;
            } catch (RuntimeException failed) {
                if (StoreAway.caused(failed)) {
                    throw failed;
                }
                if (attempt == ATTEMPTS) {
                    log.error("parked: {}-{}@{}", message.topic(), message.partition(), message.offset(), failed);
                    meters.counter("crm.events.parked", "topic", message.topic())
                            .increment();
                    park(message, failed.toString());
                    return;
                }
                pause(attempt);
            }
        }
    }

    private void park(ConsumerRecord<String, String> message, String error) {
        parking.park(message, error);
        linesChanged.incrementAndGet();
    }

    /**
     * Asks the store only when lines may have come: after this instance has parked something, and when partitions came to it
     * whose messages another one may have parked. Nobody else parks messages of its partitions.
     */
    private boolean isAnyParked() {
        int now = linesChanged.get();
        if (noLinesAt == now) {
            return false;
        }
        boolean any = parking.isAnyInLine();
        if (!any) {
            noLinesAt = now;
        }
        return any;
    }

    private void handle(String topic, String value) {
        Envelope envelope = Envelope.parse(value);
        last.put(topic, new Last(envelope.type(), clock.instant()));
        List<Subscription> concerned = byTopic.getOrDefault(topic, List.of()).stream()
                .filter(subscription -> subscription.handles(envelope.type()))
                .toList();
        if (!concerned.isEmpty()) {
            traces.follow(envelope, () -> concerned.forEach(subscription -> subscription.handle(envelope)));
            meters.counter("crm.events.handled", "topic", topic).increment();
        } else {
            skip(topic, envelope.type());
        }
    }

    /** The topics the service reads. */
    public Set<String> topics() {
        return byTopic.keySet();
    }

    /** The event of a topic this instance has read last. */
    public record Last(String type, Instant at) {}

    /** Null when it has read none since its start. */
    public @Nullable Last last(String topic) {
        return last.get(topic);
    }

    /** Tries what is due again at once, if this is the instance that does so; another one does it within seconds. */
    public void retryNow() {
        retryParked();
    }

    private void skip(String topic, String type) {
        meters.counter("crm.events.skipped", "topic", topic, "type", type).increment();
    }

    @Scheduled(fixedDelay = 2000)
    synchronized void retryParked() {
        if (isRunning() && leases.hold("parked")) {
            parking.retry(this::handle);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while handling an event", interrupted);
        }
    }

    @Override
    public void start() {
        if (container != null) {
            container.start();
        }
    }

    @Override
    public void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return container != null && container.isRunning();
    }
}
