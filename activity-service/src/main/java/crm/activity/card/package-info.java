/** Cards of other services as the timeline knows them: who may see them, where they stand, what their lead was. */
@NullMarked
package crm.activity.card;

import org.jspecify.annotations.NullMarked;
