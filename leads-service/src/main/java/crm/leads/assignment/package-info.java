/** Leads are given out (L-1), looked after until they are taken into work (L-19), and shown to the head as his queue. */
@NullMarked
package crm.leads.assignment;

import org.jspecify.annotations.NullMarked;
