package crm.ui.record;

import java.time.Instant;
import java.util.List;

/**
 * What a new responsible is told on top of the timeline.
 *
 * @param from whose it was, in the genitive when known so
 * @param hideUrl where «Понятно, скрыть» is posted
 */
public record Handover(Instant at, String from, List<Box> boxes, String hideUrl) {

    /** One of the four: who the client is, last contacts, what was offered, what is open. */
    public record Box(String title, List<String> lines) {}
}
