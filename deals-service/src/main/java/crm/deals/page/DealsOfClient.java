package crm.deals.page;

import crm.deals.deal.Deal;
import crm.deals.deal.Deals;
import crm.events.CardRef;
import crm.platform.card.CardsOfClient;
import crm.platform.card.ClientPart;
import crm.platform.remote.References.Label;
import crm.platform.security.By;
import crm.ui.Link;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The deals that name a contact or company, on its page (D-10); of those of others their stage, responsible and year. */
@Controller
class DealsOfClient {
    private final CardsOfClient<Deal> found;
    private final Deals deals;
    private final Faces faces;
    private final ZoneId zone;

    DealsOfClient(CardsOfClient<Deal> found, Deals deals, Faces faces, @Value("${crm.zone}") ZoneId zone) {
        this.found = found;
        this.deals = deals;
        this.faces = faces;
        this.zone = zone;
    }

    @GetMapping("/deals/of")
    String of(@RequestParam String card, @RequestParam(required = false) @Nullable String cursor, By by, Model model) {
        CardsOfClient.Found<Deal> of = found.of(card, cursor, by);
        Link repeat = cursor == null && Deals.repeats(by) && hasBought(of.client(), by)
                ? Link.dialog("Повторная сделка", "plus", RepeatPages.NEW + "?client=" + of.client())
                : null;
        return ClientPart.of("deal", "Сделки", "/deals/of", of, deal -> row(deal, by), repeat)
                .into(model, cursor);
    }

    /** S-1: to whom a repeat deal may be made; while the directory is away that is not offered. */
    private boolean hasBought(CardRef client, By by) {
        Label label = faces.label(client, by);
        return label != null && Deals.hasBought(label);
    }

    private ClientPart.Row row(Deal deal, By by) {
        return new ClientPart.Row(
                deal.id(),
                deal.stage().name(),
                faces.responsible(deal),
                ClientPart.year(deal.createdAt(), zone),
                deals.isSeen(deal, by)
                        ? new ClientPart.Face(
                                "/deals/" + deal.id(),
                                deal.title(),
                                faces.badges(deal),
                                deal.lines().isEmpty() ? null : deal.total(),
                                faces.signal(deal),
                                deal.createdAt())
                        : null);
    }
}
