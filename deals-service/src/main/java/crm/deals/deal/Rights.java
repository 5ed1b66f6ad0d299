package crm.deals.deal;

import java.util.List;

/**
 * What somebody may do to a deal he sees; pages and the API offer just that.
 *
 * @param change its fields and people
 * @param price its products
 * @param assign hand it to another
 * @param pay enter a payment
 * @param confirm confirm and void payments
 * @param overrule reject in spite of a reason's condition, with a comment
 * @param moves the stages it may go to
 */
public record Rights(
        boolean change,
        boolean price,
        boolean assign,
        boolean pay,
        boolean confirm,
        boolean overrule,
        List<Stage> moves) {}
