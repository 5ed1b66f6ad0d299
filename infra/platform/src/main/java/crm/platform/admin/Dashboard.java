package crm.platform.admin;

import crm.platform.consume.Parking.Parked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard shows of a service, all its instances together.
 *
 * @param since when its oldest instance was started
 * @param p95Ms 95 of 100 requests of the last full minute were answered faster, in milliseconds
 * @param perSecond requests a second in the last full minute
 * @param lagGrowsSince minutes for which the lag has grown without a pause
 * @param held messages that wait behind a parked one
 */
public record Dashboard(
        String service,
        int instances,
        @Nullable Instant since,
        boolean kafkaAnswers,
        @Nullable Long kafkaMs,
        double perSecond,
        @Nullable Double p95Ms,
        long requestsInHour,
        long failuresInHour,
        long lag,
        int lagGrowsSince,
        long unsent,
        @Nullable Instant oldestUnsent,
        long failed,
        long held,
        List<Parked> parked,
        List<Topic> topics,
        List<OwnWork.Now> own,
        Line requests,
        Line lags,
        Instant from,
        Instant to) {

    /** @param perSecond events read a second in the last full minute */
    public record Topic(
            String name,
            long lag,
            int partitions,
            double perSecond,
            @Nullable String lastType,
            @Nullable Instant lastAt) {}

    /** Per cent of the hour's requests that failed. */
    public double failedPercent() {
        return requestsInHour == 0 ? 0 : failuresInHour * 100.0 / requestsInHour;
    }

    /** The topic the service is most behind of, if it is worth a word. */
    public @Nullable String behind() {
        return topics.stream()
                .filter(topic -> topic.lag() >= WORTH_A_WORD)
                .max(java.util.Comparator.comparingLong(Topic::lag))
                .map(Topic::name)
                .orElse(null);
    }

    private static final long WORTH_A_WORD = 100;
}
