/** Cards written by older code are brought to what today's code would have written: once, by a job that can be stopped anywhere. */
@NullMarked
package crm.platform.renewal;

import org.jspecify.annotations.NullMarked;
