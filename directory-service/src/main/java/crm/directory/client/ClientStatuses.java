package crm.directory.client;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import crm.events.CardKind;
import crm.events.DealUpdated;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.platform.consume.Subscription;
import crm.platform.lease.Leases;
import crm.platform.security.By;
import crm.platform.store.Envelope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** What contacts and companies are to us (D-10): by what they bought, by what a person says, by time. */
@Configuration(proxyBeanMethods = false)
public class ClientStatuses {
    private static final Logger log = LoggerFactory.getLogger(ClientStatuses.class);
    private static final int PAGE = 200;

    private final ClientKinds kinds;
    private final WonDeals won;
    private final Leases leases;
    private final int months;
    private final ZoneId zone;

    /** @param months how long after the last sale somebody is a client */
    ClientStatuses(
            ClientKinds kinds,
            WonDeals won,
            Leases leases,
            @Value("${crm.client.months:12}") int months,
            @Value("${crm.zone}") ZoneId zone) {
        this.kinds = kinds;
        this.won = won;
        this.leases = leases;
        this.months = months;
        this.zone = zone;
    }

    @Bean
    Subscription dealsOfClients() {
        return Subscription.to(Topics.DEALS)
                .on(StageChanged.class, (moved, meta) -> refresh(won.moved(moved, meta), meta))
                .on(DealUpdated.class, (updated, meta) -> refresh(won.updated(updated, meta), meta));
    }

    private void refresh(Set<String> clients, Envelope meta) {
        By by = new By(meta.actor(), "", Set.of());
        for (String id : clients) {
            refresh(kinds.of(CardKind.CONTACT), id, "won", by);
            refresh(kinds.of(CardKind.COMPANY), id, "won", by);
        }
    }

    /** What a card is to us by what is known now. */
    <C extends ClientCard<C>> void refresh(ClientCards<C> cards, String id, String why, By by) {
        if (cards.find(id).isPresent()) {
            // asked anew for each attempt: a sale that came meanwhile counts
            cards.change(id, by, card -> card.becomes(status(card, cards.now()), why, by, cards.now()));
        }
    }

    /** The later of the last sale and what a person said decides; a sale is old after some months. */
    private ClientStatus status(ClientCard<?> card, Instant now) {
        List<WonDeals.Won> deals = won.with(card);
        Life.SetStatus set = card.life().set();
        if (set != null && (deals.isEmpty() || !deals.getFirst().wonAt().isAfter(set.at()))) {
            return set.status();
        }
        if (deals.isEmpty()) {
            return ClientStatus.NONE;
        }
        boolean recent = deals.getFirst()
                .wonAt()
                .atZone(zone)
                .plusMonths(months)
                .toInstant()
                .isAfter(now);
        return recent ? ClientStatus.CLIENT : ClientStatus.FORMER;
    }

    /** Each night clients of long ago become former ones. */
    @Scheduled(cron = "${crm.client.age-at:0 30 3 * * *}", zone = "${crm.zone}")
    void age() {
        int aged = age(kinds.of(CardKind.CONTACT)) + age(kinds.of(CardKind.COMPANY));
        log.info("{} clients looked at", aged);
    }

    private <C extends ClientCard<C>> int age(ClientCards<C> cards) {
        String after = "";
        int looked = 0;
        List<String> page;
        do {
            if (!leases.hold("client-age")) {
                return looked;
            }
            page = new ArrayList<>();
            for (Document row : cards.store()
                    .collection()
                    .find(and(eq("clientStatus", ClientStatus.CLIENT.name()), gt("_id", after)))
                    .projection(Projections.include("_id"))
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)) {
                page.add(row.getString("_id"));
            }
            page.forEach(id -> refresh(cards, id, "age", By.SYSTEM));
            looked += page.size();
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE);
        return looked;
    }
}
