package crm.platform.list;

import crm.platform.bulk.BulkAction;
import crm.platform.bulk.BulkActions;
import crm.platform.employee.Employees;
import crm.platform.security.By;
import crm.platform.web.Query;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** How far one's own bulk actions on a list are, above that list; mapped below the list's own address. */
final class BulkPages {
    static final String PATH = "/bulk";

    private final CardList<?, ?> list;
    private final BulkActions actions;
    private final Employees employees;

    BulkPages(CardList<?, ?> list, BulkActions actions, Employees employees) {
        this.list = list;
        this.actions = actions;
        this.employees = employees;
    }

    /** @param backUrl the list as it was filtered when it was asked */
    public record Shown(
            String id,
            String title,
            boolean running,
            boolean stopped,
            int at,
            int total,
            int percent,
            String outcome,
            List<String> reasons,
            String backUrl) {}

    @GetMapping(PATH)
    String shown(By by, Model model) {
        needReader(by);
        return anew(by, model);
    }

    private void needReader(By by) {
        list.found(new Query(Map.of()), by);
    }

    private String anew(By by, Model model) {
        List<Shown> shown =
                actions.of(list.names().code(), by).stream().map(this::shown).toList();
        model.addAttribute("actions", shown);
        model.addAttribute("url", list.names().base() + PATH);
        model.addAttribute("running", shown.stream().anyMatch(Shown::running));
        return "list/bulk :: actions(actions=${actions},url=${url},running=${running})";
    }

    private Shown shown(BulkAction action) {
        String filter = action.asked().filter();
        return new Shown(
                action.id(),
                action.wanted().title(),
                action.isRunning(),
                action.state() == BulkAction.State.STOPPED,
                action.progress().at(),
                action.ids().size(),
                action.percent(),
                action.outcome(employees::nameOf),
                action.reasons(),
                list.names().address() + (filter.isEmpty() ? "" : "?" + filter));
    }

    /** What is through stays; the rest is left as it is. */
    @PostMapping(PATH + "/{action}/stop")
    String stop(@PathVariable String action, By by, Model model) {
        needReader(by);
        actions.stop(action, by);
        return anew(by, model);
    }

    @PostMapping(PATH + "/{action}/hide")
    String hide(@PathVariable String action, By by, Model model) {
        needReader(by);
        actions.putAway(action, by);
        return anew(by, model);
    }
}
