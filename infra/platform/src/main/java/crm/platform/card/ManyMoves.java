package crm.platform.card;

import crm.platform.refusal.Problems;
import crm.platform.refusal.Refusals;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.HxTrigger;
import crm.ui.Link;
import crm.ui.dialog.Dialog;
import crm.ui.dialog.Reasons;
import crm.ui.filter.Address;
import crm.ui.form.Option;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;

/**
 * How many leads or deals are asked at once for another stage, or refused (V-4): the list's two buttons, their dialogs, what is said
 * in the end.
 *
 * @param stage where the moves go, and the dialog of stages comes from
 * @param rejection where the dialog of reasons comes from
 * @param all «все лиды, что показывает фильтр»
 * @param picked «выбрано лидов: », a count follows
 */
public record ManyMoves(String stage, String rejection, String all, String picked) {

    /** What the list offers for the cards picked. */
    public List<Link> links(Address address, By by) {
        return moves(by)
                ? List.of(
                        Link.dialog(
                                "Стадия",
                                "arrow-right",
                                address.at(stage).without("sort").url()),
                        Link.dialog(
                                "Отказ",
                                "ban",
                                address.at(rejection).without("sort").url()))
                : List.of();
    }

    private static boolean moves(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }

    /** @throws crm.platform.refusal.Refused unless he moves cards at all */
    public static void needMover(By by) {
        if (!moves(by)) {
            throw Refusals.forbidden();
        }
    }

    /** The dialog with the stages to choose from. */
    public String ask(HttpServletRequest request, int count, List<Option> stages, By by, Model model) {
        needMover(by);
        model.addAttribute("dialog", dialog("Переместить", request, count, "Переместить"));
        model.addAttribute("options", stages);
        return "kit/dialog :: stages(dialog=${dialog},options=${options})";
    }

    /**
     * The dialog with the reasons to choose from.
     *
     * @param title what is refused: Отказ лидов
     * @param returns what happens on the day to come back
     */
    public String askToReject(
            HttpServletRequest request,
            int count,
            String title,
            List<Reasons.Reason> reasons,
            String returns,
            By by,
            Model model) {
        needMover(by);
        model.addAttribute(
                "reasons", new Reasons(dialog(title, request, count, "Отказать"), reasons, by.leads(), returns));
        return "kit/dialog :: reasons(reasons=${reasons})";
    }

    private Dialog dialog(String title, HttpServletRequest request, int count, String submit) {
        String action = Address.of(stage, request.getParameterMap())
                .without("count", "everything")
                .url();
        return Dialog.of(title, Picked.of(request).words(count, all, picked), action, submit);
    }

    /** What has come of it; the list is drawn anew. */
    public static ResponseEntity<Void> answer(Picked.Outcome outcome, boolean rejected, Problems problems) {
        String said = outcome.words(rejected ? "отказано" : "перемещено", problems);
        return ResponseEntity.noContent()
                .header(HxTrigger.HEADER, HxTrigger.changedList().toast(said).value())
                .build();
    }
}
