/** The deals service. */
@NullMarked
package crm.deals;

import org.jspecify.annotations.NullMarked;
