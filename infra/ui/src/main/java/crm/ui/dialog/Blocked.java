package crm.ui.dialog;

import crm.ui.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something cannot be done yet: each condition, met or not, with the way to meet it. */
public record Blocked(Dialog dialog, List<Condition> conditions) {

    /** One condition. */
    public record Condition(
            String text, boolean met, @Nullable Link link) {}
}
