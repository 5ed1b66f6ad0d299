package crm.reporting.funnel;

import crm.platform.security.By;
import crm.platform.security.CurrentBy;
import crm.reporting.funnel.FunnelView.GroupRow;
import crm.reporting.funnel.FunnelView.StageRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The report as XLSX: numbers as numbers, shares as per cent, times as hours, minutes and seconds. */
@Component
class FunnelSheet {
    private static final Logger log = LoggerFactory.getLogger(FunnelSheet.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final double SECONDS_A_DAY = 86_400;
    private static final String[] COLUMNS = {
        "kind", "stage", "entered", "wentOn", "conversion", "finished", "median", "medianSeconds"
    };

    private final Labels labels;

    FunnelSheet(Labels labels) {
        this.labels = labels;
    }

    void write(FunnelView report, Filter filter, OutputStream to) throws IOException {
        try (Workbook book = new Workbook(to, "CRM", "1.0")) {
            Worksheet sheet = book.newWorksheet(labels.word("report.funnel"));
            int row = head(sheet, report, filter);
            int first = report.groupBy() == null ? 0 : 1;
            if (first == 1) {
                heading(sheet, row, 0, labels.of(java.util.Objects.requireNonNull(filter.groupBy())));
            }
            for (int i = 0; i < COLUMNS.length; i++) {
                heading(sheet, row, first + i, labels.word("report.column." + COLUMNS[i]));
            }
            sheet.freezePane(0, ++row);
            for (FunnelView.Row of : report.rows()) {
                if (of instanceof GroupRow group) {
                    row = stages(sheet, row, group.label(), group.stages());
                }
            }
            stages(
                    sheet,
                    row,
                    first == 1 ? labels.word("report.total") : null,
                    report.totals().stages());
        }
        By by = CurrentBy.get();
        log.info(
                "export funnel.xlsx by {}: {}, {} rows",
                by.id(),
                filter,
                report.rows().size());
    }

    private int head(Worksheet sheet, FunnelView report, Filter filter) {
        sheet.value(0, 0, labels.word("report.sheet.period", DAY.format(filter.from()), DAY.format(filter.to())));
        sheet.style(0, 0).bold().set();
        sheet.value(
                1,
                0,
                report.asOf() == null
                        ? labels.word("report.as-of.unknown")
                        : labels.word(
                                "report.as-of", MOMENT.format(report.asOf().atZone(filter.zone()))));
        return 3;
    }

    private static void heading(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, text);
        sheet.style(row, column).bold().set();
        sheet.width(column, 22);
    }

    private int stages(Worksheet sheet, int row, @Nullable String group, List<StageRow> stages) {
        for (StageRow stage : stages) {
            int column = 0;
            if (group != null) {
                sheet.value(row, column++, group);
            }
            sheet.value(row, column++, labels.word("report.kind." + stage.kind()));
            sheet.value(row, column++, stage.label());
            sheet.value(row, column++, stage.entered());
            sheet.value(row, column++, stage.wentOn());
            number(sheet, row, column++, stage.conversion(), "0.00%");
            sheet.value(row, column++, stage.finished());
            BigDecimal median = stage.medianSeconds();
            if (median != null) {
                sheet.value(row, column, median.doubleValue() / SECONDS_A_DAY);
                sheet.style(row, column).format("[h]:mm:ss").set();
            }
            number(sheet, row, column + 1, median, "0.0000");
            row++;
        }
        return row;
    }

    private static void number(Worksheet sheet, int row, int column, @Nullable BigDecimal value, String format) {
        if (value != null) {
            sheet.value(row, column, value);
            sheet.style(row, column).format(format).set();
        }
    }
}
