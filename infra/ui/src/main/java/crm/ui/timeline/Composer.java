package crm.ui.timeline;

import crm.ui.form.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written into a timeline: one tab a type, each a form of its own.
 *
 * @param subject the card: {@code lead/0199…}; sent as {@code card}
 * @param action where every form is posted, with {@code type}; 204 means done, 422 with the fragment {@code composer-form}
 *     that something is wrong
 * @param types the tabs in order; the first is open
 * @param form what was typed, for a refused form
 * @param employeesUrl suggestions of colleagues
 * @param contactsUrl suggestions of the client's people
 * @param filesUrl where files go up, null where none can be attached
 * @param placeholder what the comment field invites to
 * @param roomHint where an online meeting is whose link is left empty
 */
public record Composer(
        String subject,
        String action,
        List<String> types,
        Form form,
        String employeesUrl,
        String contactsUrl,
        @Nullable String filesUrl,
        @Nullable String placeholder,
        String roomHint) {

    /** The tabs of a lead or deal. */
    public static final List<String> ALL =
            List.of("COMMENT", "CALL", "MEETING", "EMAIL", "ONLINE_MEETING", "TASK", "WAIT");
}
