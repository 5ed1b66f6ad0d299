package crm.ui.table;

import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import crm.ui.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param kind {@code lead} or {@code deal}: whose stages the cells name
 * @param columns the heads
 * @param rows the present page
 * @param total how many there are in all
 * @param atLeast whether there are more than {@code total}
 * @param moreUrl where the next rows are fetched (fragment {@code rows}), null when these are all
 * @param bulk what can be done with picked rows, each a dialog; its form is posted with {@code ids} or, for all that the
 *     filter shows, {@code everything=true}; empty: rows are not picked
 * @param tools what is done with the list as a whole, null for nothing
 */
public record Table(
        String kind,
        List<Head> columns,
        List<Row> rows,
        long total,
        boolean atLeast,
        @Nullable String moreUrl,
        List<Link> bulk,
        @Nullable Tools tools) {

    /** Without tools. */
    public Table(
            String kind,
            List<Head> columns,
            List<Row> rows,
            long total,
            boolean atLeast,
            @Nullable String moreUrl,
            List<Link> bulk) {
        this(kind, columns, rows, total, atLeast, moreUrl, bulk, null);
    }

    /**
     * What belongs to the list as a whole.
     *
     * @param columnsUrl the dialog that chooses columns
     * @param files addresses that answer with the rows as a file
     * @param filesLabel what taking them is called: «Выгрузить»
     * @param recordUrl who took them, null for who may not know
     * @param bulkUrl how far what was asked of many rows is, above the list
     */
    public record Tools(
            String columnsUrl,
            List<Link> files,
            String filesLabel,
            @Nullable String recordUrl,
            String bulkUrl) {}

    /** A column: its name, the address that sorts by it, how it is sorted now ({@code ascending}, {@code descending}), and whether figures stand to the right. */
    public record Head(
            String label,
            @Nullable String sortUrl,
            @Nullable String sorted,
            boolean right) {}

    /** A row: its id, its page, its title, the other cells in the order of the columns after the first. */
    public record Row(String id, String url, String title, List<Cell> cells) {}

    /** What a cell holds: one of these, or nothing. */
    public record Cell(
            String kind,
            @Nullable String text,
            @Nullable String extra,
            @Nullable Signal signal,
            @Nullable Person person,
            @Nullable BigDecimal sum,
            @Nullable Badge badge) {

        /** Words. */
        public static Cell text(@Nullable String words) {
            return new Cell("text", words, null, null, null, null, null);
        }

        /** Figures and dates, quiet and to the right. */
        public static Cell right(@Nullable String words) {
            return new Cell("right", words, null, null, null, null, null);
        }

        /** A sum of roubles. */
        public static Cell sum(@Nullable BigDecimal roubles) {
            return new Cell("sum", null, null, null, null, roubles, null);
        }

        /** A stage by its code. */
        public static Cell stage(String stage) {
            return new Cell("stage", stage, null, null, null, null, null);
        }

        /** The next activity. */
        public static Cell next(@Nullable Signal signal) {
            return new Cell("next", null, null, signal, null, null, null);
        }

        /** A phone with its extension. */
        public static Cell phone(@Nullable String number, @Nullable String extension) {
            return new Cell("phone", number, extension, null, null, null, null);
        }

        /** A source by its code. */
        public static Cell source(@Nullable String source) {
            return new Cell("source", source, null, null, null, null, null);
        }

        /** Who is responsible, «ничей» for null. */
        public static Cell owner(@Nullable Person person) {
            return new Cell("owner", null, null, null, person, null, null);
        }

        /** A badge. */
        public static Cell badge(@Nullable Badge badge) {
            return new Cell("badge", null, null, null, null, null, badge);
        }
    }
}
