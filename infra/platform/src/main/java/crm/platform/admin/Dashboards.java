package crm.platform.admin;

import crm.platform.consume.Parking;
import crm.platform.consume.Parking.Parked;
import crm.platform.store.Relay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Puts the dashboard together from what the instances have kept, the outboxes and the parked messages. */
public final class Dashboards {
    private static final int MINUTES = 60;
    private static final int PARKED_SHOWN = 100;
    private static final Duration ALIVE = Duration.ofSeconds(35);

    private final String service;
    private final VitalSigns vitals;
    private final Relay relay;
    private final Parking parking;
    private final List<OwnWork> own;
    private final Clock clock;

    public Dashboards(String service, VitalSigns vitals, Relay relay, Parking parking, List<OwnWork> own, Clock clock) {
        this.service = service;
        this.vitals = vitals;
        this.relay = relay;
        this.parking = parking;
        this.own = own;
        this.clock = clock;
    }

    Dashboard now() {
        Instant now = clock.instant();
        Instant present = now.truncatedTo(ChronoUnit.MINUTES);
        List<Vitals> hour = vitals.since(present.minus(MINUTES, ChronoUnit.MINUTES));
        List<Vitals> alive = alive(hour, now);
        List<Vitals> minute = hour.stream()
                .filter(each -> each.minute().equals(present.minus(1, ChronoUnit.MINUTES)))
                .toList();
        List<Vitals> shown = minute.isEmpty() ? alive : minute;
        Vitals latest = alive.stream().max(Comparator.comparing(Vitals::at)).orElse(null);
        List<Double> lags = perMinute(hour, present, Vitals::lag, Math::max);
        List<Parked> parked = parking.first(PARKED_SHOWN);
        return new Dashboard(
                service,
                alive.size(),
                alive.stream()
                        .map(Vitals::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                latest == null || latest.kafkaMs() != null,
                latest == null ? null : latest.kafkaMs(),
                shown.stream().mapToLong(Vitals::requests).sum() / 60.0,
                shown.stream()
                        .map(Vitals::p95Ms)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                hour.stream().mapToLong(Vitals::requests).sum(),
                hour.stream().mapToLong(Vitals::failures).sum(),
                latest == null ? 0 : latest.lag(),
                growing(lags),
                relay.unsent(),
                relay.oldestUnsent(),
                parked.size(),
                parked.stream().mapToLong(Parked::behind).sum(),
                parked,
                topics(alive, shown, latest),
                own.stream().map(OwnWork::now).toList(),
                Line.of(perMinute(hour, present, Vitals::requests, Double::sum).stream()
                        .map(count -> count / 60)
                        .toList()),
                Line.of(lags),
                present.minus(MINUTES, ChronoUnit.MINUTES),
                present);
    }

    /** The latest of each instance that has said something lately. */
    private static List<Vitals> alive(List<Vitals> hour, Instant now) {
        Map<String, Vitals> latest = new HashMap<>();
        hour.forEach(each -> latest.merge(each.instance(), each, (a, b) -> a.at().isAfter(b.at()) ? a : b));
        return latest.values().stream()
                .filter(each -> each.at().isAfter(now.minus(ALIVE)))
                .toList();
    }

    /** One value for each full minute of the hour. */
    private static List<Double> perMinute(
            List<Vitals> hour,
            Instant present,
            ToLongFunction<Vitals> value,
            java.util.function.DoubleBinaryOperator together) {
        Map<Instant, Double> by = new HashMap<>();
        hour.forEach(each -> by.merge(each.minute(), (double) value.applyAsLong(each), together::applyAsDouble));
        List<Double> values = new ArrayList<>(MINUTES);
        for (int i = MINUTES; i > 0; i--) {
            values.add(by.getOrDefault(present.minus(i, ChronoUnit.MINUTES), 0.0));
        }
        return values;
    }

    private static int growing(List<Double> lags) {
        int minutes = 0;
        for (int i = lags.size() - 1; i > 0 && lags.get(i) > lags.get(i - 1); i--) {
            minutes++;
        }
        return minutes;
    }

    private static List<Dashboard.Topic> topics(List<Vitals> alive, List<Vitals> shown, @Nullable Vitals latest) {
        if (latest == null) {
            return List.of();
        }
        Map<String, Long> read = new HashMap<>();
        shown.forEach(each -> each.events().forEach((name, topic) -> read.merge(name, topic.read(), Long::sum)));
        Map<String, Vitals.Topic> last = new TreeMap<>();
        alive.forEach(each -> each.events().forEach((name, topic) -> last.merge(name, topic, Dashboards::later)));
        return latest.events().entrySet().stream()
                .map(topic -> {
                    Vitals.Topic newest = last.get(topic.getKey());
                    return new Dashboard.Topic(
                            topic.getKey(),
                            topic.getValue().lag(),
                            topic.getValue().partitions(),
                            read.getOrDefault(topic.getKey(), 0L) / 60.0,
                            newest.lastType(),
                            newest.lastAt());
                })
                .toList();
    }

    private static Vitals.Topic later(Vitals.Topic a, Vitals.Topic b) {
        if (a.lastAt() == null || b.lastAt() == null) {
            return a.lastAt() == null ? b : a;
        }
        return a.lastAt().isAfter(b.lastAt()) ? a : b;
    }
}
