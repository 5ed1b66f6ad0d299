package crm.platform.list;

import crm.ui.filter.Address;
import crm.ui.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a list. The first is the title, which leads to the card and is always there; the others are chosen from.
 *
 * @param others in the order they stand
 */
public record Columns<R>(Column<R> title, List<Column<R>> others) {
    private static final String NEWEST_FIRST = "-createdAt";

    public Columns {
        others = List.copyOf(others);
    }

    @SafeVarargs
    public static <R> Columns<R> of(
            String label, @Nullable String sort, Function<R, String> title, Column<R>... others) {
        Column<R> first = Column.<R>words("title", label, title::apply);
        return new Columns<>(sort == null ? first : first.sorted(sort), List.of(others));
    }

    /** Those of these codes; the usual ones when none was chosen. A code that is no more a column is passed over. */
    public Columns<R> chosen(@Nullable Set<String> codes) {
        return new Columns<>(
                title,
                others.stream()
                        .filter(column -> codes == null ? column.usual() : codes.contains(column.code()))
                        .toList());
    }

    public List<Column<R>> all() {
        return Stream.concat(Stream.of(title), others.stream()).toList();
    }

    public boolean has(String code) {
        return others.stream().anyMatch(column -> column.code().equals(code));
    }

    /** The heads of a table, each with the address that sorts by it. */
    public List<Table.Head> heads(Address address) {
        String now = address.values("sort").isEmpty()
                ? NEWEST_FIRST
                : address.values("sort").getFirst();
        List<Table.Head> heads = new ArrayList<>();
        for (Column<R> column : all()) {
            String by = column.sort();
            boolean up = now.equals(by);
            boolean down = now.equals("-" + by);
            heads.add(new Table.Head(
                    column.label(),
                    by == null ? null : address.with("sort", up ? "-" + by : by).url(),
                    up ? "ascending" : down ? "descending" : null,
                    column.right()));
        }
        return heads;
    }

    /** The cells of a row after its title. */
    public List<Table.Cell> cells(R row) {
        return others.stream().map(column -> column.cell().apply(row)).toList();
    }
}
