package crm.platform.store;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.data.mongodb.core.MongoOperations;

/** Makes the stores of a service's aggregates and tells the relay where to look for what a crash left unsent. */
public final class Aggregates {
    private final MongoOperations mongo;
    private final Relay relay;
    private final Clock clock;
    private final String source;

    /** @param source the service as events name it: {@code /leads-service} */
    public Aggregates(MongoOperations mongo, Relay relay, Clock clock, String source) {
        this.mongo = mongo;
        this.relay = relay;
        this.clock = clock;
        this.source = source;
    }

    /** What is pending in a collection is handed to the keeper before it is published; one may come twice. */
    public void keep(String collection, Consumer<List<Pending>> keeper) {
        relay.keep(collection, keeper);
    }

    public <A extends Aggregate> AggregateStore<A> of(Class<A> type, AggregateStore.Stored stored) {
        relay.watch(stored.collection(), stored.topic());
        return new AggregateStore<>(mongo, type, stored, source, clock, relay::publish);
    }
}
