package crm.reporting.funnel;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which figures: of which days (both included, in the department's zone), and of whom, from where. An empty set means any;
 * {@link #NONE} in it stands for «without».
 */
record Filter(
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        Set<String> employees,
        Set<String> departments,
        Set<String> sources,
        Set<String> cities,
        @Nullable GroupBy groupBy) {

    static final String NONE = "none";

    long begins() {
        return from.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** The first moment after the period. */
    long ends() {
        return to.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
