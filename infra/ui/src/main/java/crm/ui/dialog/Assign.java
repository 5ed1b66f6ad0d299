package crm.ui.dialog;

import crm.ui.Badge;
import crm.ui.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to make responsible. The form has {@code employeeId}, empty for nobody.
 *
 * @param queue whether «вернуть в очередь» is offered
 * @param several whether more than one can be picked, who then get the cards in turn
 */
public record Assign(Dialog dialog, List<Pick> picks, boolean queue, boolean several) {

    /** For one card: exactly one is picked. */
    public Assign(Dialog dialog, List<Pick> picks, boolean queue) {
        this(dialog, picks, queue, false);
    }

    /** For many cards: one or several are picked. */
    public static Assign many(Dialog dialog, List<Pick> picks) {
        return new Assign(dialog.hint("Нескольким: по очереди, поровну"), picks, false, true);
    }

    /** A candidate: how loaded he is, why he is proposed, whether he is there. */
    public record Pick(
            Person person, @Nullable String note, @Nullable Badge badge, boolean chosen, boolean absent) {}
}
