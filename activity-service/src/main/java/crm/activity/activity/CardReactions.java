package crm.activity.activity;

import crm.activity.card.Card;
import crm.activity.card.Cards;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.LeadConverted;
import crm.events.ResponsibleAssigned;
import crm.events.StageChanged;
import crm.platform.refusal.Problems;
import crm.platform.security.By;
import crm.platform.store.Envelope;
import crm.platform.store.Expected;
import crm.platform.store.Ids;
import java.time.Clock;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happens to activities when their card moves: the first call (L-4), the task to come back (L-14), and open activities
 * that follow their card (L-18). Each handler can be repeated; an event older than one handled already does nothing.
 */
@Component
public class CardReactions {
    private static final LocalTime COME_BACK_AT = LocalTime.of(10, 0);

    private final Activities activities;
    private final Cards cards;
    private final Problems words;
    private final Clock clock;

    CardReactions(Activities activities, Cards cards, Problems words, Clock clock) {
        this.activities = activities;
        this.cards = cards;
        this.words = words;
        this.clock = clock;
    }

    public void stageChanged(StageChanged moved, Envelope meta) {
        CardRef card = CardRef.of(meta.subject());
        if (!cards.isCurrent(card, meta.sequence())) {
            return;
        }
        boolean accepted = moved.kind() == CardKind.LEAD
                && moved.from().equals("NEW")
                && moved.to().equals("IN_WORK")
                && moved.because().equals("person");
        if (accepted && moved.responsibleId() != null) {
            planFirstCall(card, moved.responsibleId(), meta);
        }
        if (moved.from().equals("REJECTED")) {
            cancelReturn(card);
        }
        if (moved.to().equals("REJECTED") || moved.to().equals("WON")) {
            activities.openOn(card).stream()
                    .filter(open -> !Activity.RETURN.equals(open.purpose()))
                    .forEach(this::end);
        }
        if (moved.returnOn() != null && moved.responsibleId() != null) {
            planReturn(card, moved, meta);
        }
    }

    /** What is being closed at this moment is closed as it was wished, and known to be when the wish is repeated. */
    private void end(Activity open) {
        activities.change(
                open.id(),
                By.SYSTEM,
                Expected.ANY,
                open.closing() == null ? null : open.closing().request(),
                activity -> activity.cardEnded(clock.instant()));
    }

    /** L-4: at once, for the responsible, unless something is open already. */
    private void planFirstCall(CardRef card, String responsibleId, Envelope meta) {
        String id = Ids.derived(Activity.FIRST_CALL, meta.id());
        if (activities.openOn(card).stream().allMatch(open -> open.id().equals(id))) {
            Plan call = Plan.of(ActivityType.CALL, meta.time(), words.words("activity.first-call"), responsibleId);
            activities.planBySystem(id, card, call, Activity.FIRST_CALL, meta.time());
        }
    }

    /** L-14: on the day, at 10:00 where the responsible is. */
    private void planReturn(CardRef card, StageChanged moved, Envelope meta) {
        var due = moved.returnOn()
                .atTime(COME_BACK_AT)
                .atZone(activities.zoneOf(moved.responsibleId()))
                .toInstant();
        String text = words.words(moved.kind() == CardKind.LEAD ? "activity.return.lead" : "activity.return.deal");
        activities.planBySystem(
                Ids.derived(Activity.RETURN, meta.id()),
                card,
                Plan.of(ActivityType.TASK, due, text, moved.responsibleId()),
                Activity.RETURN,
                meta.time());
    }

    /** L-14: back in work before the day, the task to come back is pointless. */
    private void cancelReturn(CardRef card) {
        activities.openOn(card).stream()
                .filter(open -> Activity.RETURN.equals(open.purpose()))
                .filter(open -> open.dueAt() != null && open.dueAt().isAfter(clock.instant()))
                .forEach(open -> activities.change(
                        open.id(), By.SYSTEM, Expected.ANY, null, activity -> activity.cardEnded(clock.instant())));
    }

    /**
     * L-18: a new responsible gets what the previous one had open, and what is held for a dismissed one (D-6); colleagues'
     * tasks stay theirs.
     */
    public void assigned(ResponsibleAssigned assigned, Envelope meta) {
        CardRef card = CardRef.of(meta.subject());
        if (!cards.isCurrent(card, meta.sequence())) {
            return;
        }
        activities.openOn(card).stream()
                .filter(open -> open.heldFor() != null
                        || (open.responsibleId() != null && open.responsibleId().equals(assigned.from()))
                        || activities.isDismissed(open.responsibleId()))
                .forEach(open -> activities.change(
                        open.id(),
                        By.SYSTEM,
                        Expected.ANY,
                        null,
                        activity -> activities.given(activity, assigned.to())));
    }

    /**
     * L-18: what is open on a converted lead goes on at its deal. Of the deal more may be known already: that somebody else has
     * it now, or that it has ended.
     */
    public void converted(LeadConverted lead, Envelope meta) {
        CardRef from = CardRef.lead(lead.leadId());
        CardRef deal = CardRef.deal(lead.dealId());
        activities
                .openOn(from)
                .forEach(open ->
                        activities.change(open.id(), By.SYSTEM, Expected.ANY, null, activity -> activity.moveTo(deal)));
        String had = lead.responsibleId();
        for (String has = responsibleOf(deal); has != null && !has.equals(had); has = responsibleOf(deal)) {
            String former = had;
            String now = has;
            broughtBy(from, deal)
                    .filter(open -> former.equals(open.responsibleId()))
                    .forEach(open -> activities.change(
                            open.id(), By.SYSTEM, Expected.ANY, null, activity -> activities.given(activity, now)));
            had = now;
        }
        if (cards.find(deal).filter(Card::isClosed).isPresent()) {
            broughtBy(from, deal)
                    .filter(open -> !Activity.RETURN.equals(open.purpose()))
                    .forEach(this::end);
        }
    }

    private Stream<Activity> broughtBy(CardRef lead, CardRef deal) {
        return activities.openOn(deal).stream().filter(open -> open.cards().contains(lead.toString()));
    }

    private @Nullable String responsibleOf(CardRef card) {
        return cards.find(card).map(Card::responsibleId).orElse(null);
    }
}
