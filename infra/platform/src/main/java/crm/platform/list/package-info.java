/**
 * What every list of cards has besides its rows: columns to choose from, the rows as a file and the record of who took them
 * along, filters saved under a name. A service says what its list is made of ({@link crm.platform.list.CardList}); addresses,
 * pages and rules are here, once for all.
 */
@NullMarked
package crm.platform.list;

import org.jspecify.annotations.NullMarked;
