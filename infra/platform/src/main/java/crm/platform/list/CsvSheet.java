package crm.platform.list;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV the way a Russian Excel opens it: semicolons, a byte order mark, a comma in sums. A text that a spreadsheet would
 * take for a formula begins with an apostrophe (OWASP, «CSV Injection»).
 */
final class CsvSheet implements Sheet {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setDelimiter(';')
            .setRecordSeparator("\r\n")
            .get();
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String FORMULA = "=+-@\t\r\n";
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final CSVPrinter printer;
    private final ZoneId zone;

    CsvSheet(OutputStream to, ZoneId zone) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(writer, FORMAT);
        this.zone = zone;
    }

    @Override
    public void head(List<String> labels) throws IOException {
        printer.printRecord(labels);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        for (Object value : values) {
            printer.print(text(value));
        }
        printer.println();
    }

    private @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal roubles -> roubles.toPlainString().replace('.', ',');
            case Number number -> number.toString();
            case Instant at -> MOMENT.format(at.atZone(zone));
            case LocalDate day -> DAY.format(day);
            default -> harmless(value.toString());
        };
    }

    static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void finish() throws IOException {
        printer.flush();
    }
}
