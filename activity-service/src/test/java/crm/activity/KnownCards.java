package crm.activity;

import static org.awaitility.Awaitility.await;

import crm.events.CardKind;
import crm.events.CardRef;
import crm.events.CrmEvent;
import crm.events.DealCreated;
import crm.events.LeadConverted;
import crm.events.LeadCreated;
import crm.events.StageChanged;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Stack;
import crm.testing.User;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cards as their services tell of them, known here. */
public final class KnownCards {
    private KnownCards() {}

    /** What leads-service says of a lead that somebody has entered for himself or another, with these contacts. */
    public static LeadCreated created(String title, String responsibleId, String by, String... contactIds) {
        return new LeadCreated(
                title, "SOCIAL", null, responsibleId, by, null, List.of(contactIds), "person", List.of());
    }

    /** What deals-service says of a deal of his; {@code leadId} is null for a repeat one. */
    public static DealCreated dealCreated(String title, User responsible, @Nullable String leadId) {
        return new DealCreated(
                title,
                leadId,
                leadId == null,
                null,
                null,
                null,
                List.of(),
                responsible.id(),
                responsible.id(),
                List.of());
    }

    /** What leads-service says when the lead has become the deal. */
    public static LeadConverted converted(String lead, String deal, User responsible) {
        return new LeadConverted(id(lead), id(deal), "Нэйм", "SOCIAL", null, null, List.of(), responsible.id());
    }

    /** What its service says when a card goes on, moved by a person. */
    public static StageChanged moved(CardKind kind, String from, String to, String responsibleId) {
        return moved(kind, from, to, "person", null, responsibleId);
    }

    /** @param returnOn when to come back to what is refused */
    public static StageChanged moved(
            CardKind kind, String from, String to, String because, @Nullable LocalDate returnOn, String responsibleId) {
        return new StageChanged(
                kind,
                from,
                to,
                because,
                null,
                returnOn,
                null,
                responsibleId,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Its service says it, as the next of the card's own events. */
    public static void say(String card, long sequence, CrmEvent event, User by) {
        Stack.running()
                .journal()
                .say(
                        CardRef.of(card).kind() == CardKind.LEAD ? Topics.LEADS : Topics.DEALS,
                        card,
                        sequence,
                        event,
                        by.id());
    }

    /** A new lead of his, as {@code lead/…}: told of, and shown to him. */
    public static String lead(String title, User responsible, int port, String... contactIds) {
        String lead = "lead/" + UUID.randomUUID();
        say(lead, 1, created(title, responsible.id(), responsible.id(), contactIds), responsible);
        return shown(lead, responsible, port);
    }

    /** A deal of his that nobody has moved, as {@code deal/…}: told of, and shown to him. */
    public static String deal(String title, User responsible, int port) {
        String deal = "deal/" + UUID.randomUUID();
        say(deal, 1, dealCreated(title, responsible, null), responsible);
        return shown(deal, responsible, port);
    }

    private static String shown(String card, User to, int port) {
        await().until(() ->
                Caller.as(to, port).get("/api/activities?card=" + card).status() == 200);
        return card;
    }

    /** The id alone, as other services write it. */
    public static String id(String card) {
        return card.substring(card.indexOf('/') + 1);
    }
}
