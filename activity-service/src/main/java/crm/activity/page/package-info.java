/** The pages of the timeline: the feed and the composer of a card, the dialogs of an activity, «Мой день». */
@NullMarked
package crm.activity.page;

import org.jspecify.annotations.NullMarked;
