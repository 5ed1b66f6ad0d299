package crm.platform.admin;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A line over the last hour as the dashboard draws it: 512 × 132 units.
 *
 * @param points of the polyline
 * @param top the value at its upper edge, a whole number
 */
public record Line(String points, long top) {
    private static final double LEFT = 36;
    private static final double RIGHT = 508;
    private static final double UPPER = 6;
    private static final double LOWER = 114;

    /** @param values one a minute, the oldest first */
    static Line of(List<Double> values) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        long top = Math.max(2, (long) Math.ceil(most * 1.1));
        top += top % 2;
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < values.size(); i++) {
            double x = LEFT + (RIGHT - LEFT) * i / Math.max(1, values.size() - 1);
            double y = LOWER - (LOWER - UPPER) * values.get(i) / top;
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
        }
        return new Line(points.toString(), top);
    }

    public long middle() {
        return top / 2;
    }
}
