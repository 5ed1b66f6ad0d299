package crm.platform.list;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as XLSX: sums are numbers, moments and days are dates in the department's zone. Texts are written in their cells, not
 * into the book's shared table, which would be held until the end; a text is never a formula.
 */
final class XlsxSheet implements Sheet {
    /** What Excel takes into one cell. */
    private static final int LONGEST = 32_767;

    private static final int WIDTH = 20;
    private static final int WIDTH_OF_FIRST = 40;

    private final Workbook book;
    private final Worksheet sheet;
    private final ZoneId zone;
    private int next;

    XlsxSheet(OutputStream to, String title, ZoneId zone) {
        this.book = new Workbook(to, "CRM", "1.0");
        this.sheet = book.newWorksheet(title);
        this.zone = zone;
    }

    @Override
    public void head(List<String> labels) {
        for (int column = 0; column < labels.size(); column++) {
            sheet.inlineString(next, column, labels.get(column));
            sheet.style(next, column).bold().set();
            sheet.width(column, column == 0 ? WIDTH_OF_FIRST : WIDTH);
        }
        next++;
        sheet.freezePane(0, next);
    }

    @Override
    public void row(List<@Nullable Object> values) {
        for (int column = 0; column < values.size(); column++) {
            cell(column, values.get(column));
        }
        next++;
    }

    private void cell(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case BigDecimal roubles -> {
                sheet.value(next, column, roubles);
                sheet.style(next, column).format("#,##0.00").set();
            }
            case Number number -> sheet.value(next, column, number);
            case Instant at -> {
                sheet.value(next, column, at.atZone(zone).toLocalDateTime());
                sheet.style(next, column).format("dd.mm.yyyy hh:mm").set();
            }
            case LocalDate day -> {
                sheet.value(next, column, day);
                sheet.style(next, column).format("dd.mm.yyyy").set();
            }
            default -> {
                String text = value.toString();
                sheet.inlineString(next, column, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void finish() throws IOException {
        sheet.finish();
        book.finish();
    }
}
