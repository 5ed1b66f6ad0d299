/** The bar of filter chips above boards and lists; the filter is the page's address. */
@NullMarked
package crm.ui.filter;

import org.jspecify.annotations.NullMarked;
