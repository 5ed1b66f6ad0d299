package crm.ui.dialog;

import crm.ui.Badge;
import crm.ui.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to make responsible. The form has {@code employeeId}, empty for nobody.
 *
 * @param queue whether «вернуть в очередь» is offered
 */
public record Assign(Dialog dialog, List<Pick> picks, boolean queue) {

    /** A candidate: how loaded he is, why he is proposed, whether he is there. */
    public record Pick(
            Person person, @Nullable String note, @Nullable Badge badge, boolean chosen, boolean absent) {}
}
