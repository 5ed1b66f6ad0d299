/** Lists: columns that sort, rows that are picked, bulk actions, «показать ещё». */
@NullMarked
package crm.ui.table;

import org.jspecify.annotations.NullMarked;
