package crm.platform.bulk;

import crm.platform.security.By;
import crm.platform.security.Role;
import crm.ui.Link;
import crm.ui.dialog.Assign;
import crm.ui.dialog.Reasons;
import crm.ui.filter.Address;
import crm.ui.form.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a list offers for many of its cards at once (V-4). A service has a bean for each of its lists.
 *
 * @param list its code: leads
 * @param all «все лиды, что показывает фильтр»
 * @param picked «выбрано лидов: », a count follows
 * @param moves null where cards have no stages
 */
public record BulkOffer(
        String list,
        String all,
        String picked,
        HandOut handOut,
        @Nullable Moves<?> moves) {

    /**
     * Cards given to one employee, or to several in turn; for head and director.
     *
     * @param label of the button: Назначить
     * @param title of the dialog
     * @param picks who may get them
     * @param one gives a card to an employee
     */
    public record HandOut(
            String label, String icon, String title, Supplier<List<Assign.Pick>> picks, BulkDeed.One<String> one) {}

    /**
     * Cards asked for another stage, or refused; for those who move cards at all.
     *
     * @param stages where they may go
     * @param title what is refused: Отказ лидов
     * @param returns what happens on the day to come back
     */
    public record Moves<W>(
            Supplier<List<Option>> stages,
            String title,
            Supplier<List<Reasons.Reason>> reasons,
            String returns,
            BulkDeed<W> deed) {}

    List<BulkDeed<?>> deeds() {
        BulkDeed<String> given = BulkDeed.handOut(list, handOut.one());
        return moves == null ? List.of(given) : List.of(given, moves.deed());
    }

    /** The buttons above the picked rows, each a dialog below the list's own address. */
    public List<Link> links(String base, Address address, By by) {
        List<Link> links = new ArrayList<>();
        if (by.leads()) {
            links.add(link(handOut.label(), handOut.icon(), base + BulkDeed.RESPONSIBLE, address));
        }
        if (moves != null && mayMove(by)) {
            links.add(link("Стадия", "arrow-right", base + BulkDeed.STAGE, address));
            links.add(link("Отказ", "ban", base + BulkDeed.REJECTION, address));
        }
        return links;
    }

    private static Link link(String label, String icon, String path, Address address) {
        return Link.dialog(label, icon, address.at(path).without("sort").url());
    }

    /** Whether he moves cards at all. */
    static boolean mayMove(By by) {
        return by.leads() || by.is(Role.SALES_MANAGER);
    }
}
