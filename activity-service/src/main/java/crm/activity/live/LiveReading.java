package crm.activity.live;

import crm.activity.card.Cards;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads all topics in one thread, without a group, from a little before the start. A message is passed on when the timeline's
 * own rows have taken it in, at the latest after a second: who looks then sees what it did.
 */
@Component
class LiveReading implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveReading.class);
    private static final Duration KNOWN_BEFORE_START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration BROKER_AWAY = Duration.ofSeconds(2);
    private static final List<String> TOPICS = Stream.concat(Topics.ALL.stream(), Stream.of(Topics.SIGNALS))
            .sorted()
            .toList();

    private final Live live;
    private final Cards cards;
    private final ConsumerFactory<String, String> consumers;
    private final Map<String, List<Subscription>> handled;
    private final Clock clock;
    private @Nullable Map<TopicPartition, Long> reached;
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<String, String> consumer;
    private volatile boolean running;

    LiveReading(
            Live live,
            Cards cards,
            ConsumerFactory<String, String> consumers,
            List<Subscription> subscriptions,
            Clock clock) {
        this.live = live;
        this.cards = cards;
        this.consumers = consumers;
        this.handled = subscriptions.stream().collect(Collectors.groupingBy(Subscription::topic));
        this.clock = clock;
    }

    private void read() {
        while (running) {
            try (Consumer<String, String> open = consumers.createConsumer(null, "live", null)) {
                consumer = open;
                List<TopicPartition> places = places(open);
                begin(open, places);
                while (running) {
                    take(open, places);
                }
            } catch (WakeupException stopped) {
                log.debug("stopped");
            } catch (RuntimeException away) {
                // store or broker; whatever it is, the stream goes on from where it was, and must not end unseen
                log.warn("the live stream waits: {}", away.toString());
                pause(BROKER_AWAY);
            }
        }
    }

    private static List<TopicPartition> places(Consumer<String, String> open) {
        return TOPICS.stream()
                .flatMap(topic -> open.partitionsFor(topic).stream())
                .sorted(Comparator.comparing(PartitionInfo::topic).thenComparing(PartitionInfo::partition))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** From where it was interrupted; at first from a while ago, so that who was connected to another instance can go on here. */
    private void begin(Consumer<String, String> open, List<TopicPartition> places) {
        open.assign(places);
        Map<TopicPartition, Long> from = reached;
        if (from == null || !from.keySet().equals(Set.copyOf(places))) {
            from = from(open, places);
            Map<TopicPartition, Long> first = from;
            live.begin(places.stream().mapToLong(first::get).toArray());
        }
        from.forEach(open::seek);
        reached = new HashMap<>(from);
    }

    private Map<TopicPartition, Long> from(Consumer<String, String> open, List<TopicPartition> places) {
        long since = clock.instant().minus(KNOWN_BEFORE_START).toEpochMilli();
        Map<TopicPartition, Long> from = new HashMap<>(open.endOffsets(places));
        Map<TopicPartition, OffsetAndTimestamp> then =
                open.offsetsForTimes(places.stream().collect(Collectors.toMap(place -> place, place -> since)));
        then.forEach((place, offset) -> {
            if (offset != null) {
                from.put(place, offset.offset());
            }
        });
        return from;
    }

    private void take(Consumer<String, String> open, List<TopicPartition> places) {
        List<ConsumerRecord<String, String>> messages =
                StreamSupport.stream(open.poll(POLL).spliterator(), false).toList();
        if (messages.isEmpty()) {
            return;
        }
        List<Moment> moments = new ArrayList<>(messages.size());
        Map<String, Long> rows = new HashMap<>();
        for (ConsumerRecord<String, String> message : messages) {
            TopicPartition place = new TopicPartition(message.topic(), message.partition());
            Moment moment = Changes.of(message, places.indexOf(place));
            moments.add(moment);
            moment.changes().stream()
                    .filter(change -> isKeptInARow(message.topic(), change))
                    .forEach(change -> rows.merge(change.subject(), change.version(), Math::max));
        }
        if (live.hasReaders()) {
            untilThere(rows);
        }
        live.tell(moments);
        for (ConsumerRecord<String, String> message : messages) {
            reached.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
        }
    }

    private boolean isKeptInARow(String topic, Change change) {
        return change.itself()
                && handled.getOrDefault(topic, List.of()).stream()
                        .anyMatch(subscription -> subscription.handles(change.type()));
    }

    /** Waits until the rows of cards have taken in these sequences. */
    private void untilThere(Map<String, Long> wanted) {
        Instant end = clock.instant().plus(PATIENCE);
        while (running && !wanted.isEmpty() && clock.instant().isBefore(end)) {
            Map<String, Long> there = cards.sequences(wanted.keySet());
            wanted.entrySet().removeIf(row -> there.getOrDefault(row.getKey(), 0L) >= row.getValue());
            if (!wanted.isEmpty()) {
                pause(LOOK_AGAIN);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("live-reading").daemon().start(this::read);
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, String> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
