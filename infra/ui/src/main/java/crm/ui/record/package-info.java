/** A record's page: its head, the bar of stages, rows edited in place, people. */
@NullMarked
package crm.ui.record;

import org.jspecify.annotations.NullMarked;
