package crm.activity.timeline;

import crm.activity.activity.CardReactions;
import crm.activity.card.CardEvents;
import crm.events.AcceptanceOverdue;
import crm.events.CardRef;
import crm.events.CompanyCreated;
import crm.events.CompanyMerged;
import crm.events.CompanyUpdated;
import crm.events.ContactCreated;
import crm.events.ContactMerged;
import crm.events.ContactUpdated;
import crm.events.CrmEvent;
import crm.events.DealCreated;
import crm.events.DealLinesChanged;
import crm.events.DealUpdated;
import crm.events.DocumentGenerated;
import crm.events.DocumentRevised;
import crm.events.EnquiryRepeated;
import crm.events.LeadConverted;
import crm.events.LeadCreated;
import crm.events.LeadUpdated;
import crm.events.PaymentConfirmed;
import crm.events.PaymentReceived;
import crm.events.PaymentVoided;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.signal.Hints;
import crm.platform.store.Envelope;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the timeline hears of cards. For each event, in this order: the reactions of activities (they look whether the event is
 * still news), the entry people read, and last the card's row: when its sequence has come to an event, all else is done.
 */
@Configuration(proxyBeanMethods = false)
class Listening {
    private final CardEvents cards;
    private final CardReactions reactions;
    private final SystemEntries entries;
    private final Hints hints;

    Listening(CardEvents cards, CardReactions reactions, SystemEntries entries, Hints hints) {
        this.cards = cards;
        this.reactions = reactions;
        this.entries = entries;
        this.hints = hints;
    }

    @Bean
    Subscription leadsOnTimeline() {
        return Subscription.to(Topics.LEADS)
                .on(LeadCreated.class, kept(cards::leadCreated))
                .on(LeadUpdated.class, kept(cards::leadUpdated))
                .on(StageChanged.class, kept(reactions::stageChanged, cards::stageChanged))
                .on(ResponsibleAssigned.class, kept(reactions::assigned, cards::assigned))
                .on(ResponsibleReleased.class, kept(cards::released))
                .on(AcceptanceOverdue.class, kept(cards::noted))
                .on(EnquiryRepeated.class, kept(cards::noted))
                .on(LeadConverted.class, (lead, meta) -> {
                    // the row first: whoever plans on the lead from now on is sent to the deal
                    cards.converted(lead, meta);
                    reactions.converted(lead, meta);
                });
    }

    @Bean
    Subscription dealsOnTimeline() {
        return Subscription.to(Topics.DEALS)
                .on(DealCreated.class, kept(cards::dealCreated))
                .on(DealUpdated.class, kept(cards::dealUpdated))
                .on(StageChanged.class, known(reactions::stageChanged, cards::stageChanged))
                .on(ResponsibleAssigned.class, known(reactions::assigned, cards::assigned))
                .on(ResponsibleReleased.class, kept(cards::released))
                .on(DealLinesChanged.class, kept(cards::noted))
                .on(PaymentReceived.class, kept(cards::noted))
                .on(PaymentConfirmed.class, kept(cards::noted))
                .on(PaymentVoided.class, kept(cards::noted));
    }

    @Bean
    Subscription directoryOnTimeline() {
        return Subscription.to(Topics.DIRECTORY)
                .on(ContactCreated.class, kept(cards::contactCreated))
                .on(ContactUpdated.class, kept(cards::noted))
                .on(ContactMerged.class, kept(cards::noted))
                .on(CompanyMerged.class, kept(cards::noted))
                .on(CompanyCreated.class, kept(cards::companyCreated))
                .on(CompanyUpdated.class, kept(cards::companyUpdated))
                .on(ResponsibleAssigned.class, kept(cards::assigned))
                .on(ResponsibleReleased.class, kept(cards::released));
    }

    @Bean
    Subscription documentsOnTimeline() {
        return Subscription.to(Topics.DOCUMENTS)
                .on(DocumentGenerated.class, (made, meta) -> document(made.card(), meta))
                .on(DocumentRevised.class, (revised, meta) -> document(revised.card(), meta));
    }

    private void document(CardRef card, Envelope meta) {
        entries.keepOfDocument(meta, card);
        hints.changed(card, meta.type(), meta.sequence());
    }

    private <E extends CrmEvent> BiConsumer<E, Envelope> kept(BiConsumer<E, Envelope> row) {
        return kept((event, meta) -> {}, row);
    }

    private <E extends CrmEvent> BiConsumer<E, Envelope> kept(
            BiConsumer<E, Envelope> reaction, BiConsumer<E, Envelope> row) {
        return (event, meta) -> {
            reaction.accept(event, meta);
            entries.keep(meta);
            row.accept(event, meta);
        };
    }

    /** The reaction once more when the row is written: what came from the lead in between did not know of it. */
    private <E extends CrmEvent> BiConsumer<E, Envelope> known(
            BiConsumer<E, Envelope> reaction, BiConsumer<E, Envelope> row) {
        return kept(reaction, row).andThen(reaction);
    }
}
