package crm.reporting.history;

import java.util.List;

/**
 * All that is known of a card, in the order of its sequence.
 *
 * @param subject {@code lead/…}, {@code deal/…} or {@code employee/…}
 */
public record History(String subject, List<Fact> facts) {

    /** {@code lead}, {@code deal} or {@code employee}. */
    public String kind() {
        return subject.substring(0, subject.indexOf('/'));
    }

    public String id() {
        return subject.substring(subject.indexOf('/') + 1);
    }
}
