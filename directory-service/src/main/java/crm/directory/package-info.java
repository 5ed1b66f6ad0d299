/** The directory service. */
@NullMarked
package crm.directory;

import org.jspecify.annotations.NullMarked;
