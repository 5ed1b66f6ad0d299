package crm.ui.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board.
 *
 * @param kind {@code lead} or {@code deal}: the group of its words ({@code lead.stage.NEW}) and of its live messages
 * @param columns the stages shown
 * @param drops final stages without a column, shown as drop zones while a card is dragged
 * @param moveUrl where a move is posted, {@code /leads/{id}/stage}; {@code GET} of it with {@code ?to=} is the dialog of a
 *     stage that needs one; null when cards cannot be dragged
 * @param cardUrl where one card is fetched anew, {@code /leads/board/cards/{id}?…} with the filter in the query
 */
public record Board(
        String kind,
        List<Column> columns,
        List<String> drops,
        @Nullable String moveUrl,
        @Nullable String cardUrl) {

    public Board {
        columns = List.copyOf(columns);
        drops = List.copyOf(drops);
    }

    /** The drop zones: final stages that have no column. */
    public List<String> zones() {
        return drops.stream()
                .filter(stage ->
                        columns.stream().noneMatch(column -> column.stage().equals(stage)))
                .toList();
    }
}
