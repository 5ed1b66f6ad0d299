package crm.reporting.funnel;

import crm.platform.security.By;
import crm.platform.web.Page;
import crm.platform.web.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The funnel as JSON and as a sheet. */
@RestController
@RequestMapping("/api/reports")
class FunnelApi {
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Reports reports;
    private final FunnelSheet sheet;

    FunnelApi(Reports reports, FunnelSheet sheet) {
        this.reports = reports;
        this.sheet = sheet;
    }

    @GetMapping("/funnel")
    @Operation(
            summary = "The funnel of leads and deals",
            description =
                    "Parameters: from, to (days, both included; the current month when absent, at most five years); department, "
                            + "employee (id or me), source, city (each repeatable, none for without); groupBy (employee, department, "
                            + "source, city or month). A row per stage, with groupBy a row per group. entered: cards that entered "
                            + "the stage in the period, each once; wentOn: how many of these have since stood in a later stage; "
                            + "medianSeconds: exact, of the stays that ended in the period. A figure belongs to whoever was responsible "
                            + "at the entry and to his department then, and to the card's present source and city. asOf: all events "
                            + "published before are in. A manager gets his own figures.")
    FunnelView funnel(@Parameter(hidden = true) Query query, @Parameter(hidden = true) By by) {
        return reports.funnel(query, by).report();
    }

    record CardsView(
            List<Reports.CardRow> items,
            @Nullable String nextCursor,
            long total,
            boolean totalIsLowerBound,
            @Nullable Instant asOf) {}

    @GetMapping("/funnel/cards")
    @Operation(
            summary = "The cards behind a figure of the funnel",
            description =
                    "The parameters of the funnel, kind (lead or deal), stage, figure (entered, wentOn, finished; of stage NEW "
                            + "also converted, won), limit, cursor. Total equals the figure.")
    CardsView cards(@Parameter(hidden = true) Query query, @Parameter(hidden = true) By by) {
        Reports.CardsAnswer answer = reports.behind(query, by);
        Page<Reports.CardRow> page = answer.page();
        return new CardsView(page.items(), page.nextCursor(), page.total(), page.totalIsLowerBound(), answer.asOf());
    }

    @GetMapping("/funnel.xlsx")
    @Operation(summary = "The funnel as a sheet", description = "The parameters and the figures of the funnel.")
    ResponseEntity<byte[]> sheet(@Parameter(hidden = true) Query query, @Parameter(hidden = true) By by)
            throws IOException {
        Reports.Answer answer = reports.funnel(query, by);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        sheet.write(answer.report(), answer.filter(), file);
        ContentDisposition name = ContentDisposition.attachment()
                .filename(
                        "Воронка " + answer.filter().from() + " — "
                                + answer.filter().to() + ".xlsx",
                        StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(file.toByteArray());
    }
}
