/** The pages of deals: board, list, record, dialogs, products and payments. They ask the deals and show; no rule is here. */
@NullMarked
package crm.deals.page;

import org.jspecify.annotations.NullMarked;
