/** The feed of a card: activities, comments and what the system did, newest first; a day's list. */
@NullMarked
package crm.activity.timeline;

import org.jspecify.annotations.NullMarked;
