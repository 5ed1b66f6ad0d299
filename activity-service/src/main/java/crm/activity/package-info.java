/** The activity service: the timeline. */
@NullMarked
package crm.activity;

import org.jspecify.annotations.NullMarked;
