package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.DealQueries;
import crm.deals.deal.Payment;
import crm.platform.employee.Employees;
import crm.platform.security.By;
import crm.platform.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue of payments to confirm (S-3): for the documents desk, the head and the director. */
@Controller
class UnconfirmedPages {
    static final String QUEUE = "/deals/payments";
    private static final int DEALS = 50;

    private final DealQueries queries;
    private final Filters filters;
    private final Employees employees;

    UnconfirmedPages(DealQueries queries, Filters filters, Employees employees) {
        this.queries = queries;
        this.filters = filters;
        this.employees = employees;
    }

    /**
     * A payment to confirm or void.
     *
     * @param by who entered it
     */
    record Row(Deal deal, Payment payment, String by) {
        public String url() {
            return "/deals/" + deal.id() + "/payments/" + payment.paymentId();
        }
    }

    @GetMapping(QUEUE)
    String queue(By by, Model model) {
        fill(null, by, model);
        model.addAttribute("page", filters.page(new crm.ui.filter.Address(QUEUE, java.util.Map.of()), by));
        return "deal/payments";
    }

    /** The rows that come next, and after a confirmation all of them anew. */
    @GetMapping(QUEUE + "/rows")
    String rows(@RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        fill(cursor, by, model);
        return cursor == null
                ? "deal/payments :: queue(rows=${rows},more=${more},total=${total})"
                : "deal/payments :: rows(rows=${rows},more=${more})";
    }

    private void fill(@Nullable String cursor, By by, Model model) {
        Page<Deal> page = queries.unconfirmed(by, cursor, DEALS);
        List<Row> rows = page.items().stream()
                .flatMap(deal -> deal.unconfirmed().stream()
                        .map(payment -> new Row(deal, payment, employees.nameOf(payment.enteredBy()))))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("total", page.total());
        model.addAttribute("more", page.nextCursor() == null ? null : QUEUE + "/rows?cursor=" + page.nextCursor());
    }
}
