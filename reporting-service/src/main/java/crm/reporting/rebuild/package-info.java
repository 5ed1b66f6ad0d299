/** Making the reports anew from the event log, asked for by the admin. */
@NullMarked
package crm.reporting.rebuild;

import org.jspecify.annotations.NullMarked;
