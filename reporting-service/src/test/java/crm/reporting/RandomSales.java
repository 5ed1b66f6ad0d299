package crm.reporting;

import crm.testing.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random legal history of leads and deals of one year, the same for the same seed. */
public final class RandomSales {
    private static final Instant BEGINS = Instant.parse("2025-01-01T00:00:00Z");
    private static final long YEAR_MILLIS = 365L * 86_400_000;
    private static final List<String> PEOPLE = List.of(User.MANAGER1.id(), User.MANAGER2.id(), User.HEAD.id());
    private static final List<String> SOURCES = List.of("SOCIAL", "REFERRAL", "SITE", "EVENT");
    private static final Map<String, List<String>> LEAD_MOVES = Map.of(
            "NEW", List.of("IN_WORK", "CONVERTED", "REJECTED"),
            "IN_WORK", List.of("QUALIFICATION", "CONVERTED", "REJECTED"),
            "QUALIFICATION", List.of("IN_WORK", "CONVERTED", "REJECTED"),
            "REJECTED", List.of("IN_WORK", "QUALIFICATION"));
    private static final List<String> DEAL_STAGES =
            List.of("PREPARING_OFFER", "PRESENTING_OFFER", "DECIDING", "CONTRACT");

    private final Random random;
    private final String city;
    private final String name;
    private final List<Told> events = new ArrayList<>();

    private RandomSales(long seed, String city) {
        this.random = new Random(seed);
        this.city = city;
        this.name = city + "-" + seed;
    }

    /** In the order of each card, cards one after the other. */
    public static List<Told> of(long seed, int leads, String city) {
        RandomSales sales = new RandomSales(seed, city);
        for (int i = 0; i < leads; i++) {
            sales.lead(i);
        }
        return sales.events;
    }

    /**
     * As an unlucky consumer gets them: cards mixed, in a card's order but for some that come too early, some twice, some again
     * long after.
     */
    public static List<Told> shaken(List<Told> events, long seed) {
        Random random = new Random(seed);
        List<Told> shaken = new ArrayList<>(events);
        for (int i = 0; i < events.size() / 10; i++) {
            shaken.add(random.nextInt(shaken.size()), events.get(random.nextInt(events.size())));
        }
        for (int i = 0; i < events.size(); i++) {
            int at = random.nextInt(shaken.size() - 1);
            Collections.swap(shaken, at, at + 1 + random.nextInt(Math.min(20, shaken.size() - at - 1)));
        }
        return shaken;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private @Nullable String anySource() {
        return chance(20) ? null : any(SOURCES);
    }

    private void lead(int number) {
        String id = "lead-" + name + "-" + number;
        Instant at = BEGINS.plusMillis(random.nextLong(YEAR_MILLIS));
        Told.Teller lead = new Told.Teller("lead/" + id, events::add);
        String responsible = chance(50) ? any(PEOPLE) : null;
        String stage = "NEW";
        lead.tell(
                at,
                "LeadCreated",
                "title",
                "Лид " + number,
                "source",
                anySource(),
                "city",
                city,
                "responsibleId",
                responsible);
        if (responsible != null) {
            lead.tell(at, "ResponsibleAssigned", "kind", "lead", "to", responsible);
        }
        while (!stage.equals("CONVERTED") && !chance(15)) {
            at = later(at);
            if (responsible == null || chance(15)) {
                String to = any(PEOPLE);
                lead.tell(at, "ResponsibleAssigned", "kind", "lead", "from", responsible, "to", to);
                responsible = to;
            } else if (chance(5)) {
                lead.tell(at, "ResponsibleReleased", "kind", "lead", "employeeId", responsible, "why", "hand");
                responsible = null;
            } else if (chance(15)) {
                lead.tell(at, "LeadUpdated", "source", anySource(), "city", city, "changes", List.of());
            } else {
                stage = any(LEAD_MOVES.get(stage));
                lead.tell(at, "StageChanged", "kind", "lead", "to", stage, "because", "person");
                if (stage.equals("CONVERTED")) {
                    lead.tell(at, "LeadConverted", "leadId", id, "dealId", "deal-" + id);
                    deal("deal-" + id, at, responsible);
                }
            }
        }
    }

    private void deal(String id, Instant made, String first) {
        Told.Teller deal = new Told.Teller("deal/" + id, events::add);
        Instant at = made.plusMillis(random.nextInt(2000));
        String responsible = first;
        String stage = "PREPARING_OFFER";
        deal.tell(
                at,
                "DealCreated",
                "title",
                "Сделка",
                "source",
                anySource(),
                "city",
                city,
                "responsibleId",
                responsible);
        while (!chance(12)) {
            at = later(at);
            if (chance(15)) {
                String to = any(PEOPLE);
                deal.tell(at, "ResponsibleAssigned", "kind", "deal", "from", responsible, "to", to);
                responsible = to;
            } else {
                String from = stage;
                List<String> next = new ArrayList<>(DEAL_STAGES);
                next.remove(from);
                if (DEAL_STAGES.contains(from)) {
                    next.addAll(List.of("WON", "REJECTED"));
                }
                stage = any(next);
                deal.tell(at, "StageChanged", "kind", "deal", "from", from, "to", stage);
            }
        }
    }

    private Instant later(Instant at) {
        return at.plusMillis(1 + random.nextLong(20L * 86_400_000));
    }

    /** By card, in the order of their sequence, each once. */
    public static Map<String, List<Told>> byCard(List<Told> events) {
        Map<String, List<Told>> cards = new HashMap<>();
        events.forEach(event -> cards.computeIfAbsent(event.subject(), subject -> new ArrayList<>())
                .add(event));
        cards.values().forEach(of -> of.sort(java.util.Comparator.comparingLong(Told::sequence)));
        return cards;
    }
}
