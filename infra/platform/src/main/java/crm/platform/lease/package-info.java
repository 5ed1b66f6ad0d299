/** Jobs that must run on one instance at a time. */
@NullMarked
package crm.platform.lease;

import org.jspecify.annotations.NullMarked;
