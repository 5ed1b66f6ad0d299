package crm.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads files of rows that services send: every cell of every row, the head first. */
public final class Sheets {
    private Sheets() {}

    /** Numbers and dates as {@code BigDecimal}, texts as they are, nothing as null. */
    public static List<List<Object>> xlsx(byte[] file) {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<List<Object>> rows = new ArrayList<>();
            for (Row row : book.getFirstSheet().read()) {
                List<Object> cells = new ArrayList<>();
                for (Cell cell : row) {
                    cells.add(cell == null ? null : cell.getValue());
                }
                rows.add(cells);
            }
            return rows;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As a Russian Excel reads it: a byte order mark, then semicolons. */
    public static List<List<String>> csv(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (!text.startsWith("\uFEFF")) {
            throw new AssertionError("no byte order mark");
        }
        try (CSVParser parser =
                CSVFormat.DEFAULT.builder().setDelimiter(';').get().parse(new StringReader(text.substring(1)))) {
            return parser.stream().map(row -> List.copyOf(row.toList())).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
