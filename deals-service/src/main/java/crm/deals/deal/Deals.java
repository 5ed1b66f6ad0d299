package crm.deals.deal;

import crm.deals.deal.Deal.Now;
import crm.deals.deal.DealRefusal.NewClient;
import crm.events.CardRef;
import crm.events.LeadConverted;
import crm.platform.card.ContactLink;
import crm.platform.card.History;
import crm.platform.card.MergedClients;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.signal.Signals;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.Numbers;
import crm.platform.store.RequestKey;
import crm.platform.web.Page;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What can be done with deals: load, ask the deal, save. */
@Service
public class Deals {
    private static final int COMMENT = 10_000;
    /** D-10: who has bought before, lately or long ago. */
    private static final List<String> CLIENTS = List.of("CLIENT", "FORMER");

    private final AggregateStore<Deal> store;
    private final Numbers numbers;
    private final Employees employees;
    private final References references;
    private final MergedClients merged;
    private final Signals signals;
    private final History history;
    private final DealSettings settings;
    private final Clock clock;
    private final ZoneId zone;

    Deals(
            AggregateStore<Deal> store,
            Numbers numbers,
            Employees employees,
            References references,
            MergedClients merged,
            Signals signals,
            History history,
            DealSettings settings,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.numbers = numbers;
        this.employees = employees;
        this.references = references;
        this.merged = merged;
        this.signals = signals;
        this.history = history;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    public Deal card(String id, By by) {
        return store.find(id)
                .filter(deal -> DealAccess.sees(by, deal, clock.instant()))
                .orElseThrow(Refusals::notFound);
    }

    /** What happened to a deal he sees, the newest first. */
    public Page<History.Entry> history(String id, By by, @Nullable String cursor, int limit) {
        return history.of(card(id, by).id(), cursor, limit);
    }

    /** L-10: one lead gives exactly one deal, whatever is repeated; what its timeline said before is taken in. */
    void create(LeadConverted lead, String actor) {
        if (store.find(lead.dealId()).isEmpty()) {
            try {
                store.insert(fromLead(lead, actor), new By(actor, "", Set.of()), null);
            } catch (DuplicateKeyException createdMeanwhile) {
                // another instance had the same event
            }
        }
        // the lead may have told of clients that are others meanwhile
        store.change(lead.dealId(), By.SYSTEM, deal -> deal.renamed(merged));
        signals.refresh(CardRef.deal(lead.dealId()));
    }

    /** D-6: to one who is dismissed meanwhile it does not come; it goes to the head's queue. */
    private Deal fromLead(LeadConverted lead, String actor) {
        Deal deal = Deal.fromLead(lead, numbers.next("deal"), actor, now());
        return employees
                .find(lead.responsibleId())
                .map(Employee::dismissal)
                .map(dismissal -> deal.released(lead.responsibleId(), dismissal.id()))
                .orElse(deal);
    }

    /** @throws crm.platform.refusal.Refused unless he may make repeat deals: asked before a form is shown */
    public static void needRepeating(By by) {
        if (!repeats(by)) {
            throw Refusals.forbidden();
        }
    }

    public static boolean repeats(By by) {
        return DealAccess.repeats(by);
    }

    /** Makes a repeat deal by hand, of a client only (S-1). */
    public Deal repeat(NewDeal sent, By by, @Nullable RequestKey key) {
        needRepeating(by);
        String id = Ids.forRequest(key);
        Optional<Deal> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        NewDeal wanted = sent.checked();
        String responsible = responsibleFor(wanted.responsibleId(), by);
        needClient(wanted, by);
        Deal.Data data = new Deal.Data(
                        wanted.title(),
                        wanted.city(),
                        ContactLink.of(List.of(), wanted.contactIds()),
                        wanted.companyId())
                .with(merged);
        return store.insert(Deal.repeat(id, numbers.next("deal"), data, responsible, by.id(), now()), by, key);
    }

    /** Whether he may open it: an account manager's own repeat deal is the queue's until it is won. */
    public boolean isSeen(Deal deal, By by) {
        return DealAccess.sees(by, deal, clock.instant());
    }

    private @Nullable String responsibleFor(@Nullable String wanted, By by) {
        if (by.leads()) {
            if (wanted != null) {
                employees.check("responsibleId", wanted, Deals::sells);
            }
            return wanted;
        }
        String himself = by.is(Role.SALES_MANAGER) ? by.id() : null;
        if (wanted != null && !wanted.equals(himself)) {
            throw Refusals.invalid("responsibleId", "head-only");
        }
        return himself;
    }

    /** Asked of the directory at this moment: who became a client a second ago is one. */
    private void needClient(NewDeal wanted, By by) {
        Map<String, References.Label> known = references.now(by.id(), wanted.contactIds(), wanted.companyId());
        new Fields()
                .check(known.keySet().containsAll(wanted.contactIds()), "contactIds", "not-found")
                .check(wanted.companyId() == null || known.containsKey(wanted.companyId()), "companyId", "not-found")
                .orRefuse();
        if (known.values().stream().noneMatch(Deals::hasBought)) {
            throw new Refused(new NewClient(wanted.companyId() == null ? "contactIds" : "companyId"));
        }
    }

    /** S-1: whether a repeat deal may be made with him. */
    public static boolean hasBought(References.Label client) {
        String status = client.clientStatus();
        return status != null && CLIENTS.contains(status);
    }

    public Deal edit(String id, UnaryOperator<Deal.Data> edit, By by, Expected expected) {
        Deal deal = DealAccess.changeable(by, store.find(id), clock.instant());
        Deal.Data wanted = edit.apply(deal.data());
        new Fields()
                .required("title", wanted.title())
                .text("title", wanted.title(), Deal.TITLE)
                .text("city", wanted.city(), Deal.CITY)
                .orRefuse();
        boolean otherPeople = !wanted.contacts().equals(deal.contacts());
        boolean otherCompany = wanted.companyId() != null && !wanted.companyId().equals(deal.companyId());
        if (otherPeople || otherCompany) {
            references.check(by.id(), ContactLink.ids(wanted.contacts()), wanted.companyId());
        }
        return change(
                id,
                by,
                expected,
                null,
                now -> DealAccess.changeable(by, Optional.of(now), clock.instant())
                        .edit(edit.apply(now.data()).with(merged)));
    }

    public Deal move(String id, Move move, By by, Expected expected, @Nullable RequestKey key) {
        new Fields().text("comment", move.comment(), COMMENT).orRefuse();
        DealAccess.changeable(by, store.find(id), clock.instant());
        return change(
                id,
                by,
                expected,
                key,
                deal -> DealAccess.changeable(by, Optional.of(deal), clock.instant())
                        .make(move, by, now()));
    }

    public Deal priced(String id, List<Line> lines, By by, Expected expected) {
        DealAccess.changeable(by, store.find(id), clock.instant());
        return change(
                id,
                by,
                expected,
                null,
                deal -> DealAccess.changeable(by, Optional.of(deal), clock.instant())
                        .priced(lines));
    }

    public Deal assign(String id, @Nullable String employeeId, By by, Expected expected, @Nullable RequestKey key) {
        DealAccess.assignable(by, store.find(id), clock.instant());
        if (employeeId != null) {
            employees.check("employeeId", employeeId, Deals::sells);
        }
        return change(id, by, expected, key, deal -> deal.assign(employeeId, "by hand"));
    }

    /** Whether he confirms payments at all. */
    public static boolean confirms(By by) {
        return DealAccess.confirmsAny(by);
    }

    /** When a deal may be won, as the head has decided (S-3). */
    public SaleTerms terms() {
        return settings.terms();
    }

    /** What a manager is to have paid in a month, in whole roubles; 0 while there is no plan. */
    public int monthPlan() {
        return settings.monthPlan();
    }

    /** Who may be made responsible. */
    public List<Employee> sellers() {
        return employees.active(Deals::sells);
    }

    private static boolean sells(Employee who) {
        return who.is(Role.SALES_MANAGER) || who.leads();
    }

    /** What he may do to a deal he sees. */
    public Rights rights(Deal deal, By by) {
        return DealAccess.rights(by, deal);
    }

    /** @param known whether the payment was on the deal before */
    public record Paid(Deal deal, Payment payment, boolean known) {}

    public Paid paid(String id, NewPayment sent, By by, Expected expected) {
        NewPayment wanted = sent.checked();
        String document = wanted.document();
        boolean known = DealAccess.payable(by, store.find(id), clock.instant())
                .paymentOf(document)
                .isPresent();
        boolean accounting = by.is(Role.INTEGRATION_PAYMENTS);
        boolean confirmed = accounting || by.is(Role.BACK_OFFICE);
        Deal deal = change(
                id,
                by,
                expected,
                null,
                now -> DealAccess.payable(by, Optional.of(now), clock.instant())
                        .paid(wanted.amount(), wanted.paidOn(), document, confirmed, accounting, by, now()));
        return new Paid(deal, deal.paymentOf(document).orElseThrow(), known);
    }

    public Deal confirm(String id, String paymentId, By by, Expected expected) {
        DealAccess.confirmable(by, store.find(id), clock.instant());
        return change(id, by, expected, null, deal -> deal.confirm(paymentId));
    }

    public Deal voidPayment(String id, String paymentId, @Nullable String why, By by, Expected expected) {
        new Fields().text("comment", why, COMMENT).orRefuse();
        DealAccess.confirmable(by, store.find(id), clock.instant());
        return change(id, by, expected, null, deal -> deal.voidPayment(paymentId, why));
    }

    /** Whether the request of this key has changed the deal: asked by a service that crashed in between. */
    boolean wasAnswered(String id, String requestKey) {
        return store.knows(id, requestKey);
    }

    private Deal change(String id, By by, Expected expected, @Nullable RequestKey key, UnaryOperator<Deal> change) {
        return store.change(id, by, expected, key, change).orElseThrow(Refusals::notFound);
    }

    private Now now() {
        return new Now(clock.instant(), zone, settings.terms());
    }
}
