package crm.platform.bulk;

import crm.events.CrmEvent;
import crm.platform.store.Aggregate;
import crm.platform.store.News;
import crm.platform.store.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of many cards, as far as it has come.
 *
 * @param ids the cards, as they were picked or shown when it was asked
 * @param heldUntil till when the request that asked it does it itself; null when it goes on in the background
 * @param hidden its author has seen enough of it
 */
public record BulkAction(
        String id,
        @Nullable Long version,
        long sequence,
        Asked asked,
        Wanted wanted,
        List<String> ids,
        Progress progress,
        State state,
        @Nullable Instant heldUntil,
        @Nullable Instant endedAt,
        boolean hidden,
        News<CrmEvent> news)
        implements Aggregate {
    /** Reasons told apart; what else is refused stands together. */
    private static final int REASONS = 20;

    /** STOPPED by its author, or because he may nothing any more. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED
    }

    /**
     * Who asked, and where.
     *
     * @param filter of the list, as its address has it
     */
    public record Asked(String by, Instant at, Trail trail, String filter) {}

    /**
     * What was asked.
     *
     * @param said the fields of the form
     */
    public record Wanted(String deed, String list, String title, String done, Map<String, List<String>> said) {}

    /**
     * How far it is.
     *
     * @param at how many cards are through
     * @param given how many cards each employee got, where that is what was asked
     */
    public record Progress(int at, int done, Map<String, Integer> given, List<Reason> refused) {
        static final Progress NONE = new Progress(0, 0, Map.of(), List.of());

        public Progress {
            given = given == null ? Map.of() : Map.copyOf(given);
            refused = refused == null ? List.of() : List.copyOf(refused);
        }

        /** @param employee who got the card; null where nobody was to get it */
        Progress done(@Nullable String employee) {
            Map<String, Integer> more = new HashMap<>(given);
            if (employee != null) {
                more.merge(employee, 1, Integer::sum);
            }
            return new Progress(at + 1, done + 1, more, refused);
        }

        Progress refused(String why, String others) {
            List<Reason> more = new ArrayList<>(refused);
            boolean known = more.stream().anyMatch(reason -> reason.words().equals(why));
            String words = known || more.size() < REASONS ? why : others;
            int place = more.stream().map(Reason::words).toList().indexOf(words);
            if (place < 0) {
                more.add(new Reason(words, 1));
            } else {
                more.set(place, new Reason(words, more.get(place).cards() + 1));
            }
            return new Progress(at + 1, done, given, more);
        }
    }

    /** Why so many cards were refused, in words. */
    public record Reason(String words, int cards) {}

    public BulkAction {
        news = news == null ? News.none() : news;
    }

    static BulkAction begin(String id, Asked asked, Wanted wanted, List<String> ids, @Nullable Instant heldUntil) {
        return new BulkAction(
                id,
                null,
                0,
                asked,
                wanted,
                ids,
                Progress.NONE,
                ids.isEmpty() ? State.DONE : State.RUNNING,
                heldUntil,
                ids.isEmpty() ? asked.at() : null,
                false,
                News.none());
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    boolean isHeld(Instant now) {
        return heldUntil != null && heldUntil.isAfter(now);
    }

    List<String> next(int most) {
        return ids.subList(progress.at(), Math.min(ids.size(), progress.at() + most));
    }

    /** A stretch is through; unchanged if another instance has gone on from there meanwhile. */
    BulkAction through(int from, Progress reached, Instant now) {
        if (progress.at() != from || reached.at() == from) {
            return this;
        }
        boolean last = reached.at() == ids.size();
        State next = isRunning() && last ? State.DONE : state;
        return with(reached, next, heldUntil, last ? now : endedAt, hidden);
    }

    /** The rest stays as it is. */
    BulkAction stopped(Instant now) {
        return isRunning() ? with(progress, State.STOPPED, null, now, hidden) : this;
    }

    /** The request that asked it leaves it to the background. */
    BulkAction letGo() {
        return heldUntil == null ? this : with(progress, state, null, endedAt, hidden);
    }

    BulkAction hide() {
        return isRunning() || hidden ? this : with(progress, state, heldUntil, endedAt, true);
    }

    private BulkAction with(
            Progress progress, State state, @Nullable Instant heldUntil, @Nullable Instant endedAt, boolean hidden) {
        return new BulkAction(
                id, version, sequence, asked, wanted, ids, progress, state, heldUntil, endedAt, hidden, news);
    }

    public int percent() {
        return ids.isEmpty() ? 100 : progress.at() * 100 / ids.size();
    }

    /** «Передано 12: Анна Ковалёва — 6, Денис Орлов — 6.», «Ничего не перемещено.» */
    public String outcome(UnaryOperator<String> nameOf) {
        String done = wanted.done();
        if (progress.done() == 0) {
            return "Ничего не " + done + ".";
        }
        String people = progress.given().entrySet().stream()
                .map(each -> nameOf.apply(each.getKey()) + (progress.given().size() > 1 ? " — " + each.getValue() : ""))
                .sorted()
                .collect(Collectors.joining(", ", ": ", ""));
        return Character.toUpperCase(done.charAt(0)) + done.substring(1) + " " + progress.done()
                + (progress.given().isEmpty() ? "" : people) + ".";
    }

    /** «Не перемещено 2: Сначала назначьте ответственного.», one sentence for each reason. */
    public List<String> reasons() {
        return progress.refused().stream()
                .map(reason -> "Не " + wanted.done() + " " + reason.cards() + ": " + reason.words())
                .toList();
    }
}
