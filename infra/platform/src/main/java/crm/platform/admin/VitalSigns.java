package crm.platform.admin;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import crm.events.EventJson;
import crm.platform.consume.EventConsumer;
import crm.platform.lease.Leases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Takes the pulse of this instance every few seconds and keeps a row a minute in the service's store, so that the dashboard
 * shows all instances, whichever answers.
 */
public final class VitalSigns {
    private static final String COLLECTION = "vitals";
    private static final String REQUESTS = "http.server.requests";
    private static final Duration KEPT = Duration.ofHours(2);

    private final MongoOperations mongo;
    private final MeterRegistry meters;
    private final ConsumerLag lag;
    private final EventConsumer events;
    private final Leases leases;
    private final Clock clock;
    private final String instance = instance();
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final Map<String, Long> behind = new ConcurrentHashMap<>();
    private Instant minute = Instant.EPOCH;
    private Counts before = new Counts(0, 0, new TreeMap<>(), Map.of());

    /** Everything counted since the start. @param faster by the bound in milliseconds, how many requests were faster */
    private record Counts(long requests, long failures, TreeMap<Double, Long> faster, Map<String, Long> events) {}

    public VitalSigns(
            MongoOperations mongo,
            MeterRegistry meters,
            ConsumerLag lag,
            EventConsumer events,
            Leases leases,
            Clock clock) {
        this.mongo = mongo;
        this.meters = meters;
        this.lag = lag;
        this.events = events;
        this.leases = leases;
        this.clock = clock;
        for (String topic : events.topics()) {
            Gauge.builder("crm.consumer.lag", () -> behind.getOrDefault(topic, 0L))
                    .tag("topic", topic)
                    .description("messages the service has yet to read")
                    .register(meters);
        }
        rows().createIndex(Indexes.ascending("minute"));
    }

    private static String instance() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + process;
        } catch (UnknownHostException nameless) {
            return "localhost:" + process;
        }
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(COLLECTION);
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 10_000)
    void take() {
        Instant now = clock.instant();
        Counts counts = count();
        Instant present = now.truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(Instant.EPOCH)) {
            minute = present;
        }
        keep(vitals(now, counts));
        if (!present.equals(minute)) {
            minute = present;
            before = counts;
            if (leases.hold("vitals")) {
                rows().deleteMany(lt("minute", Date.from(now.minus(KEPT))));
            }
        }
    }

    private Vitals vitals(Instant now, Counts counts) {
        ConsumerLag.Reading reading = lag.read();
        reading.topics().forEach((topic, read) -> behind.put(topic, read.lag()));
        Map<String, Vitals.Topic> topics = new TreeMap<>();
        for (String topic : events.topics()) {
            EventConsumer.Last last = events.last(topic);
            ConsumerLag.OfTopic behind = reading.topics().getOrDefault(topic, ConsumerLag.OfTopic.UNKNOWN);
            topics.put(
                    topic,
                    new Vitals.Topic(
                            behind.lag(),
                            behind.partitions(),
                            counts.events().getOrDefault(topic, 0L)
                                    - before.events().getOrDefault(topic, 0L),
                            last == null ? null : last.type(),
                            last == null ? null : last.at()));
        }
        return new Vitals(
                instance,
                minute,
                now,
                startedAt,
                counts.requests() - before.requests(),
                counts.failures() - before.failures(),
                p95(counts),
                reading.total(),
                reading.tookMs(),
                topics);
    }

    private Counts count() {
        long requests = 0;
        long failures = 0;
        TreeMap<Double, Long> faster = new TreeMap<>();
        for (Timer timer : meters.find(REQUESTS).timers()) {
            String uri = String.valueOf(timer.getId().getTag("uri"));
            if (uri.startsWith("/actuator") || uri.equals("/events/stream")) {
                continue;
            }
            requests += timer.count();
            if (String.valueOf(timer.getId().getTag("status")).startsWith("5")) {
                failures += timer.count();
            }
            for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
                faster.merge(bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count(), Long::sum);
            }
        }
        Map<String, Long> read = new TreeMap<>();
        for (String counter : List.of("crm.events.handled", "crm.events.skipped")) {
            for (Counter each : meters.find(counter).counters()) {
                read.merge(String.valueOf(each.getId().getTag("topic")), (long) each.count(), Long::sum);
            }
        }
        return new Counts(requests, failures, faster, read);
    }

    /** The bound of the bucket the 95th of 100 requests of this minute falls into. */
    private @Nullable Double p95(Counts counts) {
        double wanted = (counts.requests() - before.requests()) * 0.95;
        if (wanted <= 0) {
            return null;
        }
        for (var bucket : counts.faster().entrySet()) {
            if (bucket.getValue() - before.faster().getOrDefault(bucket.getKey(), 0L) >= wanted) {
                return bucket.getKey();
            }
        }
        return null;
    }

    private void keep(Vitals vitals) {
        String id = instance + "/" + vitals.minute().getEpochSecond();
        rows().replaceOne(
                        eq("_id", id),
                        new Document("_id", id)
                                .append("minute", Date.from(vitals.minute()))
                                .append("vitals", EventJson.MAPPER.writeValueAsString(vitals)),
                        new ReplaceOptions().upsert(true));
    }

    /** What all instances kept of the time since then, the oldest first. */
    List<Vitals> since(Instant time) {
        return rows().find(gte("minute", Date.from(time)))
                .sort(Sorts.ascending("minute"))
                .map(row -> EventJson.MAPPER.readValue(row.getString("vitals"), Vitals.class))
                .into(new ArrayList<>());
    }
}
