package crm.platform.consume;

import crm.events.CrmEvent;
import crm.events.EventTypes;
import crm.platform.store.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a service does about the events of one topic. Handlers are idempotent: the same event twice, or an old one after a
 * newer, changes nothing.
 */
public final class Subscription {
    private final String topic;
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();

    private record Handler<E extends CrmEvent>(Class<E> type, BiConsumer<E, Envelope> handle) {
        void handle(Envelope envelope) {
            handle.accept(crm.events.EventJson.MAPPER.treeToValue(envelope.data(), type), envelope);
        }
    }

    private Subscription(String topic) {
        this.topic = topic;
    }

    public static Subscription to(String topic) {
        return new Subscription(topic);
    }

    public <E extends CrmEvent> Subscription on(Class<E> type, BiConsumer<E, Envelope> handler) {
        handlers.put(EventTypes.nameOf(type), new Handler<>(type, handler));
        return this;
    }

    public String topic() {
        return topic;
    }

    /** Whether anything is done about events of the type. */
    public boolean handles(String type) {
        return handlers.containsKey(type);
    }

    /** Does what is to be done about an event; nothing for one of another type. */
    public void handle(Envelope envelope) {
        @Nullable Handler<?> handler = handlers.get(envelope.type());
        if (handler != null) {
            handler.handle(envelope);
        }
    }
}
