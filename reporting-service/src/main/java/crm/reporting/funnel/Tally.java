package crm.reporting.funnel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts one group of the report. Cards come one after the other, the stays of a card together. */
final class Tally {
    private static final int STAGES = Stage.ALL.size();
    private static final BigDecimal MILLIS_OF_TWO = BigDecimal.valueOf(2000);

    private final int[] entered = new int[STAGES];
    private final int[] wentOn = new int[STAGES];
    private final @Nullable Card[] last = new @Nullable Card[STAGES];
    private final long[][] lasted = new long[STAGES][];
    private final int[] finished = new int[STAGES];
    private int converted;
    private int won;

    /** A card entered a stage in the period; only its first entry counts. */
    void entered(Card card, int stay, Cards.View view) {
        Stage stage = card.stays().get(stay).stage();
        int at = stage.ordinal();
        if (last[at] == card) {
            return;
        }
        last[at] = card;
        entered[at]++;
        if (card.wentOnFrom(stay)) {
            wentOn[at]++;
        }
        if (stage == Stage.LEAD_NEW) {
            converted += becameDeal(card) ? 1 : 0;
            won += view.won(card) ? 1 : 0;
        }
    }

    static boolean becameDeal(Card lead) {
        return lead.stage() == Stage.LEAD_CONVERTED;
    }

    /** A stay ended in the period. */
    void finished(Card.Stay stay) {
        int at = stay.stage().ordinal();
        if (lasted[at] == null) {
            lasted[at] = new long[16];
        } else if (finished[at] == lasted[at].length) {
            lasted[at] = Arrays.copyOf(lasted[at], 2 * finished[at]);
        }
        lasted[at][finished[at]++] = stay.lasted();
    }

    Figures figures() {
        return new Figures(
                Stage.ALL.stream().map(this::line).toList(), entered[Stage.LEAD_NEW.ordinal()], converted, won);
    }

    private Figures.Line line(Stage stage) {
        int at = stage.ordinal();
        return new Figures.Line(stage, entered[at], stage.goesOn() ? wentOn[at] : null, finished[at], median(at));
    }

    /** The exact median in seconds: the middle one, or halfway between the two in the middle. */
    private @Nullable BigDecimal median(int at) {
        int count = finished[at];
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(lasted[at], count);
        Arrays.sort(sorted);
        long twice = sorted[(count - 1) / 2] + sorted[count / 2];
        return BigDecimal.valueOf(twice).divide(MILLIS_OF_TWO, 4, RoundingMode.UNNECESSARY);
    }

    /** What was counted, as lists compare it. */
    record Figures(List<Line> lines, int leads, int converted, int won) {

        /**
         * A stage's figures.
         *
         * @param entered cards that entered it in the period
         * @param wentOn how many of these stood in a later stage at any time since; null where there is none
         * @param finished stays that ended in the period
         * @param medianSeconds of these, null without any
         */
        record Line(
                Stage stage,
                int entered,
                @Nullable Integer wentOn,
                int finished,
                @Nullable BigDecimal medianSeconds) {

            @Nullable
            BigDecimal conversion() {
                return wentOn == null ? null : share(wentOn, entered);
            }
        }

        @Nullable
        BigDecimal leadToDeal() {
            return share(converted, leads);
        }

        @Nullable
        BigDecimal leadToWon() {
            return share(won, leads);
        }

        boolean isEmpty() {
            return lines.stream().allMatch(line -> line.entered() == 0 && line.finished() == 0);
        }

        /** A part of one, to four decimals; null of nothing. */
        static @Nullable BigDecimal share(int part, int whole) {
            return whole == 0
                    ? null
                    : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
        }
    }
}
