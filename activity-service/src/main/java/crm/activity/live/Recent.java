package crm.activity.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The latest moments in the order this instance read them, so that who lost his connection misses nothing. Not thread-safe. */
final class Recent {
    private final int most;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private long[] floor = {};
    private Position reached = new Position(floor);

    Recent(int most) {
        this.most = most;
    }

    /** Reading begins at these offsets; what was kept of other partitions is of no use. */
    void begin(long[] offsets) {
        moments.clear();
        floor = offsets.clone();
        reached = new Position(offsets.clone());
    }

    void add(Moment moment) {
        reached = reached.after(moment);
        if (moment.changes().isEmpty()) {
            return;
        }
        moments.addLast(moment);
        if (moments.size() > most) {
            Moment gone = moments.removeFirst();
            floor[gone.place()] = gone.offset() + 1;
        }
    }

    Position reached() {
        return reached;
    }

    boolean covers(Position position) {
        return position.isCoveredFrom(floor);
    }

    List<Moment> since(Position position) {
        return moments.stream()
                .filter(moment -> position.isBefore(moment.place(), moment.offset()))
                .toList();
    }

    List<Moment> since(Instant time) {
        Deque<Moment> since = new ArrayDeque<>();
        for (Iterator<Moment> latest = moments.descendingIterator(); latest.hasNext(); ) {
            Moment moment = latest.next();
            if (moment.at().isBefore(time)) {
                break;
            }
            since.addFirst(moment);
        }
        return List.copyOf(since);
    }
}
