/** People of the client's side. */
@NullMarked
package crm.directory.contact;

import org.jspecify.annotations.NullMarked;
