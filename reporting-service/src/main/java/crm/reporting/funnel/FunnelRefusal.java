package crm.reporting.funnel;

import crm.platform.refusal.Refusal;
import java.util.List;

/** What a report says no to. */
sealed interface FunnelRefusal extends Refusal {

    /** The last day lies before the first. */
    record PeriodBackwards() implements FunnelRefusal {
        @Override
        public String code() {
            return "report.period.backwards";
        }

        @Override
        public List<String> fields() {
            return List.of("to");
        }
    }

    /** More days than are counted at once. */
    record PeriodTooLong(int years) implements FunnelRefusal {
        @Override
        public String code() {
            return "report.period.too-long";
        }

        @Override
        public List<String> fields() {
            return List.of("to");
        }

        @Override
        public List<Object> args() {
            return List.of(years);
        }
    }

    /** Before there could be any figures, or after anybody could ask. */
    record PeriodOutOfTime(String field) implements FunnelRefusal {
        @Override
        public String code() {
            return "report.period.out-of-time";
        }

        @Override
        public List<String> fields() {
            return List.of(field);
        }
    }

    /** A stage has no such figure. */
    record NoSuchFigure() implements FunnelRefusal {
        @Override
        public String code() {
            return "report.figure.unknown";
        }

        @Override
        public List<String> fields() {
            return List.of("figure");
        }
    }
}
