package crm.platform.store;

import crm.events.CrmEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events aboard an aggregate that the next write takes along.
 *
 * @param unseen by the event's place, what only the service's own history keeps of it
 */
public record News<E extends CrmEvent>(List<E> events, Map<Integer, Unseen> unseen) {
    private static final News<?> NONE = new News<>(List.of(), Map.of());

    public News {
        events = List.copyOf(events);
        unseen = Map.copyOf(unseen);
    }

    @SuppressWarnings("unchecked")
    public static <E extends CrmEvent> News<E> none() {
        return (News<E>) NONE;
    }

    @SafeVarargs
    public final News<E> and(E... more) {
        List<E> all = new ArrayList<>(events);
        all.addAll(List.of(more));
        return new News<>(all, unseen);
    }

    /** An event, and what belongs to it that is not told outside. */
    public News<E> and(E event, Unseen kept) {
        News<E> all = and(event);
        if (kept.isEmpty()) {
            return all;
        }
        Map<Integer, Unseen> more = new HashMap<>(unseen);
        more.put(events.size(), kept);
        return new News<>(all.events, more);
    }

    @Nullable
    Unseen unseen(int place) {
        return unseen.get(place);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }
}
