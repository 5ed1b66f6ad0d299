package crm.platform.sample;

import crm.events.CommentAdded;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.store.AggregateStore;
import crm.platform.store.Aggregates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The smallest service: one aggregate, one subscription whose handler can be made to fail. */
@SpringBootApplication
public class SampleApp {
    /** Keys whose messages fail while they are here. */
    public static final Set<String> SICK = ConcurrentHashMap.newKeySet();

    /** Lengths of the comments handled, by key, in the order they were. */
    public static final Map<String, List<Integer>> HANDLED = new ConcurrentHashMap<>();

    @Bean
    AggregateStore<Thing> things(Aggregates aggregates) {
        return aggregates.of(
                Thing.class, new AggregateStore.Stored("things", Topics.DIRECTORY, "company", Set.of("count")));
    }

    @Bean
    Subscription comments() {
        return Subscription.to(Topics.ACTIVITIES).on(CommentAdded.class, (comment, meta) -> {
            if (SICK.contains(meta.aggregateId())) {
                throw new IllegalStateException("sick: " + meta.aggregateId());
            }
            HANDLED.computeIfAbsent(meta.aggregateId(), key -> new CopyOnWriteArrayList<>())
                    .add(comment.length());
        });
    }
}
