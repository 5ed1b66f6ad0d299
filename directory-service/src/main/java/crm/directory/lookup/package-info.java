/** What other services ask of the directory: names for ids. */
@NullMarked
package crm.directory.lookup;

import org.jspecify.annotations.NullMarked;
