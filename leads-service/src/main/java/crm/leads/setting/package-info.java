/** What the department has decided about its leads: how they are given out, how soon they are to be taken, when it works. */
@NullMarked
package crm.leads.setting;

import org.jspecify.annotations.NullMarked;
