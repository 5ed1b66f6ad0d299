package crm.leads.lead;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import crm.events.CardRef;
import crm.leads.client.KnownClients;
import crm.leads.client.KnownClients.Client;
import crm.leads.client.KnownDeals;
import crm.platform.refusal.Refused;
import crm.platform.store.AggregateStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the lead or deal that is open with somebody who asks again (L-20). A repeat deal made by hand does not count. */
@Component
class OpenCards {
    private static final Logger log = LoggerFactory.getLogger(OpenCards.class);
    private static final int MOST = 50;
    private static final List<String> LIVING =
            List.of(Stage.NEW.name(), Stage.IN_WORK.name(), Stage.QUALIFICATION.name(), Stage.CONVERTED.name());

    private final AggregateStore<Lead> leads;
    private final KnownDeals deals;
    private final KnownClients clients;

    OpenCards(AggregateStore<Lead> leads, KnownDeals deals, KnownClients clients) {
        this.leads = leads;
        this.deals = deals;
        this.clients = clients;
    }

    /** @param lead the lead itself, or the one the deal came from */
    record Open(Lead lead, CardRef card) {}

    Optional<Open> of(Applicant applicant, Collection<String> marks) {
        return newest(in("enquiries.marks", marks)).or(() -> known(applicant));
    }

    /** What the lead is to who asks again: itself while it is open, its deal while that is; else nothing. */
    Optional<CardRef> open(Lead lead) {
        if (lead.stage().isOpen()) {
            return Optional.of(CardRef.lead(lead.id()));
        }
        // a deal that has not been heard of yet is being made
        return Optional.ofNullable(lead.dealId())
                .filter(id -> deals.find(id).map(KnownDeals.Deal::isOpen).orElse(true))
                .map(CardRef::deal);
    }

    private Optional<Open> newest(Bson whose) {
        return leads
                .collection()
                .find(and(whose, in("stage", LIVING)))
                .projection(AggregateStore.WITHOUT_BAGGAGE)
                .sort(Sorts.descending("createdAt"))
                .limit(MOST)
                .map(leads::read)
                .into(new ArrayList<>())
                .stream()
                .flatMap(lead -> open(lead).map(card -> new Open(lead, card)).stream())
                .findFirst();
    }

    private Optional<Open> known(Applicant applicant) {
        List<Client> known;
        try {
            known = clients.having(applicant.phone(), applicant.email(), null);
        } catch (Refused away) {
            // an enquiry is never lost for that: at the worst it is a lead of its own
            log.warn("the directory is not asked who has enquired: {}", away.refusal());
            return Optional.empty();
        }
        List<String> contacts =
                known.stream().filter(Client::isContact).map(Client::id).toList();
        List<String> companies = known.stream()
                .filter(client -> !client.isContact())
                .map(Client::id)
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return newest(or(in("contacts._id", contacts), in("companyId", companies)))
                .or(() -> deals.with(contacts, companies).stream()
                        .filter(deal -> deal.isOpen() && deal.leadId() != null)
                        .flatMap(deal ->
                                leads.find(deal.leadId()).map(lead -> new Open(lead, CardRef.deal(deal.id()))).stream())
                        .findFirst());
    }
}
