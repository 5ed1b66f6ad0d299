/** Leads that arrive by themselves: the form of the site. */
@NullMarked
package crm.leads.intake;

import org.jspecify.annotations.NullMarked;
