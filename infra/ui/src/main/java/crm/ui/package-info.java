/**
 * The look of the product, once for all services: the page shell, the components, the Russian forms of dates, sums and
 * phones, the words for codes, and the static files the gateway serves. A service gets it by having this jar.
 */
@NullMarked
package crm.ui;

import org.jspecify.annotations.NullMarked;
