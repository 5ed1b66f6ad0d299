/**
 * A believable department: months of leads, deals and activities, made through the public interface day by day while the
 * services' clock runs behind. The same seed gives the same department.
 */
@NullMarked
package crm.local.demo;

import org.jspecify.annotations.NullMarked;
