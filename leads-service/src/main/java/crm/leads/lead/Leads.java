package crm.leads.lead;

import crm.leads.dictionary.Cities;
import crm.leads.lead.Lead.Now;
import crm.leads.lead.Lead.Origin;
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
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** What can be done with leads: load, ask the lead, save. */
@Service
public class Leads {
    private final AggregateStore<Lead> store;
    private final Numbers numbers;
    private final Employees employees;
    private final References references;
    private final MergedClients merged;
    private final Cities cities;
    private final Clock clock;
    private final ZoneId zone;

    Leads(
            AggregateStore<Lead> store,
            Numbers numbers,
            Employees employees,
            References references,
            MergedClients merged,
            Cities cities,
            Clock clock,
            @Value("${crm.zone}") ZoneId zone) {
        this.store = store;
        this.numbers = numbers;
        this.employees = employees;
        this.references = references;
        this.merged = merged;
        this.cities = cities;
        this.clock = clock;
        this.zone = zone;
    }

    /** The card, if this reader may see it. */
    Lead card(String id, By by) {
        return store.find(id)
                .filter(lead -> LeadAccess.sees(by, lead, clock.instant()))
                .orElseThrow(Refusals::notFound);
    }

    /** @throws crm.platform.refusal.Refused 404 for what he may not see, 403 for what he may see but not change */
    Lead changeable(String id, By by) {
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

    /** Enters a lead by hand or for another system (L-1, L-3). */
    Lead enter(LeadData data, @Nullable String wantedResponsible, By by, @Nullable RequestKey key) {
        Origin origin = originFor(by);
        String id = Ids.forRequest(key);
        Optional<Lead> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        LeadData wanted = origin == Origin.CALL_CENTRE ? data.from(Source.CALL_CENTER) : data;
        if (origin == Origin.PERSON && !by.leads()) {
            new Fields().required("source", wanted.source()).orRefuse();
        }
        String responsible = responsibleFor(wantedResponsible, by, origin);
        check(wanted, by);
        return store.insert(
                Lead.enter(id, numbers.next("lead"), wanted.with(merged), origin, responsible, by.id(), now()),
                by,
                key);
    }

    /** Enters a lead that came by itself from the site; the title may need the number it gets. */
    public Lead arrive(java.util.function.LongFunction<LeadData> data, @Nullable RequestKey key) {
        String id = Ids.forRequest(key);
        Optional<Lead> before = store.createdBefore(id, key);
        if (before.isPresent()) {
            return before.get();
        }
        long number = numbers.next("lead");
        return store.insert(
                Lead.enter(id, number, data.apply(number), Origin.SITE, null, By.SYSTEM.id(), now()), By.SYSTEM, key);
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
        new Fields()
                .check(data.city() == null || cities.knows(data.city()), "city", "unknown")
                .orRefuse();
        references.check(by.id(), ContactLink.ids(data.contacts()), data.companyId());
    }

    Lead edit(String id, UnaryOperator<LeadData> edit, By by, Expected expected) {
        Lead lead = changeable(store.find(id), by);
        LeadData wanted = edit.apply(lead.data());
        boolean references = !wanted.contacts().equals(lead.contacts())
                || (wanted.companyId() != null && !wanted.companyId().equals(lead.companyId()));
        if (references || wanted.city() != null) {
            check(references ? wanted : wanted.withoutReferences(), by);
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
        return store.change(
                        id,
                        by,
                        expected,
                        key,
                        lead -> changeable(Optional.of(lead), by).make(move, by, now()))
                .orElseThrow(Refusals::notFound);
    }

    Lead assign(String id, @Nullable String employeeId, By by, Expected expected, @Nullable RequestKey key) {
        assignable(id, by);
        if (employeeId != null) {
            checkEmployee(employeeId, "employeeId");
        }
        return store.change(id, by, expected, key, lead -> lead.assign(employeeId, "by hand", now()))
                .orElseThrow(Refusals::notFound);
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
        return new Now(clock.instant(), zone);
    }
}
