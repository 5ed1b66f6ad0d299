package crm.activity;

import static org.awaitility.Awaitility.await;

import crm.events.LeadCreated;
import crm.events.Topics;
import crm.testing.Caller;
import crm.testing.Stack;
import crm.testing.User;
import java.util.List;
import java.util.UUID;

/** Cards as their services tell of them, known here. */
public final class KnownCards {
    private KnownCards() {}

    /** What leads-service says of a lead that somebody has entered for himself or another, with these contacts. */
    public static LeadCreated created(String title, String responsibleId, String by, String... contactIds) {
        return new LeadCreated(
                title, "SOCIAL", null, responsibleId, by, null, List.of(contactIds), "person", List.of());
    }

    /** A new lead of his, as {@code lead/…}: told of, and shown to him. */
    public static String lead(String title, User responsible, int port, String... contactIds) {
        String lead = "lead/" + UUID.randomUUID();
        Stack.running()
                .journal()
                .say(
                        Topics.LEADS,
                        lead,
                        1,
                        created(title, responsible.id(), responsible.id(), contactIds),
                        responsible.id());
        await().until(() ->
                Caller.as(responsible, port).get("/api/activities?card=" + lead).status() == 200);
        return lead;
    }

    /** The id alone, as other services write it. */
    public static String id(String card) {
        return card.substring(card.indexOf('/') + 1);
    }
}
