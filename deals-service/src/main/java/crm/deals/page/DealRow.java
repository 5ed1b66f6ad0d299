package crm.deals.page;

import crm.deals.deal.Deal;
import org.jspecify.annotations.Nullable;

/**
 * A deal in a list.
 *
 * @param client company and contact by name; empty while names are not known
 * @param phone of the main contact, masked where the reader may not see it
 */
record DealRow(Deal deal, String client, @Nullable String phone) {}
