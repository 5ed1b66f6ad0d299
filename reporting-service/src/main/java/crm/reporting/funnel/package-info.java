/** The funnel of leads and deals: how many entered each stage, how many went on, how long they stayed; its cards, its page, its sheet. */
@NullMarked
package crm.reporting.funnel;

import org.jspecify.annotations.NullMarked;
