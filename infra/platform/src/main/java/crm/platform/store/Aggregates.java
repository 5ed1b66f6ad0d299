package crm.platform.store;

import java.time.Clock;
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

    /** The history of the aggregates in a collection, kept from now on. */
    public History history(String collection) {
        History history = new History(mongo, collection);
        relay.keep(collection, history);
        return history;
    }

    public <A extends Aggregate> AggregateStore<A> of(Class<A> type, AggregateStore.Stored stored) {
        relay.watch(stored.collection(), stored.topic());
        return new AggregateStore<>(mongo, type, stored, source, clock, relay::publish);
    }
}
