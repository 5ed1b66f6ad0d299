package crm.leads.lead;

import static com.mongodb.client.model.Filters.in;

import crm.leads.dictionary.Cities;
import crm.leads.lead.Lead.Now;
import crm.leads.lead.Lead.Origin;
import crm.leads.setting.LeadSettings;
import crm.leads.turn.NextResponsible;
import crm.leads.turn.Turns;
import crm.platform.card.ContactLink;
import crm.platform.card.MergedClients;
import crm.platform.employee.Employees;
import crm.platform.refusal.Fields;
import crm.platform.refusal.Refusals;
import crm.platform.remote.References;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.AggregateStore;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import crm.platform.store.Numbers;
import crm.platform.store.RequestKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What can be done with leads: load, ask the lead, save. */
@Service
public class Leads {
    private static final int ATTEMPTS = 10;

    private final AggregateStore<Lead> store;
    private final Numbers numbers;
    private final Employees employees;
    private final References references;
    private final MergedClients merged;
    private final Cities cities;
    private final LeadWords words;
    private final OpenCards open;
    private final Turns turns;
    private final NextResponsible next;
    private final LeadSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Leads(
            AggregateStore<Lead> store,
            Numbers numbers,
            Employees employees,
            References references,
            MergedClients merged,
            Cities cities,
            LeadWords words,
            OpenCards open,
            Turns turns,
            NextResponsible next,
            LeadSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.employees = employees;
        this.references = references;
        this.merged = merged;
        this.cities = cities;
        this.words = words;
        this.open = open;
        this.turns = turns;
        this.next = next;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** A lead stands in the queue as it came and waits for its turn (L-1). */
    public record Waits(String leadId) {}

    /** The card, if this reader may see it. */
    Lead card(String id, By by) {
        return store.find(id)
                .filter(lead -> LeadAccess.sees(by, lead, clock.instant()))
                .orElseThrow(Refusals::notFound);
    }

    /** Whether he may see the lead, if only its title and stage. */
    public boolean shows(Lead lead, By by) {
        return LeadAccess.sees(by, lead, clock.instant());
    }

    /** Phones and an e-mail as applicants are compared by them (L-16, L-20). */
    public static List<String> marks(@Nullable String phones, @Nullable String email) {
        return Enquiries.marks(phones, email);
    }

    /** @throws crm.platform.refusal.Refused 404 for what he may not see, 403 for what he may see but not change */
    public Lead changeable(String id, By by) {
        return changeable(store.find(id), by);
    }

    private Lead changeable(Optional<Lead> found, By by) {
        return LeadAccess.changeable(by, found, clock.instant());
    }

    /** The lead, for head and director to give away. */
    Lead assignable(String id, By by) {
        Optional<Lead> found = store.find(id);
        LeadAccess.needLeader(by, found, clock.instant());
        return found.orElseThrow(Refusals::notFound);
    }

    /**
     * What came of an enquiry.
     *
     * @param id the lead's; of a repeated enquiry one that leads nowhere
     * @param lead the new one; null when the enquiry was put on an open card (L-20)
     * @param responsibleId whose that card is
     */
    public record Entered(
            String id, @Nullable Lead lead, @Nullable String responsibleId) {
        static Entered of(Lead lead) {
            return new Entered(lead.id(), lead, lead.responsibleId());
        }
    }

    /** Enters a lead by hand or for another system (L-1, L-3). */
    public Entered enter(LeadData data, @Nullable String wantedResponsible, By by, @Nullable RequestKey key) {
        Origin origin = originFor(by);
        String id = Ids.forRequest(key);
        Optional<Lead> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return Entered.of(before.get());
        }
        LeadData wanted = origin == Origin.CALL_CENTRE ? data.from(Source.CALL_CENTER) : data;
        if (origin == Origin.PERSON && !by.leads()) {
            new Fields().required("source", wanted.source()).orRefuse();
        }
        String responsible = responsibleFor(wantedResponsible, by, origin);
        check(origin == Origin.PERSON ? wanted : wanted.from(null), by);
        if (origin.isUnasked()) {
            return arrived(id, wanted.applicant(), number -> wanted.with(merged), origin, by, key);
        }
        Lead fresh = Lead.enter(id, numbers.next("lead"), wanted.with(merged), origin, responsible, by.id(), now());
        return Entered.of(
                responsible == null || responsible.equals(by.id())
                        ? waiting(store.insert(fresh, by, key))
                        : counted(
                                turns.reserveFor(
                                        id, responsible, next.eligible().keySet()),
                                () -> store.insert(fresh, by, key)));
    }

    /** Takes what came from the site; the title may need the number it gets (L-1, L-20). */
    public Entered arrive(Applicant applicant, LongFunction<LeadData> data, @Nullable RequestKey key) {
        String id = Ids.forRequest(key);
        return store.createdBefore(id, key)
                .map(Entered::of)
                .orElseGet(() -> arrived(id, applicant, data, Origin.SITE, By.SYSTEM, key));
    }

    /**
     * A lead, or a note on the card that is open with the one who asks (L-20). Of two equal enquiries at one moment the store lets
     * one become a lead; the other finds it and is a note.
     */
    private Entered arrived(
            String id,
            @Nullable Applicant applicant,
            LongFunction<LeadData> data,
            Origin origin,
            By by,
            @Nullable RequestKey key) {
        Applicant who = applicant == null ? new Applicant(null, null, null) : applicant;
        List<String> marks = Enquiries.marks(who.phone(), who.email());
        Optional<OpenCards.Open> known = marks.isEmpty() ? Optional.empty() : open.of(who, marks);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (known.isPresent()) {
                Optional<Lead> noted = noted(known.get(), data, origin, by);
                if (noted.isPresent()) {
                    return new Entered(id, null, noted.get().responsibleId());
                }
            }
            long number = numbers.next("lead");
            try {
                return Entered.of(waiting(store.insert(
                        Lead.enter(id, number, data.apply(number), origin, null, by.id(), now()), by, key)));
            } catch (DuplicateKeyException claimed) {
                Lead holder = store.collection()
                        .find(in("enquiries.claims", marks))
                        .projection(AggregateStore.WITHOUT_BAGGAGE)
                        .map(store::read)
                        .first();
                if (holder == null) {
                    continue;
                }
                known = open.open(holder).map(card -> new OpenCards.Open(holder, card));
                if (known.isEmpty()) {
                    store.change(holder.id(), By.SYSTEM, Lead::unclaimed);
                }
            }
        }
        throw new IllegalStateException("the enquiry " + id + " is neither a lead nor a note");
    }

    /** Empty if the lead was refused a moment ago: then it is a new one. */
    private Optional<Lead> noted(OpenCards.Open known, LongFunction<LeadData> data, Origin origin, By by) {
        LeadData said = data.apply(known.lead().number());
        return store.change(known.lead().id(), by, lead -> {
                    Enquiry enquiry = new Enquiry(
                            clock.instant(), origin.code(), said.applicant(), said.sourceDetails(), said.comment());
                    return lead.stage() == Stage.REJECTED ? lead : lead.askedAgain(enquiry, known.card());
                })
                .filter(lead -> lead.stage() != Stage.REJECTED);
    }

    private Lead waiting(Lead lead) {
        if (lead.duty().isWaiting()) {
            publisher.publishEvent(new Waits(lead.id()));
        }
        return lead;
    }

    /** Whether he may enter leads at all: asked before a form is shown. */
    static void needEntering(By by) {
        originFor(by);
    }

    private static Origin originFor(By by) {
        if (by.leads() || by.is(Role.SALES_MANAGER)) {
            return Origin.PERSON;
        }
        if (by.is(Role.CALL_CENTER)) {
            return Origin.CALL_CENTRE;
        }
        if (by.is(Role.INTEGRATION_INTAKE)) {
            return Origin.INTEGRATION;
        }
        throw Refusals.forbidden();
    }

    private @Nullable String responsibleFor(@Nullable String wanted, By by, Origin origin) {
        if (by.leads()) {
            if (wanted != null) {
                checkEmployee(wanted, "responsibleId");
            }
            return wanted;
        }
        String himself = origin == Origin.PERSON ? by.id() : null;
        if (wanted != null && !wanted.equals(himself)) {
            throw Refusals.invalid("responsibleId", "head-only");
        }
        return himself;
    }

    private void checkEmployee(String id, String field) {
        employees.check(field, id, who -> who.is(Role.SALES_MANAGER) || who.leads());
    }

    private void check(LeadData data, By by) {
        String city = data.city();
        new Fields()
                .check(city == null || cities.knows(city), "city", "unknown")
                .check(city == null || !cities.isArchived(city), "city", "archived")
                .check(
                        data.source() == null || !data.source().isChosenByHand() || !words.isArchived(data.source()),
                        "source",
                        "archived")
                .orRefuse();
        references.check(by.id(), ContactLink.ids(data.contacts()), data.companyId());
    }

    Lead edit(String id, UnaryOperator<LeadData> edit, By by, Expected expected) {
        Lead lead = changeable(store.find(id), by);
        LeadData wanted = edit.apply(lead.data());
        boolean references = !wanted.contacts().equals(lead.contacts())
                || (wanted.companyId() != null && !wanted.companyId().equals(lead.companyId()));
        boolean chosen = !Objects.equals(wanted.city(), lead.city()) || !Objects.equals(wanted.source(), lead.source());
        if (references || chosen) {
            // what was chosen before may be archived by now
            LeadData fresh = references ? wanted : wanted.withoutReferences();
            check(fresh.choosing(lead.data()), by);
        }
        return store.change(
                        id,
                        by,
                        expected,
                        null,
                        now -> changeable(Optional.of(now), by)
                                .edit(edit.apply(now.data()).with(merged)))
                .orElseThrow(Refusals::notFound);
    }

    Lead move(String id, Move move, By by, Expected expected, @Nullable RequestKey key) {
        changeable(store.find(id), by);
        if (move.reason() != null
                && words.isArchived(move.reason())
                && store.answered(id, key).isEmpty()) {
            throw Refusals.invalid("reason", "archived");
        }
        return store.change(
                        id,
                        by,
                        expected,
                        key,
                        lead -> changeable(Optional.of(lead), by).make(move, by, now()))
                .orElseThrow(Refusals::notFound);
    }

    Lead assign(String id, @Nullable String employeeId, By by, Expected expected, @Nullable RequestKey key) {
        Lead before = assignable(id, by);
        if (employeeId == null) {
            return store.change(id, by, expected, key, lead -> lead.assign(null, "", now()))
                    .orElseThrow(Refusals::notFound);
        }
        checkEmployee(employeeId, "employeeId");
        if (employeeId.equals(before.responsibleId()) || store.answered(id, key).isPresent()) {
            return store.change(id, by, expected, key, lead -> lead.assign(employeeId, why(null), now()))
                    .orElseThrow(Refusals::notFound);
        }
        NextResponsible.Proposal proposal = next.propose();
        String why = why(employeeId.equals(proposal.employeeId()) ? proposal.why() : null);
        return counted(
                turns.reserveFor(id, employeeId, next.eligible().keySet()),
                () -> store.change(id, by, expected, key, lead -> lead.assign(employeeId, why, now()))
                        .orElseThrow(Refusals::notFound));
    }

    private static String why(@Nullable String proposed) {
        return proposed == null ? "назначено вручную" : "назначено вручную по предложению: " + proposed;
    }

    /** What is not given does not count as given. */
    private Lead counted(Turns.Reservation reservation, Supplier<Lead> give) {
        boolean given = false;
        try {
            Lead lead = give.get();
            given = reservation.to().equals(lead.responsibleId());
            return lead;
        } finally {
            turns.settle(reservation, given);
        }
    }

    /** Gives a waiting lead to whom it is reserved for; what does not wait any more stays as it is (L-1). */
    public boolean give(Turns.Reservation reservation, String how, String why) {
        return settled(reservation, lead -> lead.give(reservation.to(), how, why, now()));
    }

    /** L-19: from one who did not take it in time to whom it is reserved for. */
    public boolean handOn(Turns.Reservation reservation, String from, String how, String why) {
        return settled(reservation, lead -> lead.handOn(from, reservation.to(), how, why, now()));
    }

    private boolean settled(Turns.Reservation reservation, UnaryOperator<Lead> change) {
        boolean given = false;
        try {
            boolean[] changed = new boolean[1];
            store.change(reservation.leadId(), By.SYSTEM, lead -> {
                Lead after = change.apply(lead);
                changed[0] = after != lead;
                return after;
            });
            given = changed[0];
            return given;
        } finally {
            turns.settle(reservation, given);
        }
    }

    /** L-19: notes that a lead was not taken in time. */
    public void overdue(String id, Instant assignedUntil, int minutes) {
        store.change(id, By.SYSTEM, lead -> lead.overdue(assignedUntil, minutes, now()));
    }

    /** Whose the lead is now; for what a crash left. */
    public boolean belongsTo(String id, String employeeId) {
        return store.find(id)
                .filter(lead -> employeeId.equals(lead.responsibleId()))
                .isPresent();
    }

    /** L-5: the first activity on a new lead takes it into work. */
    void firstActivityPlanned(String leadId, String plannedBy, String plannedFor) {
        store.change(leadId, By.SYSTEM, lead -> lead.firstActivityPlanned(plannedBy, plannedFor, now()));
    }

    /** Whether the request of this key has changed the lead: asked by a service that crashed in between. */
    boolean wasAnswered(String id, String requestKey) {
        return store.knows(id, requestKey);
    }

    private Now now() {
        return new Now(clock.instant(), settings.workingTime());
    }
}
