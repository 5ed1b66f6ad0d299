/** Companies of the client's side, with their requisites. */
@NullMarked
package crm.directory.company;

import org.jspecify.annotations.NullMarked;
