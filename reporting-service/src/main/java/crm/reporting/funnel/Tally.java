package crm.reporting.funnel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts one group of the report. The stays of a card come one after the other. */
final class Tally {
    private static final int STAGES = Stage.ALL.size();
    private static final BigDecimal MILLIS_OF_TWO = BigDecimal.valueOf(2000);

    private final Book book;
    private final int[] entered = new int[STAGES];
    private final int[] wentOn = new int[STAGES];
    private final int[] last = new int[STAGES];
    private final long[][] lasted = new long[STAGES][];
    private final int[] finished = new int[STAGES];
    private int converted;
    private int won;

    Tally(Book book) {
        this.book = book;
        Arrays.fill(last, -1);
    }

    /** A card entered a stage in the period; only its first entry counts. */
    void entered(int stay) {
        Stage stage = book.stage(stay);
        int at = stage.ordinal();
        int card = book.card(stay);
        if (last[at] == card) {
            return;
        }
        last[at] = card;
        entered[at]++;
        if (book.wentOn(stay)) {
            wentOn[at]++;
        }
        if (stage == Stage.LEAD_NEW) {
            converted += book.becameDeal(card) ? 1 : 0;
            won += book.won(card) ? 1 : 0;
        }
    }

    /** A stay ended in the period. */
    void finished(int stay) {
        int at = book.stage(stay).ordinal();
        if (lasted[at] == null) {
            lasted[at] = new long[16];
        } else if (finished[at] == lasted[at].length) {
            lasted[at] = Arrays.copyOf(lasted[at], 2 * finished[at]);
        }
        lasted[at][finished[at]++] = Card.lasted(book.entered(stay), book.left(stay));
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
        int of = finished[at];
        if (of == 0) {
            return null;
        }
        long upper = select(lasted[at], of, of / 2);
        long lower = upper;
        if (of % 2 == 0) {
            // below the middle stand the smaller ones, in no order
            lower = Arrays.stream(lasted[at], 0, of / 2).max().orElseThrow();
        }
        return BigDecimal.valueOf(lower + upper).divide(MILLIS_OF_TWO, 4, RoundingMode.UNNECESSARY);
    }

    /** The value that would stand at a place if the first {@code of} were sorted (Hoare's selection). */
    private static long select(long[] values, int of, int place) {
        int low = 0;
        int high = of - 1;
        while (low < high) {
            long pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return values[place];
            }
        }
        return values[place];
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

        /** A part of one, to four decimals; null of nothing. */
        private static @Nullable BigDecimal share(int part, int whole) {
            return whole == 0
                    ? null
                    : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
        }
    }
}
