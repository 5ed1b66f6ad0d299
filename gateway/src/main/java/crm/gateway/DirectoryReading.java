package crm.gateway;

import crm.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads the directory's events for {@link Dismissed}, without a group, from as far back as a session can last: the gateway
 * keeps nothing of its own. While Kafka is away it says so once and goes on trying; the services refuse ended tokens too.
 */
@Component
class DirectoryReading implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DirectoryReading.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Dismissed dismissed;
    private final Map<String, Object> settings;
    private final Duration sessions;
    private volatile @Nullable KafkaConsumer<String, String> consumer;
    private volatile boolean running;
    private boolean away;

    DirectoryReading(
            Dismissed dismissed,
            @Value("${crm.kafka.bootstrap-servers}") String servers,
            @Value("${crm.kafka.security-protocol}") String protocol,
            @Value("${server.servlet.session.timeout}") Duration sessions) {
        this.dismissed = dismissed;
        this.sessions = sessions;
        this.settings = Map.of(
                "bootstrap.servers",
                servers,
                "security.protocol",
                protocol,
                "enable.auto.commit",
                "false",
                "default.api.timeout.ms",
                5000,
                "reconnect.backoff.max.ms",
                2000);
    }

    private void read() {
        while (running) {
            try (var open = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer = open;
                begin(open);
                away = false;
                while (running) {
                    open.poll(POLL).forEach(message -> hear(message.value()));
                }
            } catch (WakeupException stopped) {
                log.debug("stopped");
            } catch (KafkaException failed) {
                if (!away) {
                    log.warn("who is dismissed is not heard now: {}", failed.toString());
                    away = true;
                }
                pause();
            }
        }
    }

    private void begin(KafkaConsumer<String, String> open) {
        List<TopicPartition> places = open.partitionsFor(Topics.DIRECTORY).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        open.assign(places);
        long since = Instant.now().minus(sessions).toEpochMilli();
        var ends = open.endOffsets(places);
        open.offsetsForTimes(places.stream().collect(Collectors.toMap(Function.identity(), place -> since)))
                .forEach((place, found) -> open.seek(place, found == null ? ends.get(place) : found.offset()));
    }

    private void hear(@Nullable String event) {
        try {
            if (event != null) {
                dismissed.hear(event);
            }
        } catch (JacksonException | java.time.DateTimeException notAnEvent) {
            log.warn("not an event of the directory: {}", notAnEvent.toString());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("directory-reading").daemon().start(this::read);
    }

    @Override
    public void stop() {
        running = false;
        KafkaConsumer<String, String> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
