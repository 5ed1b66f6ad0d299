package crm.platform.store;

import crm.events.CrmEvent;
import java.util.ArrayList;
import java.util.List;

/** The events aboard an aggregate that the next write takes along. */
public record News<E extends CrmEvent>(List<E> events) {
    private static final News<?> NONE = new News<>(List.of());

    public News {
        events = List.copyOf(events);
    }

    @SuppressWarnings("unchecked")
    public static <E extends CrmEvent> News<E> none() {
        return (News<E>) NONE;
    }

    @SafeVarargs
    public final News<E> and(E... more) {
        List<E> all = new ArrayList<>(events);
        all.addAll(List.of(more));
        return new News<>(all);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }
}
