/** What a card has seen of the timeline: its next activity, how many are open, how many attempts failed. */
@NullMarked
package crm.platform.signal;

import org.jspecify.annotations.NullMarked;
