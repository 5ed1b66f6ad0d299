package crm.ui.dialog;

import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is there already: possible duplicates, or the existing one that refuses a new one.
 *
 * @param anyway the words of the button that creates all the same (posts the form with {@code confirmDuplicate=true}), null
 *     when that is not allowed
 */
public record Matches(
        Dialog dialog, List<Match> matches, @Nullable String anyway) {

    /** One match: what is equal and whose it is; without a link it is not visible to the user. */
    public record Match(
            Person who,
            String note,
            @Nullable Badge badge,
            @Nullable String kind,
            @Nullable String stage,
            @Nullable Link link) {}
}
