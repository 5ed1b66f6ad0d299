package crm.activity.live;

import java.util.Set;

/**
 * Something changed.
 *
 * @param subject {@code lead/…} and the other cards, or {@code activity/…}
 * @param type the event's name
 * @param version the event's sequence
 * @param itself the card's own fields or stage changed, not only its timeline
 * @param concerned employees who are told whatever else they may see: from whom a card was taken, whose task it is
 */
record Change(String subject, String type, long version, boolean itself, Set<String> concerned) {}
