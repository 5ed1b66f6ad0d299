package crm.ui.record;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a record as a bar; pressing an allowed one moves it.
 *
 * @param kind {@code lead} or {@code deal}
 * @param moveUrl where {@code to=STAGE} is posted; {@code GET} with {@code ?to=} is the dialog of a stage that asks
 */
public record StageBar(String kind, String moveUrl, List<Step> steps) {

    /** Where a stage stands on the way. */
    public enum State {
        DONE,
        NOW,
        AHEAD
    }

    /**
     * One stage.
     *
     * @param last a final one, drawn apart
     * @param spent how long the record has been there, null when it has not
     * @param allowed may be moved to now
     * @param ask through a dialog
     */
    public record Step(
            String stage,
            State state,
            boolean last,
            @Nullable Duration spent,
            boolean allowed,
            boolean ask) {

        /** What a press posts, as JSON. */
        public String values() {
            return "{\"to\":\"" + stage + "\"}";
        }

        /** The step's classes. */
        public String look() {
            return switch (state) {
                case DONE -> "is-done";
                case NOW -> "is-now";
                case AHEAD -> "";
            };
        }
    }

    /** The first of the final steps, which stands a gap away. */
    public @Nullable Step firstLast() {
        return steps.stream().filter(Step::last).findFirst().orElse(null);
    }
}
