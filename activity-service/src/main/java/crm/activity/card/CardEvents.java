package crm.activity.card;

import com.mongodb.client.model.Updates;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CompanyCreated;
import crm.events.CompanyUpdated;
import crm.events.ContactCreated;
import crm.events.CrmEvent;
import crm.events.DealCreated;
import crm.events.DealUpdated;
import crm.events.FieldChange;
import crm.events.LeadConverted;
import crm.events.LeadCreated;
import crm.events.LeadUpdated;
import crm.events.ResponsibleAssigned;
import crm.events.ResponsibleReleased;
import crm.events.StageChanged;
import crm.platform.card.MergedClients;
import crm.platform.store.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the rows of cards from the events of their owners. */
@Component
public class CardEvents {
    private static final Set<String> FROM_CONTRACT_ON = Set.of("CONTRACT", "WON");

    private final Cards cards;
    private final MergedClients merged;

    CardEvents(Cards cards, MergedClients merged) {
        this.cards = cards;
        this.merged = merged;
    }

    public void leadCreated(LeadCreated lead, Envelope meta) {
        tell(
                meta,
                Updates.set("title", lead.title()),
                Updates.set("stage", "NEW"),
                Updates.set("createdBy", lead.createdBy()),
                clients(lead.contactIds(), lead.companyId()),
                responsible(lead.responsibleId()));
    }

    public void dealCreated(DealCreated deal, Envelope meta) {
        List<Bson> all = new ArrayList<>(List.of(
                Updates.set("title", deal.title()),
                Updates.set("stage", "PREPARING_OFFER"),
                clients(deal.contactIds(), deal.companyId()),
                responsible(deal.responsibleId())));
        if (deal.leadId() != null) {
            all.add(Updates.set("leadId", deal.leadId()));
        }
        tell(meta, all.toArray(Bson[]::new));
    }

    private static Bson responsible(@Nullable String id) {
        return id == null ? Updates.unset("responsibleId") : Updates.set("responsibleId", id);
    }

    public void leadUpdated(LeadUpdated lead, Envelope meta) {
        updated(lead.changes(), clients(lead.contactIds(), lead.companyId()), meta);
    }

    public void dealUpdated(DealUpdated deal, Envelope meta) {
        updated(deal.changes(), clients(deal.contactIds(), deal.companyId()), meta);
    }

    private void updated(List<FieldChange> changes, Bson clients, Envelope meta) {
        Stream<Bson> titles = changes.stream()
                .filter(change -> change.field().equals("title") && change.to() != null)
                .map(change -> Updates.set("title", change.to().toString()));
        tell(meta, Stream.concat(Stream.of(clients), titles).toArray(Bson[]::new));
    }

    /** The contacts and the company a lead or deal is about: their timelines show it too. */
    private Bson clients(List<String> contactIds, @Nullable String companyId) {
        Stream<CardRef> people = contactIds.stream().map(id -> new CardRef(CardKind.CONTACT, id));
        Stream<CardRef> company = Stream.ofNullable(companyId).map(id -> new CardRef(CardKind.COMPANY, id));
        return Updates.set(
                "clients",
                Stream.concat(people, company)
                        .map(merged::now)
                        .map(CardRef::toString)
                        .distinct()
                        .toList());
    }

    /** An event that changes nothing here but how far the row has come. */
    public void noted(CrmEvent event, Envelope meta) {
        tell(meta);
    }

    public void stageChanged(StageChanged moved, Envelope meta) {
        if (moved.kind() == CardKind.DEAL && FROM_CONTRACT_ON.contains(moved.to())) {
            tell(meta, Updates.set("stage", moved.to()), Updates.set("contracted", true));
        } else {
            tell(meta, Updates.set("stage", moved.to()));
        }
    }

    public void converted(LeadConverted lead, Envelope meta) {
        tell(meta, Updates.set("dealId", lead.dealId()));
        cards.link(lead.leadId(), lead.dealId(), lead.title(), lead.responsibleId());
    }

    public void assigned(ResponsibleAssigned assigned, Envelope meta) {
        tell(meta, Updates.set("responsibleId", assigned.to()));
    }

    public void released(ResponsibleReleased released, Envelope meta) {
        tell(meta, Updates.unset("responsibleId"));
    }

    public void contactCreated(ContactCreated contact, Envelope meta) {
        tell(meta, Updates.set("responsibleId", contact.responsibleId()));
    }

    public void companyCreated(CompanyCreated company, Envelope meta) {
        tell(meta, Updates.set("title", company.title()), Updates.set("responsibleId", company.responsibleId()));
    }

    public void companyUpdated(CompanyUpdated company, Envelope meta) {
        tell(meta, Updates.set("title", company.title()));
    }

    private void tell(Envelope meta, Bson... updates) {
        cards.tell(CardRef.of(meta.subject()), meta.sequence(), Updates.combine(updates));
    }
}
