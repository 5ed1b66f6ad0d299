package crm.ui.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The thin bar below a column's head: how many cards are planned, due today, overdue, without activity.
 *
 * @param url the board's address that one part narrows: {@code /leads?stage=NEW&} and then {@code due=overdue} is appended
 * @param chosen the part the board is narrowed to now, or an empty string
 */
public record Bar(long planned, long today, long overdue, long none, String url, String chosen) {

    /** One part: its signal, how many, and where it stands in the drawing, 0…100 across. */
    public record Part(String signal, long count, String url, String x, String width, boolean chosen) {

        /** Whether there is anything to draw. */
        public boolean drawn() {
            return count > 0;
        }
    }

    /** The four parts, with a hair of ground between neighbours. */
    public List<Part> parts() {
        var names = List.of("planned", "today", "overdue", "none");
        long[] counts = {planned, today, overdue, none};
        double total = Math.max(1, planned + today + overdue + none);
        var parts = new ArrayList<Part>();
        double x = 0;
        for (int i = 0; i < counts.length; i++) {
            double share = counts[i] * 100 / total;
            parts.add(new Part(
                    names.get(i),
                    counts[i],
                    url + "due=" + names.get(i),
                    decimal(x),
                    decimal(Math.max(.4, share - .8)),
                    names.get(i).equals(chosen)));
            x += share;
        }
        return parts;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
