package crm.activity.live;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to where someone has been told: of each partition the offset that comes next. It means the same to every instance. As a
 * text, the id of a server-sent event: the offsets in base 36 with dots between.
 */
final class Position {
    private static final int RADIX = 36;
    private static final int LONGEST = 2000;

    private final long[] next;

    Position(long[] next) {
        this.next = next;
    }

    /** Empty for a text that is none, or one of another number of partitions. */
    static Optional<Position> of(@Nullable String text, int places) {
        if (text == null || text.length() > LONGEST || !text.matches("[0-9a-z]{1,12}(\\.[0-9a-z]{1,12})*")) {
            return Optional.empty();
        }
        long[] offsets = Arrays.stream(text.split("\\."))
                .mapToLong(offset -> Long.parseLong(offset, RADIX))
                .toArray();
        return offsets.length == places ? Optional.of(new Position(offsets)) : Optional.empty();
    }

    int places() {
        return next.length;
    }

    boolean isBefore(int place, long offset) {
        return next[place] <= offset;
    }

    /** Nothing between {@code floor} and this is missing: it was all kept. */
    boolean isCoveredFrom(long[] floor) {
        for (int place = 0; place < next.length; place++) {
            if (next[place] < floor[place]) {
                return false;
            }
        }
        return true;
    }

    Position after(Moment moment) {
        long[] moved = next.clone();
        moved[moment.place()] = Math.max(moved[moment.place()], moment.offset() + 1);
        return new Position(moved);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long offset : next) {
            text.append(text.isEmpty() ? "" : ".").append(Long.toString(offset, RADIX));
        }
        return text.toString();
    }
}
