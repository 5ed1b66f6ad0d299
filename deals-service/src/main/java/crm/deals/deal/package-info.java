/** Deals: the aggregate with every rule of its life, products and payments included, its API, list and board. */
@NullMarked
package crm.deals.deal;

import org.jspecify.annotations.NullMarked;
