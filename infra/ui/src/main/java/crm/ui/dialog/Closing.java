package crm.ui.dialog;

import crm.ui.form.Option;
import java.util.List;

/**
 * Closing an activity: what came of it and what is next, in one form. The form has {@code comment}, {@code next}
 * ({@code activity}, {@code stage}, {@code reject}, {@code none}) and, by that, {@code nextType nextDueAt nextText};
 * {@code nextStage}; {@code nextReason nextComment nextReturnOn}.
 *
 * @param types what may be planned
 * @param stages where the card may go from here, without rejection
 * @param reasons of rejection, empty when it may not be rejected from here
 * @param last whether this is the card's only open activity: «Ничего» is a warning then
 */
public record Closing(
        Dialog dialog, List<Option> types, List<Option> stages, List<Reasons.Reason> reasons, boolean last) {}
