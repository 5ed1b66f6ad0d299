/** The reporting service. */
@NullMarked
package crm.reporting;

import org.jspecify.annotations.NullMarked;
