package crm.documents.card;

import crm.events.CardRef;
import crm.platform.refusal.Refusals;
import crm.platform.refusal.Refused;
import crm.platform.remote.Remote;
import crm.platform.remote.Remotes;
import crm.platform.security.By;
import crm.platform.security.Role;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Deals and companies at this moment, from the services that own them, by the right of whoever asks. */
@Component
public class Owners {
    private static final Role[] READERS = {
        Role.SALES_MANAGER, Role.SALES_HEAD, Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.BACK_OFFICE
    };

    private final Deals known;
    private final Remote deals;
    private final Remote directory;

    Owners(Deals known, Remotes remotes) {
        this.known = known;
        this.deals = remotes.asCaller("deals");
        this.directory = remotes.asCaller("directory");
    }

    /** Empty when there is none for him; 503 while deals-service is away. */
    public Optional<DealCard> deal(CardRef ref) {
        return deals.ask(client ->
                client.get().uri("/api/deals/{id}", ref.id()).retrieve().body(DealCard.class));
    }

    public Optional<CompanyCard> company(String id) {
        return directory.ask(
                client -> client.get().uri("/api/companies/{id}", id).retrieve().body(CompanyCard.class));
    }

    /**
     * The deal, if this reader may see its documents: by what events have told, and when that does not (yet) allow, by asking.
     *
     * @throws Refused 404 when there is none for him, 503 when only deals-service could tell and is away
     */
    public Deal visible(CardRef ref, By by) {
        if (!by.isAny(READERS)) {
            throw Refusals.notFound();
        }
        return known.find(ref)
                .filter(deal -> deal.isSeenBy(by))
                .orElseGet(() -> deal(ref)
                        .map(card -> card.seenByDesk(by.is(Role.BACK_OFFICE)))
                        .filter(deal -> deal.isSeenBy(by))
                        .orElseThrow(Refusals::notFound));
    }
}
