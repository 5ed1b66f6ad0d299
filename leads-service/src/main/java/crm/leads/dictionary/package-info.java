/** What is chosen from lists: cities, sources, reasons of rejection. */
@NullMarked
package crm.leads.dictionary;

import org.jspecify.annotations.NullMarked;
