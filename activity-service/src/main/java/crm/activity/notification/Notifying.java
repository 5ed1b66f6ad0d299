package crm.activity.notification;

import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.events.AcceptanceOverdue;
import crm.events.ActivityPlanned;
import crm.events.ActivityReassigned;
import crm.events.ActivityUpdated;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.EnquiryRepeated;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.employee.Employee;
import crm.platform.employee.Employees;
import crm.platform.security.By;
import crm.platform.security.Role;
import crm.platform.store.Envelope;
import crm.platform.store.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which events somebody is told of (T-10). Nobody is told of what he did himself, and nothing of what is older than two days:
 * a service that reads the whole log anew would else tell of years.
 */
@Configuration(proxyBeanMethods = false)
class Notifying {
    private static final Duration NEWS = Duration.ofDays(2);

    private final Notices notices;
    private final Cards cards;
    private final Employees employees;
    private final Clock clock;

    Notifying(Notices notices, Cards cards, Employees employees, Clock clock) {
        this.notices = notices;
        this.cards = cards;
        this.employees = employees;
        this.clock = clock;
    }

    @Bean
    Subscription leadsNotify() {
        return Subscription.to(Topics.LEADS)
                .on(ResponsibleAssigned.class, this::assigned)
                .on(ResponsibleReleased.class, this::released)
                .on(StageChanged.class, this::accepted)
                .on(AcceptanceOverdue.class, this::overdue)
                .on(EnquiryRepeated.class, this::enquired);
    }

    @Bean
    Subscription dealsNotify() {
        return Subscription.to(Topics.DEALS)
                .on(ResponsibleAssigned.class, this::assigned)
                .on(ResponsibleReleased.class, this::released);
    }

    @Bean
    Subscription activitiesNotify() {
        return Subscription.to(Topics.ACTIVITIES)
                .on(ActivityPlanned.class, this::planned)
                .on(ActivityUpdated.class, (updated, meta) -> invited(updated.participants(), updated.card(), meta))
                .on(ActivityReassigned.class, this::reassigned)
                .on(CommentAdded.class, this::commented);
    }

    private void assigned(ResponsibleAssigned assigned, Envelope meta) {
        tell(List.of(assigned.to()), Cause.ASSIGNED, CardRef.of(meta.subject()), null, meta, meta.id());
    }

    private void released(ResponsibleReleased released, Envelope meta) {
        if (released.dismissalId() != null) {
            // once for all cards of a kind that came free with him
            String cause = released.dismissalId() + released.kind().code();
            tell(heads(), Cause.RELEASED, CardRef.of(meta.subject()), null, meta, cause);
        }
    }

    /** L-4: for the head it is the signal that the lead is accepted. */
    private void accepted(StageChanged moved, Envelope meta) {
        if (moved.kind() == CardKind.LEAD
                && moved.from().equals("NEW")
                && moved.to().equals("IN_WORK")) {
            tell(heads(), Cause.ACCEPTED, CardRef.of(meta.subject()), null, meta, meta.id());
        }
    }

    /** L-19: once for each assignment. */
    private void overdue(AcceptanceOverdue overdue, Envelope meta) {
        tell(heads(), Cause.OVERDUE, CardRef.of(meta.subject()), null, meta, meta.id());
    }

    /** L-20: whose card it is hears of it; of a card nobody has the head does. */
    private void enquired(EnquiryRepeated enquiry, Envelope meta) {
        String responsible = cards.find(enquiry.card())
                .or(() -> cards.find(CardRef.of(meta.subject())))
                .map(Card::responsibleId)
                .orElse(null);
        tell(
                responsible == null ? heads() : List.of(responsible),
                Cause.ENQUIRY,
                enquiry.card(),
                null,
                meta,
                meta.id());
    }

    private void planned(ActivityPlanned planned, Envelope meta) {
        if (planned.by().equals("person")) {
            tell(List.of(planned.responsibleId()), Cause.TASK, planned.card(), meta.aggregateId(), meta, meta.id());
        }
        invited(planned.participants(), planned.card(), meta);
    }

    /** Once for an activity, however often it is changed. */
    private void invited(Collection<String> participants, CardRef card, Envelope meta) {
        tell(participants, Cause.INVITED, card, meta.aggregateId(), meta, meta.aggregateId());
    }

    private void reassigned(ActivityReassigned reassigned, Envelope meta) {
        if (!meta.actor().equals(By.SYSTEM.id())) {
            tell(List.of(reassigned.to()), Cause.TASK, reassigned.card(), meta.aggregateId(), meta, meta.id());
        }
    }

    private void commented(CommentAdded comment, Envelope meta) {
        tell(comment.mentions(), Cause.MENTIONED, comment.card(), meta.aggregateId(), meta, meta.id());
    }

    private List<String> heads() {
        return employees.withRole(Role.SALES_HEAD).stream().map(Employee::id).toList();
    }

    private void tell(
            Collection<String> who, Cause cause, CardRef card, @Nullable String activityId, Envelope meta, String of) {
        if (meta.time().isBefore(clock.instant().minus(NEWS))) {
            return;
        }
        who.stream()
                .filter(id -> !id.equals(meta.actor()))
                .forEach(id -> notices.tell(new Notice(
                        Ids.derived("notice", cause.name(), of, id),
                        id,
                        cause,
                        card,
                        activityId,
                        meta.actor(),
                        meta.time(),
                        false)));
    }
}
