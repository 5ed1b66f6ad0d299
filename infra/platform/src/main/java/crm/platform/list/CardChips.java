package crm.platform.list;

import crm.platform.card.Arranged;
import crm.ui.filter.Filter;
import crm.ui.form.Option;
import java.util.List;
import java.util.function.UnaryOperator;

/** Chips of filters by what is next on a card (V-3). Presets and bars set them; the chip is there to be taken off. */
public final class CardChips {
    private static final List<Option> DUE = List.of(
            Option.of("overdue", "просрочено"),
            Option.of("today", "сегодня"),
            Option.of("tomorrow", "завтра"),
            Option.of("later", "позже"),
            Option.of("planned", "запланировано"),
            Option.of("none", "без задач"));

    private CardChips() {}

    /** With «Дела», and a chip for each of the others that the address has. */
    public static Filter add(Filter filter) {
        Filter more = flag(filter, "withoutActivity", "Без задач");
        more = flag(more, "overdue", "Просроченные");
        more = flag(more, "waiting", "Ждут");
        more = flag(more, "asked", "Меня позвали");
        // the columns of a board by due date say it already
        return more.address().values(Arranged.BY).isEmpty() ? more.choice("due", "Дела", DUE) : more;
    }

    /** «Освободились от»: what somebody dismissed has left and nobody has got since (D-6); the page of a dismissal leads here. */
    public static Filter released(Filter filter, UnaryOperator<String> nameOf) {
        List<String> from = filter.address().values("released");
        return from.isEmpty()
                ? filter
                : filter.choice(
                        "released",
                        "Освободились от",
                        from.stream().map(id -> Option.of(id, nameOf.apply(id))).toList());
    }

    private static Filter flag(Filter filter, String name, String label) {
        return filter.address().values(name).contains("true") ? filter.toggle(name, label, "true") : filter;
    }
}
