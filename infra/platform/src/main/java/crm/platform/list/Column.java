package crm.platform.list;

import crm.ui.Ru;
import crm.ui.table.Table;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list: what stands in its cells on the page and in a file.
 *
 * @param code stable, as it is kept with a user's choice
 * @param sort the name the list is sorted by, null when it is not sorted by this column
 * @param right whether figures stand to the right
 * @param usual whether it is shown to who has chosen nothing
 * @param value text, a {@code BigDecimal} of roubles, a whole number, an {@code Instant}, a {@code LocalDate} or nothing
 */
public record Column<R>(
        String code,
        String label,
        @Nullable String sort,
        boolean right,
        boolean usual,
        Function<R, Table.Cell> cell,
        Function<R, @Nullable Object> value) {

    /** Words, the same on the page and in a file. */
    public static <R> Column<R> words(String code, String label, Function<R, @Nullable String> words) {
        return new Column<>(code, label, null, false, false, row -> Table.Cell.text(words.apply(row)), words::apply);
    }

    /** Looks otherwise on the page than it is written into a file. */
    public static <R> Column<R> of(
            String code, String label, Function<R, Table.Cell> cell, Function<R, @Nullable Object> value) {
        return new Column<>(code, label, null, false, false, cell, value);
    }

    /** A phone: to be called, unless it is masked; in a file with the spaces and hyphens that other programs know. */
    public static <R> Column<R> phone(
            Ru ru, Function<R, @Nullable String> number, Function<R, @Nullable String> extension) {
        return of(
                "phone",
                "Телефон",
                row -> {
                    String known = number.apply(row);
                    return known == null || ru.masked(known)
                            ? Table.Cell.text(known)
                            : Table.Cell.phone(known, extension.apply(row));
                },
                row -> {
                    String known = number.apply(row);
                    return known == null
                            ? null
                            : ru.phone(known, extension.apply(row))
                                    .replace('\u00a0', ' ')
                                    .replace('\u2011', '-');
                });
    }

    public Column<R> sorted(String by) {
        return new Column<>(code, label, by, right, usual, cell, value);
    }

    /** With figures, to the right. */
    public Column<R> atRight() {
        return new Column<>(code, label, sort, true, usual, cell, value);
    }

    /** Shown to who has chosen nothing. */
    public Column<R> byDefault() {
        return new Column<>(code, label, sort, right, true, cell, value);
    }
}
