package crm.ui.board;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a board.
 *
 * @param stage the stage's code, or any code when {@code label} is given
 * @param label the words of the head, null for the stage's name
 * @param count all cards of the stage under the present filter
 * @param sum their exact sum, null where there are no sums
 * @param bar how many are planned, today, overdue, without activity; null for final stages
 * @param cards the first of them
 * @param moreUrl where the next ones are fetched when the end is scrolled into view, null when these are all
 * @param addUrl the form of quick add that «+» puts on top of the column, null when nothing can be added here
 */
public record Column(
        String stage,
        @Nullable String label,
        long count,
        @Nullable BigDecimal sum,
        @Nullable Bar bar,
        List<Card> cards,
        @Nullable String moreUrl,
        @Nullable String addUrl) {

    public Column {
        cards = List.copyOf(cards);
    }
}
