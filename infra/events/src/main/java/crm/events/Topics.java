package crm.events;

import java.util.List;

/** The topics of the contract; each has {@link #PARTITIONS} partitions and is kept for ever. */
public final class Topics {
    public static final String LEADS = "crm.leads";
    public static final String DEALS = "crm.deals";
    public static final String DIRECTORY = "crm.directory";
    public static final String ACTIVITIES = "crm.activities";
    public static final String DOCUMENTS = "crm.documents";

    public static final List<String> ALL = List.of(LEADS, DEALS, DIRECTORY, ACTIVITIES, DOCUMENTS);

    /**
     * Between our own services, kept for a day, not part of the contract: {@code {subject, type, sequence}} of a card that
     * a projection made of other services' events shows differently now: its next activity, a document on its timeline.
     */
    public static final String SIGNALS = "crm.internal.signals";

    public static final int PARTITIONS = 6;

    private Topics() {}
}
