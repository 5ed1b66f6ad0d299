package crm.reporting.funnel;

import crm.reporting.history.Fact;
import crm.reporting.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of a lead or deal through its stages, made of its facts in the order of their sequence.
 *
 * @param source the one it has now: a source found out later counts for all of the card's figures; the city likewise
 * @param responsible who has it now
 * @param dealId of a lead, the deal it became
 */
record Card(
        String id,
        Stage.Kind kind,
        @Nullable String source,
        @Nullable String city,
        @Nullable String responsible,
        @Nullable String dealId,
        List<Stay> stays) {

    /** Not left yet. */
    static final long OPEN = Long.MAX_VALUE;

    /**
     * One stay in a stage; times are milliseconds of the epoch.
     *
     * @param left {@link #OPEN} while it lasts
     * @param owner whose figure it is: who was responsible when the card entered; if nobody was, the first who became so in
     *     this stage. A later handover takes no figure from anybody
     */
    record Stay(
            Stage stage, long entered, long left, @Nullable String owner) {}

    /** Milliseconds; never below zero, though the clocks of two instances may differ by a moment. */
    static long lasted(long entered, long left) {
        return Math.max(0, left - entered);
    }

    /** How it is addressed in the histories. */
    String subject() {
        return kind.code() + "/" + id;
    }

    @Nullable
    Stage stage() {
        return stays.isEmpty() || stays.getLast().left() != OPEN
                ? null
                : stays.getLast().stage();
    }

    /** Whether it stood in a stage beyond that of a stay at any time after it. */
    boolean wentOnFrom(int stay) {
        Stage from = stays.get(stay).stage();
        for (int later = stay + 1; later < stays.size(); later++) {
            if (from.isBefore(stays.get(later).stage())) {
                return true;
            }
        }
        return false;
    }

    static Card of(Stage.Kind kind, History history) {
        List<Stay> stays = new ArrayList<>(4);
        String responsible = null;
        String source = null;
        String city = null;
        String deal = null;
        String present = null;
        for (Fact fact : history.facts()) {
            var says = fact.says();
            if (says.containsKey(Fact.RESPONSIBLE)) {
                responsible = says.get(Fact.RESPONSIBLE);
            }
            if (says.containsKey(Fact.SOURCE)) {
                source = says.get(Fact.SOURCE);
            }
            if (says.containsKey(Fact.CITY)) {
                city = says.get(Fact.CITY);
            }
            if (says.containsKey(Fact.DEAL)) {
                deal = says.get(Fact.DEAL);
            }
            long at = fact.at().toEpochMilli();
            String to = says.get(Fact.STAGE);
            boolean moved = to != null && !to.equals(present);
            Stay open = stays.isEmpty() || stays.getLast().left() != OPEN ? null : stays.removeLast();
            if (open != null) {
                String owner = open.owner() == null && !moved ? responsible : open.owner();
                stays.add(new Stay(open.stage(), open.entered(), moved ? at : OPEN, owner));
            }
            if (moved) {
                present = to;
                String owner = responsible;
                Stage.of(kind, Objects.requireNonNull(to))
                        .ifPresent(stage -> stays.add(new Stay(stage, at, OPEN, owner)));
            }
        }
        return new Card(history.id(), kind, source, city, responsible, deal, List.copyOf(stays));
    }
}
