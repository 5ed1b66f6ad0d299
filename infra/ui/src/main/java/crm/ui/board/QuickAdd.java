package crm.ui.board;

import crm.ui.form.Form;
import crm.ui.form.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form on top of a column: title, phone and source of a lead; with {@code clients}, title and existing client of a
 * repeat deal.
 *
 * @param action where it is posted; 204 or the new card's fragment means done, 422 with this fragment that something is wrong
 * @param fullUrl the dialog of the full form
 * @param clientsUrl suggestions of clients for a deal; null for a lead
 */
public record QuickAdd(
        String action,
        @Nullable String fullUrl,
        Form form,
        List<Option> sources,
        @Nullable String clientsUrl) {}
