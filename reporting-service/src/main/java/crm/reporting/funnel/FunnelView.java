package crm.reporting.funnel;

import crm.reporting.funnel.Tally.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report as the API has it.
 *
 * @param rows a row per stage ({@link StageRow}), or with {@code groupBy} a row per group ({@link GroupRow})
 * @param totals of everything the filter takes, each card once
 * @param asOf all events published before are in; null while the log is being read for the first time
 */
record FunnelView(
        LocalDate from,
        LocalDate to,
        @Nullable String groupBy,
        List<? extends Row> rows,
        Totals totals,
        @Nullable Instant asOf) {

    /** A row of either kind. */
    sealed interface Row {}

    /**
     * A stage.
     *
     * @param entered cards that entered it in the period, each once
     * @param wentOn how many of these have since stood in a later stage; null for the last stage and the refusal
     * @param conversion their share, 0 to 1, four decimals; null of nothing
     * @param finished stays that ended in the period
     * @param medianSeconds the exact median of these
     */
    record StageRow(
            String kind,
            String stage,
            String label,
            int entered,
            @Nullable Integer wentOn,
            @Nullable BigDecimal conversion,
            int finished,
            @Nullable BigDecimal medianSeconds)
            implements Row {}

    /**
     * A group.
     *
     * @param key the employee's id, the code, the department, the month ({@code 2026-11}); {@code none} for «without»
     * @param leads that appeared in the period
     * @param converted how many of these are deals now
     * @param won how many of these deals stand in WON now
     */
    record GroupRow(
            String key,
            String label,
            int leads,
            int converted,
            int won,
            @Nullable BigDecimal leadToDeal,
            @Nullable BigDecimal leadToWon,
            List<StageRow> stages)
            implements Row {}

    record Totals(
            int leads,
            int converted,
            int won,
            @Nullable BigDecimal leadToDeal,
            @Nullable BigDecimal leadToWon,
            List<StageRow> stages) {}

    static FunnelView of(Filter filter, Funnel funnel, Labels labels) {
        Figures all = funnel.totals();
        Totals totals = new Totals(
                all.leads(), all.converted(), all.won(), all.leadToDeal(), all.leadToWon(), stages(all, labels));
        GroupBy by = filter.groupBy();
        return new FunnelView(
                filter.from(),
                filter.to(),
                by == null ? null : by.code(),
                by == null ? totals.stages() : groups(by, funnel, labels),
                totals,
                funnel.asOf());
    }

    private static List<GroupRow> groups(GroupBy by, Funnel funnel, Labels labels) {
        List<GroupRow> rows = new ArrayList<>();
        funnel.groups()
                .forEach((key, figures) -> rows.add(new GroupRow(
                        key,
                        labels.of(by, key),
                        figures.leads(),
                        figures.converted(),
                        figures.won(),
                        figures.leadToDeal(),
                        figures.leadToWon(),
                        stages(figures, labels))));
        rows.sort(Comparator.comparing((GroupRow row) -> row.key().equals(Filter.NONE))
                .thenComparing(by == GroupBy.MONTH ? GroupRow::key : GroupRow::label)
                .thenComparing(GroupRow::key));
        return rows;
    }

    private static List<StageRow> stages(Figures figures, Labels labels) {
        return figures.lines().stream()
                .map(line -> new StageRow(
                        line.stage().kind().code(),
                        line.stage().code(),
                        labels.of(line.stage()),
                        line.entered(),
                        line.wentOn(),
                        line.conversion(),
                        line.finished(),
                        line.medianSeconds()))
                .toList();
    }
}
