package crm.deals.deal;

/**
 * When a deal may be won (S-3), as the head has decided.
 *
 * @param wholeSum only the whole sum is enough; else its first part
 * @param unconfirmedCounts money known from the responsible's words counts before it is confirmed
 */
public record SaleTerms(boolean wholeSum, boolean unconfirmedCounts) {
    static final SaleTerms USUAL = new SaleTerms(false, true);
}
