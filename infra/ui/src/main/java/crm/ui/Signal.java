package crm.ui;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next on a card: the type of its nearest open activity ({@code CALL}…) and when it is due; both null
 * when there is none («без задач»). Whether it is overdue is decided when it is drawn.
 */
public record Signal(@Nullable String type, @Nullable Instant dueAt) {

    /** No open activity. */
    public static final Signal NONE = new Signal(null, null);
}
