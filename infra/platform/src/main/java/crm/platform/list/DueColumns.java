package crm.platform.list;

import crm.platform.card.Arranged;
import crm.platform.card.CardTable;
import crm.platform.card.Due;
import crm.ui.Badge;
import crm.ui.board.Board;
import crm.ui.board.Card;
import crm.ui.board.Column;
import crm.ui.filter.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A board by due date as a page shows it, for every kind of card. A card let go on another day asks there what is behind it: for
 * why its next activity is put off (T-3), or what is planned where there is none.
 */
public final class DueColumns<A> {
    private static final Map<Due, String> LABELS = Map.of(
            Due.OVERDUE, "Просрочено",
            Due.TODAY, "Сегодня",
            Due.TOMORROW, "Завтра",
            Due.LATER, "Позже",
            Due.NONE, "Без задач");

    /** Where a card may be let go: nothing is put into the past, and no plan is taken away so. */
    private static final List<Due> DAYS = List.of(Due.TODAY, Due.TOMORROW, Due.LATER);

    private static final String PLANNING = "/activities/due?card=%s/{id}";

    private final String kind;
    private final String address;
    private final Function<String, String> stageName;
    private final Function<List<A>, List<Card>> draw;

    /**
     * @param kind {@code lead} or {@code deal}
     * @param address of the board: /leads
     * @param stageName the words of a stage, which each card says here
     * @param draw cards in the order given
     */
    public DueColumns(
            String kind, String address, Function<String, String> stageName, Function<List<A>, List<Card>> draw) {
        this.kind = kind;
        this.address = address;
        this.stageName = stageName;
        this.draw = draw;
    }

    public Board board(List<CardTable.Column<A>> found, Address present) {
        return new Board(
                kind,
                found.stream()
                        .map(column -> column(
                                Due.valueOf(column.stage()),
                                column.count(),
                                column.sum(),
                                cards(column.items(), Due.valueOf(column.stage())),
                                column.nextCursor(),
                                present))
                        .toList(),
                List.of(),
                PLANNING.formatted(kind),
                address + "/board/cards/{id}" + present.at("").url());
    }

    /** The next cards of one column. */
    public Column more(Due due, List<A> items, @Nullable String cursor, Address present) {
        return column(due, 0, null, cards(items, due), cursor, present);
    }

    /** One card as it stands in its column. */
    public Card card(A card, Due due) {
        return cards(List.of(card), due).getFirst();
    }

    private Column column(
            Due due,
            long count,
            java.math.@Nullable BigDecimal sum,
            List<Card> cards,
            @Nullable String cursor,
            Address present) {
        String more = cursor == null
                ? null
                : present.at(address + "/board/more")
                        .with(Arranged.COLUMN, due.name())
                        .with("cursor", cursor)
                        .url();
        return new Column(due.name(), LABELS.get(due), count, sum, null, cards, more, null);
    }

    private List<Card> cards(List<A> items, Due due) {
        return draw.apply(items).stream()
                .map(card -> {
                    // who may not move it may not plan on it
                    List<String> days = card.allowed().isEmpty() ? List.of() : days(due);
                    List<Badge> badges = new ArrayList<>(List.of(Badge.line(stageName.apply(card.stage()))));
                    badges.addAll(card.badges());
                    return new Card(
                            card.id(),
                            card.url(),
                            card.title(),
                            due.name(),
                            card.subtitle(),
                            card.sum(),
                            badges,
                            card.source(),
                            card.next(),
                            null,
                            card.since(),
                            card.responsible(),
                            card.phone(),
                            card.extension(),
                            days,
                            days);
                })
                .toList();
    }

    private static List<String> days(Due present) {
        return DAYS.stream().filter(day -> day != present).map(Due::name).toList();
    }
}
