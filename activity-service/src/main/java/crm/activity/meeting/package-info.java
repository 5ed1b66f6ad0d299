/** Where employees meet others online (T-13): each has a room of his own if he has said so. */
@NullMarked
package crm.activity.meeting;

import org.jspecify.annotations.NullMarked;
