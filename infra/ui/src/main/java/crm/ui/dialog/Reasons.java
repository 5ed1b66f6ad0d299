package crm.ui.dialog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejection: reasons with search, and what the chosen one asks for. The form has {@code to=REJECTED}, {@code reason},
 * {@code comment}, {@code returnOn}.
 *
 * @param override whether the user may override a reason's condition by a comment
 * @param returnHint what happens on the day of return
 */
public record Reasons(
        Dialog dialog,
        List<Reason> reasons,
        boolean override,
        @Nullable String returnHint) {

    /**
     * One reason.
     *
     * @param hint the quiet line below its name; «сейчас на ленте 3 недозвона, нужно ещё 1» is added to it by the service
     * @param comment needs a comment
     * @param date needs the day to come back
     */
    public record Reason(
            String code, String label, @Nullable String hint, boolean comment, boolean date) {

        /** What it needs, for the page's script. */
        public String needs() {
            return (comment ? "comment " : "") + (date ? "date" : "");
        }
    }
}
