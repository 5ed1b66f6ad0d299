package crm.ui.record;

import crm.ui.Badge;
import crm.ui.Link;
import crm.ui.Person;
import crm.ui.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a record's page.
 *
 * @param avatar a big disc before the title, for contacts and companies
 * @param sum a deal's sum
 * @param owned whether the record has a responsible at all; «ничей» is said when it has and {@code responsible} is null
 * @param next the nearest open activity, null to say nothing of it
 * @param facts quiet words after that: «создан 11.11.2026 09:42», «принят за 14 мин»
 * @param phone of the main contact, for «Позвонить»
 * @param actions buttons beside it
 * @param menu what stands under «…»
 */
public record Head(
        String title,
        @Nullable Person avatar,
        List<Badge> badges,
        @Nullable BigDecimal sum,
        boolean owned,
        @Nullable Person responsible,
        @Nullable Signal next,
        List<String> facts,
        @Nullable String phone,
        @Nullable String extension,
        List<Link> actions,
        List<Link> menu) {}
