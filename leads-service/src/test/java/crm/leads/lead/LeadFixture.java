package crm.leads.lead;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.leads.lead.Lead.Now;
import crm.leads.lead.Lead.Origin;
import crm.leads.setting.WorkingTime;
import crm.platform.card.ContactLink;
import crm.platform.refusal.Refusal;
import crm.platform.refusal.Refused;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.signal.Seen;
import crm.platform.store.News;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Leads as the department speaks of them: {@code aLead().at(QUALIFICATION).with(4).attempts()}. */
final class LeadFixture {
    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    /** A Monday, 10:00 in Moscow. */
    static final Now NOW = new Now(Instant.parse("2026-11-23T07:00:00Z"), WorkingTime.usual(MOSCOW));

    static final By ANNA = new By("anna", "Анна Ковалёва", Set.of(Role.SALES_MANAGER));
    static final By OLGA = new By("olga", "Ольга Белова", Set.of(Role.SALES_HEAD));

    private String title = "Компания «Нэйм»";
    private Source source = Source.OUTBOUND_CALL;
    private String details;
    private List<ContactLink> contacts = List.of(new ContactLink("irina", ContactLink.Role.MAIN));
    private String responsible = ANNA.id();
    private Stage stage = Stage.NEW;
    private Origin origin = Origin.PERSON;
    private int attempts;

    static LeadFixture aLead() {
        return new LeadFixture();
    }

    LeadFixture at(Stage stage) {
        this.stage = stage;
        return this;
    }

    LeadFixture from(Source source) {
        this.source = source;
        return this;
    }

    LeadFixture fromSite(String details) {
        this.origin = Origin.SITE;
        this.source = Source.SITE;
        this.details = details;
        this.responsible = null;
        return this;
    }

    LeadFixture details(String details) {
        this.details = details;
        return this;
    }

    LeadFixture withoutSource() {
        return from(null);
    }

    LeadFixture withoutContacts() {
        this.contacts = List.of();
        return this;
    }

    LeadFixture nobodys() {
        this.responsible = null;
        return this;
    }

    LeadFixture of(String responsible) {
        this.responsible = responsible;
        return this;
    }

    LeadFixture afterAttempts(int attempts) {
        this.attempts = attempts;
        return this;
    }

    /** As it would be read from the store: no news aboard. */
    Lead stored() {
        Lead fresh = entered();
        return new Lead(
                fresh.id(),
                3L,
                fresh.sequence() + fresh.news().events().size(),
                fresh.number(),
                fresh.title(),
                fresh.source(),
                fresh.sourceDetails(),
                fresh.sourceLocked(),
                fresh.city(),
                fresh.comment(),
                fresh.applicant(),
                fresh.contacts(),
                fresh.companyId(),
                responsible,
                fresh.releasedFrom(),
                fresh.assignedAt(),
                stage,
                NOW.at().minusSeconds(3 * 24 * 3600),
                null,
                stage == Stage.REJECTED ? new Rejection(Reason.TOO_SMALL, null, null) : null,
                null,
                fresh.createdAt(),
                fresh.createdBy(),
                fresh.duty(),
                fresh.enquiries(),
                fresh.search(),
                new Seen(null, 0, attempts, List.of(), List.of(), 1),
                News.none());
    }

    Lead entered() {
        return Lead.enter(
                "lead-1",
                2411,
                new LeadData(title, source, details, "MOW", null, contacts, null, null),
                origin,
                responsible,
                ANNA.id(),
                NOW);
    }

    Lead make(Move move, By by) {
        return stored().make(move, by, NOW);
    }

    static LocalDate today() {
        return LocalDate.ofInstant(NOW.at(), MOSCOW);
    }

    static Refusal refusalOf(ThrowingCallable action) {
        return catchThrowableOfType(Refused.class, action).refusal();
    }
}
