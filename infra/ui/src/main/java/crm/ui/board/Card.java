package crm.ui.board;

import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card on a board.
 *
 * @param url the record's page
 * @param subtitle company or contact and city, «ООО «ТехноСнаб» · Лариса Кузнецова»; blank while names are not known
 * @param sum a deal's sum, null where there is none
 * @param source the code of the source, null when not known
 * @param next what is to be done next; null on final stages
 * @param outcome in place of {@code next} on final stages: «сделка: Готовим КП», a rejection's reason
 * @param since when it came to its stage
 * @param responsible null when nobody is
 * @param phone for the phone button; null without one
 * @param extension the phone's extension
 * @param allowed the stages it may be moved to
 * @param ask those of them that are moved to through a dialog
 */
public record Card(
        String id,
        String url,
        String title,
        String stage,
        @Nullable String subtitle,
        @Nullable BigDecimal sum,
        List<Badge> badges,
        @Nullable String source,
        @Nullable Signal next,
        @Nullable String outcome,
        @Nullable Instant since,
        @Nullable Person responsible,
        @Nullable String phone,
        @Nullable String extension,
        List<String> allowed,
        List<String> ask) {

    public Card {
        badges = List.copyOf(badges);
        allowed = List.copyOf(allowed);
        ask = List.copyOf(ask);
    }

    /** Whether the row between subtitle and next step has anything in it. */
    public boolean hasMeta() {
        return sum != null || source != null || !badges.isEmpty();
    }
}
