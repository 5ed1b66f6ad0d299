package crm.platform.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import crm.events.ActivityCancelled;
import crm.events.ActivityClosed;
import crm.events.ActivityMoved;
import crm.events.ActivityPlanned;
import crm.events.ActivityReassigned;
import crm.events.ActivityRescheduled;
import crm.events.ActivityUpdated;
import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CommentAdded;
import crm.events.CrmEvent;
import crm.events.EventJson;
import crm.events.EventTypes;
import crm.platform.consume.Subscription;
import crm.platform.sample.SampleApp;
import crm.platform.signal.Picture.Part;
import crm.platform.store.Envelope;
import crm.testing.CrmTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.mongodb.core.MongoTemplate;

@CrmTest
@SpringBootTest(classes = SampleApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DisplayName("What a card has seen of its activities")
class SignalsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T07:00:00Z");
    private static final List<String> PEOPLE = List.of("anna", "denis", "olga", "vera");

    @Autowired
    private MongoClient client;

    @Autowired
    private Hints hints;

    private final CardRef lead = CardRef.lead(UUID.randomUUID().toString());
    private final CardRef deal = CardRef.deal(UUID.randomUUID().toString());

    /** An activity with all that is ever said of it, and what it is in the end. */
    private static final class Told {
        final String id = UUID.randomUUID().toString();
        final List<Envelope> events = new ArrayList<>();
        final Set<String> ever = new HashSet<>();
        CardRef card;
        boolean open;
        Instant dueAt = BEGIN;
        String responsible = "anna";
        List<String> participants = List.of();
        List<String> mentions = List.of();
        int attempts;

        Told(CardRef card) {
            this.card = card;
            ever.add(card.toString());
        }

        void say(CrmEvent event) {
            int sequence = events.size() + 1;
            events.add(new Envelope(
                    id + "/" + sequence,
                    EventTypes.nameOf(event),
                    "/activity-service",
                    "activity/" + id,
                    BEGIN.plusSeconds(sequence),
                    sequence,
                    "anna",
                    null,
                    null,
                    null,
                    EventJson.MAPPER.valueToTree(event)));
        }

        Part part() {
            return new Part(
                    id,
                    card.toString(),
                    "CALL",
                    open,
                    open ? dueAt : null,
                    responsible,
                    participants,
                    mentions,
                    attempts);
        }
    }

    private static List<String> some(Random random) {
        List<String> people = new ArrayList<>(PEOPLE);
        Collections.shuffle(people, random);
        return people.subList(0, random.nextInt(3));
    }

    private Told comment(Random random) {
        Told told = new Told(random.nextBoolean() ? lead : deal);
        told.mentions = some(random);
        told.say(new CommentAdded(told.card, 5, told.mentions, 0));
        return told;
    }

    private Told activity(Random random) {
        Told told = new Told(random.nextInt(3) == 0 ? deal : lead);
        told.open = true;
        told.dueAt = BEGIN.plusSeconds(60L * (1 + random.nextInt(10_000)));
        told.participants = some(random);
        told.say(new ActivityPlanned(
                "CALL", told.card, told.responsible, told.participants, told.dueAt, "out", "person", null));
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    told.participants = some(random);
                    told.say(new ActivityUpdated(told.card, told.participants, List.of()));
                }
                case 1 -> {
                    Instant before = told.dueAt;
                    told.dueAt = before.plusSeconds(3600);
                    told.attempts++;
                    told.say(new ActivityRescheduled(told.card, told.dueAt, before, "noAnswer", told.attempts));
                }
                case 2 -> {
                    String from = told.responsible;
                    told.responsible = PEOPLE.get(random.nextInt(PEOPLE.size()));
                    told.say(new ActivityReassigned(told.card, from, told.responsible));
                }
                default -> {
                    if (told.card.equals(lead)) {
                        told.card = deal;
                        told.ever.add(deal.toString());
                        told.say(new ActivityMoved(lead, deal, told.attempts));
                    }
                }
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> {
                told.open = false;
                told.attempts++;
                told.say(new ActivityClosed(
                        "CALL", told.card, told.responsible, "out", "missed", told.attempts, 3, "none", told.dueAt));
            }
            case 1 -> {
                told.open = false;
                told.say(new ActivityCancelled(told.card, "person", told.attempts));
            }
            default -> {}
        }
        return told;
    }

    /** Each activity's events in order, now and then from an earlier one again, as after a crash; the activities mixed. */
    private static List<Envelope> mixed(List<Told> all, Random random) {
        List<List<Envelope>> left = new ArrayList<>();
        for (Told told : all) {
            List<Envelope> events = new ArrayList<>();
            for (int at = 0; at < told.events.size(); at++) {
                events.add(told.events.get(at));
                if (random.nextInt(3) == 0) {
                    events.addAll(told.events.subList(random.nextInt(at + 1), at + 1));
                }
            }
            left.add(events);
        }
        List<Envelope> mixed = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Envelope> next = left.get(random.nextInt(left.size()));
            mixed.add(next.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return mixed;
    }

    @RepeatedTest(4)
    @DisplayName(
            "L-13 L-15 P-3 is the truth, in whatever order events of different activities come, however often, to two instances at once, before the card or after")
    void any_order() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(random.nextInt(4) == 0 ? comment(random) : activity(random));
        }
        MongoTemplate ofLeads = new MongoTemplate(client, "seen-by-leads");
        MongoTemplate ofDeals = new MongoTemplate(client, "seen-by-deals");
        Signals leads = new Signals(ofLeads, hints, CardKind.LEAD, "leads");
        Signals deals = new Signals(ofDeals, hints, CardKind.DEAL, "deals");
        int half = all.size() / 2;
        List<Thread> instances = List.of(
                instance(mixed(all.subList(0, half), random), leads, deals),
                instance(mixed(all.subList(half, all.size()), random), leads, deals));
        ofLeads.getCollection("leads").insertOne(new Document("_id", lead.id()));
        leads.refresh(lead);
        ofDeals.getCollection("deals").insertOne(new Document("_id", deal.id()).append("leadId", lead.id()));
        deals.refresh(deal);
        for (Thread instance : instances) {
            instance.join();
        }
        assertThat(leads.of(lead)).as("seed " + seed).contains(truth(lead, all, Set.of(lead.toString())));
        assertThat(deals.of(deal))
                .as("seed " + seed)
                .contains(truth(deal, all, Set.of(lead.toString(), deal.toString())));
        assertThat(leads.after(CardKind.LEAD, "", 200)).contains(leads.of(lead).orElseThrow());
        assertThat(leads.after(CardKind.DEAL, "", 200)).isEmpty();
    }

    /** An instance of each of the two services, with the part of the activities that is read by it. */
    private Thread instance(List<Envelope> events, Signals leads, Signals deals) {
        Subscription toLeads = leads.subscription();
        Subscription toDeals = deals.subscription();
        return Thread.ofVirtual()
                .start(() -> events.forEach(event -> {
                    toLeads.handle(event);
                    toDeals.handle(event);
                }));
    }

    private static Picture truth(CardRef card, List<Told> all, Set<String> ever) {
        return Picture.of(
                card.toString(),
                all.stream()
                        .filter(told -> told.ever.stream().anyMatch(ever::contains))
                        .map(Told::part)
                        .toList());
    }
}
