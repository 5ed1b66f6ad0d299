package crm.leads.lead;

import crm.platform.card.CardsOfClient;
import crm.platform.card.ClientPart;
import crm.platform.security.By;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The leads that name a contact or company, on its page (D-10); of those of others their stage, responsible and year. */
@Controller
class LeadsOfClient {
    private final CardsOfClient<Lead> leads;
    private final LeadCards cards;
    private final Clock clock;
    private final ZoneId zone;

    LeadsOfClient(CardsOfClient<Lead> leads, LeadCards cards, Clock clock, @Value("${crm.zone}") ZoneId zone) {
        this.leads = leads;
        this.cards = cards;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/leads/of")
    String of(@RequestParam String card, @RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        return ClientPart.of("lead", "Лиды", "/leads/of", leads.of(card, cursor, by), lead -> row(lead, by), null)
                .into(model, cursor);
    }

    private ClientPart.Row row(Lead lead, By by) {
        boolean seen = LeadAccess.sees(by, lead, clock.instant()) && !LeadAccess.seesTitleOnly(by, lead);
        return new ClientPart.Row(
                lead.id(),
                lead.stage().name(),
                cards.person(lead.responsibleId()),
                ClientPart.year(lead.createdAt(), zone),
                seen
                        ? new ClientPart.Face(
                                "/leads/" + lead.id(),
                                lead.title(),
                                List.of(),
                                null,
                                lead.stage().isOpen() ? LeadCards.signal(lead) : null,
                                lead.createdAt())
                        : null);
    }
}
