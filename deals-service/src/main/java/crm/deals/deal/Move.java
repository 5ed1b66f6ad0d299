package crm.deals.deal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A wish to change a deal's stage, with what the new stage asks for. */
public record Move(
        Stage to,
        @Nullable Reason reason,
        @Nullable String comment,
        @Nullable LocalDate returnOn,
        int attemptsOfCaller) {

    public static Move to(Stage stage) {
        return new Move(stage, null, null, null, 0);
    }

    public static Move reject(Reason reason, @Nullable String comment, @Nullable LocalDate returnOn) {
        return new Move(Stage.REJECTED, reason, comment, returnOn, 0);
    }
}
