/** Leads: the aggregate with every rule of its life, its API, list and board, and what it hears from the timeline. */
@NullMarked
package crm.leads.lead;

import org.jspecify.annotations.NullMarked;
