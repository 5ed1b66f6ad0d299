/** What all cards on boards share: people of the client's side, filters, lists, columns. */
@NullMarked
package crm.platform.card;

import org.jspecify.annotations.NullMarked;
