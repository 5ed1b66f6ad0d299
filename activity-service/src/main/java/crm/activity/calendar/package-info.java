/** An employee's activities as a calendar other programs subscribe to (T-9), by an address only he knows and can take back. */
@NullMarked
package crm.activity.calendar;

import org.jspecify.annotations.NullMarked;
