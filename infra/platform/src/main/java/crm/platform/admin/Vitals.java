package crm.platform.admin;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one instance did in one minute.
 *
 * @param minute its beginning
 * @param at when this was last measured
 * @param requests answered in the minute, without the live stream and the actuator
 * @param failures of them, answered with 5xx
 * @param p95Ms 95 of 100 requests were answered faster, in milliseconds; null when there were none
 * @param lag messages the service has yet to read, of all topics
 * @param kafkaMs how long Kafka took to say so; null while it does not answer
 * @param events handled or skipped in the minute, by topic
 */
record Vitals(
        String instance,
        Instant minute,
        Instant at,
        Instant startedAt,
        long requests,
        long failures,
        @Nullable Double p95Ms,
        long lag,
        @Nullable Long kafkaMs,
        Map<String, Topic> events) {

    /**
     * @param lag messages not yet read
     * @param lastType the event read last by this instance, null if none since its start
     */
    record Topic(
            long lag,
            int partitions,
            long read,
            @Nullable String lastType,
            @Nullable Instant lastAt) {}
}
