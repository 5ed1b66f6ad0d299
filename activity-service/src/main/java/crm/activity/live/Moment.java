package crm.activity.live;

import java.time.Instant;
import java.util.List;

/** What one message of Kafka was about. {@code place} is the number of its partition among all, in a fixed order. */
record Moment(int place, long offset, Instant at, List<Change> changes) {}
